import { budgetStanding } from '../domain/cost/budget-standing.ts'
import type { Budget, BudgetScope, BudgetStanding } from '../domain/cost/budget.ts'
import { addDays, dayOf, monthOf, monthRange, type Day, type DayRange } from '../domain/cost/day.ts'
import { totalOf } from '../domain/cost/money.ts'
import type { CostPolicy } from '../domain/cost/policy.ts'
import type { CostFilter, CostPoint } from '../domain/cost/records.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { Reads } from '../domain/store.ts'

export interface BudgetStandingDeps {
  catalogue: Catalogue
  costPolicy: CostPolicy
}

/** Weekdays differ: a forecast looks at the same ones of weeks before. */
const LOOK_BACK_DAYS = 8 * 7

/** How one budget stands in the running month. */
export async function loadStanding(
  { costs }: Pick<Reads, 'costs'>,
  { catalogue, costPolicy }: BudgetStandingDeps,
  budget: Budget,
  now: number,
): Promise<BudgetStanding> {
  const today = dayOf(now, costPolicy.timeZone)
  const points = await costs.points({ unit: 'day', ...daysLookedAt(today) }, filterOf(budget.scope))
  return standingOf(budget, { points, today, catalogue })
}

export function daysLookedAt(today: Day): DayRange {
  return { from: addDays(today, -LOOK_BACK_DAYS), to: addDays(today, 1) }
}

export function standingOf(
  budget: Budget,
  { points, today, catalogue }: { points: readonly CostPoint[]; today: Day; catalogue: Catalogue },
): BudgetStanding {
  // The last day that is over: today's figures are not all there.
  return budgetStanding(budget, { points, month: monthOf(today), through: addDays(today, -1), catalogue })
}

/** Those that are used up most first. */
export async function rankedByUse(
  { costs }: Pick<Reads, 'costs'>,
  { costPolicy }: BudgetStandingDeps,
  budgets: readonly Budget[],
  now: number,
): Promise<Budget[]> {
  const month = monthRange(monthOf(dayOf(now, costPolicy.timeZone)))
  const used = new Map<string, number>()
  for (const total of await costs.totals({ unit: 'day', ...month })) {
    const micros = totalOf(total.micros)
    const holders = [
      ...(total.teamId === null ? [] : [`team:${total.teamId}`]),
      ...(total.project === '' ? [] : [`project:${total.project}`]),
    ]
    for (const id of holders) {
      const key = `${id} ${total.currency}`
      used.set(key, (used.get(key) ?? 0) + micros)
    }
  }
  const share = ({ id, currency, monthlyMicros }: Budget) =>
    (used.get(`${id} ${currency}`) ?? 0) / monthlyMicros
  return budgets.toSorted((a, b) => share(b) - share(a) || (a.id < b.id ? -1 : 1))
}

function filterOf(scope: BudgetScope): CostFilter {
  return scope.kind === 'team' ? { teamIds: [scope.teamId] } : { projects: [scope.project] }
}
