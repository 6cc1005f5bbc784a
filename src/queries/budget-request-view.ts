import { approversOf } from '../domain/approvers.ts'
import { budgetHolder } from '../domain/cost/budget-holder.ts'
import type { Budget, BudgetRequest } from '../domain/cost/budget.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import type { Reads } from '../domain/store.ts'
import { loadStanding } from './budget-standings.ts'
import { budgetToldBy, type BudgetToldByDeps } from './budget-told-by.ts'

export type BudgetRequestReads = Pick<Reads, 'budgets' | 'budgetRequests' | 'approvals' | 'costs'>

/** Everything that is told of one request, of one snapshot; null when there is none of this id. */
export async function loadBudgetRequestView(
  reads: BudgetRequestReads,
  deps: BudgetToldByDeps,
  requestId: string,
  now: number,
): Promise<BudgetRequestView | null> {
  const request = await reads.budgetRequests.get(requestId)
  if (!request) return null
  const budget = await reads.budgets.get(request.budgetId)
  const [approval = null] = await reads.approvals.of(request.id)
  const team = budgetHolder(deps.catalogue, request.scope)?.team ?? null
  return {
    request,
    approval,
    standing: await loadStanding(reads, deps, budget ?? wished(request), now),
    toldBy: await budgetToldBy(reads, deps, { scope: request.scope, now }),
    approvers: approversOf(deps.costPolicy.budgets.approval, team),
    team,
  }
}

/** What a first budget would be: who decides about it sees how the month stands against it. */
function wished(request: BudgetRequest): Budget {
  const { budgetId: id, scope, name, currency, toMicros, requesterId, createdAt } = request
  return {
    id,
    scope,
    name,
    currency,
    monthlyMicros: toMicros,
    setBy: requesterId,
    setAt: createdAt,
    version: 0,
  }
}
