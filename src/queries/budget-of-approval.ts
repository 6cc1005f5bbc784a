import type { Actor } from '../domain/actor.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { loadBudgetRequestView } from './budget-request-view.ts'
import type { BudgetToldByDeps } from './budget-told-by.ts'

export type BudgetOfApproval = (call: {
  actor: Actor
  input: { approvalId: string }
}) => Promise<BudgetRequestView | null>

/** For who clicks beside an approval; null too for those who may not ask. */
export function createBudgetOfApproval(
  deps: BudgetToldByDeps & { store: Pick<Store, 'read'>; now(): number },
): BudgetOfApproval {
  return async ({ actor, input }) => {
    if (mayAsk(actor)) return null
    return deps.store.read(async (reads) => {
      const approval = await reads.approvals.get(input.approvalId)
      if (approval?.subjectKind !== 'budget-request') return null
      return loadBudgetRequestView(reads, deps, approval.subjectId, deps.now())
    })
  }
}
