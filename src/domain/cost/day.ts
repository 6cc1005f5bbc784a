import { atWallClock, wallClock } from './wall-clock.ts'

/** A calendar day, `2026-11-21`. Sorts as text. Kubernetes' days are those of the company's time zone, AWS' those of UTC. */
export type Day = string

/** From `from` until before `to`. */
export interface DayRange {
  from: Day
  to: Day
}

/** In ms, until before `to`. */
export interface TimeRange {
  from: number
  to: number
}

const DAY_MS = 86_400_000

/** The day that calendars in the zone show. */
export function dayOf(at: number, zone: string): Day {
  return utcDay(wallClock(at, zone))
}

export function utcDay(at: number): Day {
  return new Date(at).toISOString().slice(0, 10)
}

/**
 * From the first moment of the first day to the end of the last one, 23 to 25 hours a day. Sources tell hours of UTC:
 * where the zone is off by half an hour, those that begin in the range are meant, so that each belongs to one day.
 */
export function timesOf(days: DayRange, zone: string): TimeRange {
  return {
    from: atWallClock(Date.parse(days.from), zone),
    to: atWallClock(Date.parse(days.to), zone),
  }
}

/** `count` may be negative. Throws RangeError for a day that is none. */
export function addDays(day: Day, count: number): Day {
  return utcDay(Date.parse(day) + count * DAY_MS)
}

/** Empty when the range ends before it begins. */
export function daysIn(range: DayRange): Day[] {
  const count = Math.max(0, (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS)
  return Array.from({ length: count }, (_, index) => addDays(range.from, index))
}

/** `2026-11` of `2026-11-21`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7)
}

/** The days of `2026-11`. */
export function monthRange(month: string): DayRange {
  const from = `${month}-01`
  return { from, to: `${monthOf(addDays(from, 31))}-01` }
}
