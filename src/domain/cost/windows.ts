import { addDays, dayOf, timesOf, type TimeRange } from './day.ts'
import { HOUR_MS } from './hours-kept.ts'
import { atWallClock, wallClock } from './wall-clock.ts'

const WEEK_MS = 7 * 86_400_000

/** What an hourly digest compares. */
export interface DigestWindows {
  hour: TimeRange
  /** The hours that clocks showed alike a week before: none, one, or two when clocks were changed. */
  hourBefore: TimeRange
  /** From midnight to the end of the hour. */
  day: TimeRange
  dayBefore: TimeRange
}

/**
 * The windows of the digest of the hour that ends at `at`. Sources tell full hours of UTC: where the zone is off by
 * half an hour, the newest of those that is over is meant, and the day is the one in which it began. So at local
 * midnight the day is the one that ended. Windows of other lengths are told as they are, never scaled.
 */
export function digestWindows(at: number, zone: string): DigestWindows {
  const to = Math.floor(at / HOUR_MS) * HOUR_MS
  const from = to - HOUR_MS
  const day = dayOf(from, zone)
  const midnight = timesOf({ from: day, to: addDays(day, 1) }, zone).from
  const weekBefore = wallClock(from, zone) - WEEK_MS
  const before = { from: atWallClock(weekBefore, zone), to: atWallClock(weekBefore + HOUR_MS, zone) }
  const midnightBefore = timesOf({ from: addDays(day, -7), to: day }, zone).from
  return {
    hour: { from, to },
    hourBefore: before,
    day: { from: midnight, to },
    dayBefore: { from: midnightBefore, to: before.to },
  }
}

/** The starts of the full hours of UTC that begin in the range. */
export function hoursIn({ from, to }: TimeRange): number[] {
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS
  const count = Math.max(0, Math.ceil((to - first) / HOUR_MS))
  return Array.from({ length: count }, (_, index) => first + index * HOUR_MS)
}
