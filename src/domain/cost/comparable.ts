import { daysIn, type DayRange, type TimeRange } from './day.ts'
import type { CostImport } from './source.ts'
import { hoursIn } from './windows.ts'

type Window =
  { unit: 'hour'; now: TimeRange; before: TimeRange } | { unit: 'day'; now: DayRange; before: DayRange }

/** A few holes in the time before do not make a comparison wrong; more would be told as growth. */
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
    const counterparts = places.filter((index) => known?.has(earlier[index] ?? ''))
    if (places.length > 0 && counterparts.length * 100 >= places.length * LEAST_KNOWN_PERCENT)
      comparable.add(sourceId)
  }
  return comparable
}

function toldBySource(imports: readonly CostImport[]): Map<string, Set<number | string>> {
  const told = new Map<string, Set<number | string>>()
  for (const { sourceId, state, period } of imports) {
    // Minutes of an hour are compared with nothing; a day that is not over is with its like.
    if (state === 'empty' || (period.unit === 'hour' && state === 'partial')) continue
    const periods = told.get(sourceId) ?? new Set()
    told.set(sourceId, periods.add(period.unit === 'hour' ? period.at : period.day))
  }
  return told
}
