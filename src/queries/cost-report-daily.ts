import { addDays, daysIn, type DayRange } from '../domain/cost/day.ts'
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

/**
 * A day is null when no cluster, or no bill, has told it, where both tell of the time: bills come later than the figures
 * of clusters, and one without the other would look like a fall. `isAsTold`: what was told is the figure.
 */
export async function dailyIn(
  reads: Reads,
  asked: { days: DayRange; filter: CostFilter; currency: string; isAsTold?: boolean },
): Promise<CostReport['daily']> {
  const { days, filter, currency, isAsTold = false } = asked
  const range = { unit: 'day' as const, ...days }
  const sums = new Map<string, number>()
  const seen = new Set<string>()
  for (const point of await reads.costs.points(range, filter)) {
    seen.add(point.sourceId)
    if (point.currency !== currency || typeof point.at === 'number') continue
    sums.set(point.at, (sums.get(point.at) ?? 0) + point.micros)
  }
  const told = (await reads.costs.imports(range)).flatMap(({ sourceId, state, period }) =>
    state !== 'empty' && period.unit === 'day' && seen.has(sourceId)
      ? [{ kind: kindOf(sourceId), day: period.day }]
      : [],
  )
  const kinds = new Set(told.map(({ kind }) => kind))
  const byDay = Map.groupBy(told, ({ day }) => day)
  return daysIn(days).map((day) => {
    const tellers = new Set(byDay.get(day)?.map(({ kind }) => kind))
    const isKnown = isAsTold ? tellers.size > 0 : tellers.size === kinds.size && kinds.size > 0
    return { day, micros: isKnown ? (sums.get(day) ?? 0) : null }
  })
}

/** Clusters and bills: `opencost` of `opencost:prod-kr`. */
function kindOf(sourceId: string): string {
  return sourceId.slice(0, sourceId.indexOf(':'))
}

function longEnough({ from, to }: DayRange): DayRange {
  const week = addDays(to, -FEWEST_DAYS)
  return { from: from < week ? from : week, to }
}
