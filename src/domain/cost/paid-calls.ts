import { utcDay } from './day.ts'

/** Fact that counts the calls of one day of UTC that cost money: "2026-11-21 4". */
export function paidCallsFact(sourceId: string): string {
  return `cost:calls:${sourceId}`
}

/** How many were made on the day of `now` so far. */
export function paidCalls(stored: string | null, now: number): number {
  const [day, count] = stored?.split(' ') ?? []
  return day === utcDay(now) ? Number(count) : 0
}

export function countedCalls(stored: string | null, now: number): string {
  return `${utcDay(now)} ${paidCalls(stored, now) + 1}`
}
