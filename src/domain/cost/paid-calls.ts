/** Fact that counts the calls of one day of UTC that cost money: "2026-11-21 4". */
export function paidCallsFact(sourceId: string): string {
  return `cost:calls:${sourceId}`
}

/** How many were made on the day of `now` so far. */
export function paidCalls(stored: string | null, now: number): number {
  const [day, count] = stored?.split(' ') ?? []
  return day === utcDate(now) ? Number(count) : 0
}

export function countedCalls(stored: string | null, now: number): string {
  return `${utcDate(now)} ${paidCalls(stored, now) + 1}`
}

function utcDate(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
