import type { Catalogue } from '../catalogue.ts'
import { budgetHolder } from './budget-holder.ts'
import type { BudgetScope } from './budget.ts'
import type { CostPolicy } from './policy.ts'

export interface BudgetChannelDeps {
  catalogue: Catalogue
  costPolicy: Pick<CostPolicy, 'budgets'>
}

/** Where news of a budget are read: by its team; of what is gone from the catalogue, by whoever sees to budgets. */
export function budgetNewsChannel({ catalogue, costPolicy }: BudgetChannelDeps, scope: BudgetScope): string {
  const holder = budgetHolder(catalogue, scope)
  if (holder) return holder.team?.channel ?? catalogue.fallbackChannel
  return costPolicy.budgets.channel ?? catalogue.fallbackChannel
}

/** Where requests stand. */
export function budgetCardChannel(deps: BudgetChannelDeps, scope: BudgetScope): string {
  return deps.costPolicy.budgets.channel ?? budgetNewsChannel(deps, scope)
}
