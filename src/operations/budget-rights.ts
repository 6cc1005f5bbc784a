import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { budgetRightsFacts, type BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import type { BudgetScope } from '../domain/cost/budget.ts'
import type { BudgetDeps } from './budget-deps.ts'

/** What `maySetBudget` and the others are asked with, groups asked now: before a transaction only. */
export function budgetRights(
  deps: BudgetDeps,
  { actor, scope }: { actor: Actor; scope: BudgetScope },
): Promise<BudgetRightsFacts> {
  return budgetRightsFacts(deps, { actor, scope, fresh: true })
}

/** The same about an approval. */
export async function rightsOfBudgetApproval(
  deps: BudgetDeps,
  { actor, approvalId }: { actor: Actor; approvalId: string },
): Promise<Outcome<BudgetRightsFacts>> {
  const request = await deps.store.read(async (reads) => {
    const approval = await reads.approvals.get(approvalId)
    return approval?.subjectKind === 'budget-request' ? reads.budgetRequests.get(approval.subjectId) : null
  })
  if (!request) return refused('approval-unknown', { approvalId })
  return allowed(await budgetRights(deps, { actor, scope: request.scope }))
}
