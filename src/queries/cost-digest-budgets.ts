import type { Catalogue } from '../domain/catalogue.ts'
import { budgetHolder } from '../domain/cost/budget-holder.ts'
import type { BudgetStanding } from '../domain/cost/budget.ts'
import type { DigestScope } from '../domain/digest-scope.ts'

/** Nobody reads more lines of budgets. */
const MOST = 10

/** The budgets that a channel reads about: those of its teams and of their projects, the fullest first. */
export function budgetsOf(
  scope: DigestScope,
  standings: BudgetStanding[],
  catalogue: Catalogue,
): BudgetStanding[] {
  return standings
    .filter(({ budget }) => {
      if (scope.kind === 'company') return true
      const team = budgetHolder(catalogue, budget.scope)?.team ?? null
      return team === null ? scope.unowned : scope.teamIds.includes(team.id)
    })
    .toSorted((a, b) => b.percent - a.percent || (a.budget.id < b.budget.id ? -1 : 1))
    .slice(0, MOST)
}
