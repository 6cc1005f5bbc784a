import type { ToldBy } from '../domain/cost/budget-views.ts'
import { addDays, dayOf, monthOf, monthRange } from '../domain/cost/day.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import type { CostSourceInfo } from '../domain/cost/source.ts'
import type { Reads } from '../domain/store.ts'
import type { BudgetStandingDeps } from './budget-standings.ts'
import { standingsOf } from './cost-report-sources.ts'

export interface BudgetToldByDeps extends BudgetStandingDeps {
  costSources: readonly CostSourceInfo[]
}

/** The sources of the running month, with today, as budgets count it. */
export async function budgetToldBy(
  reads: Pick<Reads, 'costs'>,
  { costPolicy: { timeZone }, costSources: infos }: BudgetToldByDeps,
  { scope, now }: { scope: CostScope; now: number },
): Promise<ToldBy> {
  const today = dayOf(now, timeZone)
  const { from } = monthRange(monthOf(today))
  const states = await reads.costs.sourceStates()
  const days = { from, to: addDays(today, 1) }
  const period = { word: 'month' as const, days, before: days, isRunning: true }
  const window = { period, timeZone, hours: null }
  return { timeZone, sources: await standingsOf(reads, { scope, window, infos, states, now }) }
}
