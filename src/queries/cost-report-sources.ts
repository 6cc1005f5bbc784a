import { addDays, dayOf } from '../domain/cost/day.ts'
import type { SourceStanding } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import { sourceStandings, withoutUsualLag } from '../domain/cost/source-standing.ts'
import type { CostSourceInfo, CostSourceState } from '../domain/cost/source.ts'
import type { Reads } from '../domain/store.ts'
import { filterOf } from './cost-report-filter.ts'
import { rangeOf } from './cost-report-figures.ts'
import type { ReportWindow } from './cost-report-window.ts'

interface Asked {
  scope: CostScope
  window: ReportWindow
  infos: readonly CostSourceInfo[]
  states: CostSourceState[]
  now: number
}

/** A source that told of a team within this time before, or tells of it now, is one of its sources, also when it is silent. */
const USUAL_DAYS = 7

/** Where the figures come from. Of a team or project, only the sources that tell of it. */
export async function standingsOf(reads: Pick<Reads, 'costs'>, asked: Asked): Promise<SourceStanding[]> {
  const { scope, window, infos, states, now } = asked
  const range = rangeOf(window)
  const all = sourceStandings({
    infos,
    states,
    now,
    imports: await reads.costs.imports(range),
    window: {
      zone: window.timeZone,
      ...(range.unit === 'hour'
        ? { hours: { from: range.from, to: range.to } }
        : { days: { from: range.from, to: range.to } }),
    },
  })
  const shown = withoutUsualLag(all, now)
  if (scope.kind === 'company') return shown
  const { from, to } = window.period.days
  const today = dayOf(now, window.timeZone)
  // Also those of these days: of a month before a cluster was connected, its figures are missing.
  const usual = [
    { unit: 'day' as const, from: addDays(from, -USUAL_DAYS), to },
    { unit: 'day' as const, from: addDays(today, -USUAL_DAYS), to: addDays(today, 1) },
  ]
  const told = new Set<string>()
  for (const days of usual)
    for (const { sourceId } of await reads.costs.totals(days, filterOf(scope))) told.add(sourceId)
  // Of whom nothing is known yet, any source may be the one.
  return told.size === 0 ? shown : shown.filter(({ id, notes }) => told.has(id) || notes.length > 0)
}
