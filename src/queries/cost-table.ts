import type { CostPolicy } from '../domain/cost/policy.ts'
import type { Day } from '../domain/cost/day.ts'
import type { CostLine } from '../domain/cost/line.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import type { PeriodWord, SourceStanding } from '../domain/cost/report.ts'
import type { CostSourceInfo } from '../domain/cost/source.ts'
import type { Store } from '../domain/store.ts'
import { filterOf } from './cost-report-filter.ts'
import { rangeOf } from './cost-report-figures.ts'
import { standingsOf } from './cost-report-sources.ts'
import { reportWindow } from './cost-report-window.ts'

export type CostTable = (asked: {
  scope: CostScope
  word: PeriodWord
  /** When it was asked for: "today" is that day. */
  at: number
}) => Promise<{ from: Day; to: Day; lines: CostLine[]; sources: SourceStanding[] }>

/** The same figures as those of the report, line by line. For the bot's own jobs, which send it to whom may see it. */
export function createCostTable({
  store,
  costPolicy,
  costSources: infos,
}: {
  store: Pick<Store, 'read'>
  costPolicy: Pick<CostPolicy, 'timeZone'>
  costSources: readonly CostSourceInfo[]
}): CostTable {
  return ({ scope, word, at }) => {
    const window = reportWindow(word, { now: at, timeZone: costPolicy.timeZone })
    return store.read(async (reads) => ({
      ...window.period.days,
      lines: await reads.costs.lines(rangeOf(window), filterOf(scope)),
      sources: await standingsOf(reads, {
        scope,
        window,
        infos,
        states: await reads.costs.sourceStates(),
        now: at,
      }),
    }))
  }
}
