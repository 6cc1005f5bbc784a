import { daysIn, type DayRange, type TimeRange } from './day.ts'
import type { CostImport } from './source.ts'
import { hoursIn } from './windows.ts'

type Window =
  { unit: 'hour'; now: TimeRange; before: TimeRange } | { unit: 'day'; now: DayRange; before: DayRange }

/** A few holes do not make a comparison wrong; more would be told as growth, or as savings. */
const LEAST_KNOWN_PERCENT = 90

/** Sources that told of the time before about as much as they told of now: others cannot be compared yet. */
export function comparableSources(
  { now, before }: { now: readonly CostImport[]; before: readonly CostImport[] },
  window: Window,
): Set<string> {
  const periods = window.unit === 'hour' ? hoursIn(window.now) : daysIn(window.now)
  const earlier: (number | string)[] = window.unit === 'hour' ? hoursIn(window.before) : daysIn(window.before)
  const toldBefore = toldBySource(before)
  const comparable = new Set<string>()
  for (const [sourceId, told] of toldBySource(now)) {
    const known = toldBefore.get(sourceId)
    const places = periods.flatMap((period, index) =>
      told.has(period) && index < earlier.length ? [index] : [],
    )
    const covered = sumOf(places.map((index) => told.get(periods[index] ?? '') ?? 0))
    const coveredBefore = sumOf(places.map((index) => known?.get(earlier[index] ?? '') ?? 0))
    const least = (places.length * LEAST_KNOWN_PERCENT) / 100
    if (places.length > 0 && covered >= least && coveredBefore >= least) comparable.add(sourceId)
  }
  return comparable
}

/** How much of each period is told, from 0 to 1. */
function toldBySource(imports: readonly CostImport[]): Map<string, Map<number | string, number>> {
  const told = new Map<string, Map<number | string, number>>()
  for (const { sourceId, state, period, coveredMs, lengthMs } of imports) {
    // Minutes of an hour are compared with nothing.
    if (state === 'empty' || (period.unit === 'hour' && state === 'partial')) continue
    const periods = told.get(sourceId) ?? new Map<number | string, number>()
    const share = state === 'complete' ? 1 : Math.min(1, coveredMs / lengthMs)
    told.set(sourceId, periods.set(period.unit === 'hour' ? period.at : period.day, share))
  }
  return told
}

function sumOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0)
}
