import { addDays, daysIn, type Day, type DayRange } from '../domain/cost/day.ts'
import type { CostFilter } from '../domain/cost/records.ts'
import type { CostReport } from '../domain/cost/report.ts'
import type { Reads } from '../domain/store.ts'
import type { ReportWindow } from './cost-report-window.ts'

/** A chart of fewer days tells nothing. */
const FEWEST_DAYS = 7

/** Day by day: of the period, or of the week that ends with it. */
export async function dailyOf(
  reads: Reads,
  { window, filter, currency }: { window: ReportWindow; filter: CostFilter; currency: string },
): Promise<CostReport['daily']> {
  return dailyIn(reads, { days: longEnough(window.period.days), filter, currency })
}

/** A day is null as long as one of its sources has not told it: bills come later than the figures of clusters. */
export async function dailyIn(
  reads: Reads,
  { days, filter, currency }: { days: DayRange; filter: CostFilter; currency: string },
): Promise<CostReport['daily']> {
  const range = { unit: 'day' as const, ...days }
  const sums = new Map<string, number>()
  const seen = new Set<string>()
  for (const point of await reads.costs.points(range, filter)) {
    seen.add(point.sourceId)
    if (point.currency !== currency || typeof point.at === 'number') continue
    sums.set(point.at, (sums.get(point.at) ?? 0) + point.micros)
  }
  const told = (await reads.costs.imports(range)).flatMap(({ sourceId, state, period }) =>
    state !== 'empty' && period.unit === 'day' && seen.has(sourceId) ? [{ sourceId, day: period.day }] : [],
  )
  const known = new Set(told.map(({ day }) => day))
  const last = lastWholeDay(told, days)
  return daysIn(days).map((day) => ({
    day,
    micros: known.has(day) && day <= last ? (sums.get(day) ?? 0) : null,
  }))
}

/** Until which day every source has told; one that is silent for a week holds nobody up. */
function lastWholeDay(told: readonly { sourceId: string; day: Day }[], { to }: DayRange): Day {
  const newest = [...Map.groupBy(told, ({ sourceId }) => sourceId).values()].map((days) =>
    days.reduce((last, { day }) => (day > last ? day : last), ''),
  )
  const active = newest.filter((day) => day >= addDays(to, -FEWEST_DAYS))
  return active.toSorted()[0] ?? to
}

function longEnough({ from, to }: DayRange): DayRange {
  const week = addDays(to, -FEWEST_DAYS)
  return { from: from < week ? from : week, to }
}
