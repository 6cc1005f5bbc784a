import { dayOf, timesOf } from '../domain/cost/day.ts'
import { HOUR_MS } from '../domain/cost/hours-kept.ts'
import { periodOf } from '../domain/cost/period.ts'
import type { CostPeriod, PeriodWord } from '../domain/cost/report.ts'
import type { TimeRange } from '../domain/cost/day.ts'
import { addDays } from '../domain/cost/day.ts'
import { digestWindows } from '../domain/cost/windows.ts'

export interface ReportWindow {
  period: CostPeriod
  timeZone: string
  /** Today is told by the hour, against the same hours a week before; null: by days. */
  hours: { now: TimeRange; before: TimeRange } | null
}

export function reportWindow(
  word: PeriodWord,
  { now, timeZone }: { now: number; timeZone: string },
): ReportWindow {
  const period = periodOf(word, now, timeZone)
  if (word !== 'today') return { period, timeZone, hours: null }
  const today = dayOf(now, timeZone)
  const days = { from: today, to: addDays(today, 1) }
  const before = { from: addDays(today, -7), to: addDays(today, -6) }
  const midnight = timesOf(days, timeZone).from
  const until = Math.floor(now / HOUR_MS) * HOUR_MS
  const none = { from: midnight, to: midnight }
  // Until its first full hour of UTC is over nothing is known of a day: half past one where the zone is off by half an hour.
  const windows =
    until - HOUR_MS >= midnight ? digestWindows(until, timeZone) : { day: none, dayBefore: none }
  return {
    period: { ...period, days, before },
    timeZone,
    hours: { now: windows.day, before: windows.dayBefore },
  }
}
