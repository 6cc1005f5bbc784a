import { addDays, type Day } from '../domain/cost/day.ts'
import { scopeFilter } from '../domain/cost/digest-figures.ts'
import type { CostTotal } from '../domain/cost/line.ts'
import type { DigestScope } from '../domain/digest-scope.ts'
import type { Reads } from '../domain/store.ts'

const USUAL_DAYS = 8

/** What each source told of whom in the last days. */
export function readUsualTotals(reads: Pick<Reads, 'costs'>, today: Day): Promise<CostTotal[]> {
  const range = { unit: 'day' as const, from: addDays(today, -USUAL_DAYS), to: addDays(today, 1) }
  return reads.costs.totals(range)
}

/** Ids of the sources that usually tell of what a channel reads, also of those that are silent now. */
export function sourcesOf(usual: readonly CostTotal[], scope: DigestScope): Set<string> {
  const isMine = scopeFilter(scope)
  return new Set(usual.filter(isMine).map(({ sourceId }) => sourceId))
}
