import type { Actor } from '../domain/actor.ts'
import { mayAsk } from '../domain/members.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import type { Store } from '../domain/store.ts'
import { loadChangeView, type ChangeViewDeps } from './change-view.ts'

export type ChangeOfApproval = (call: {
  actor: Actor
  input: { approvalId: string }
}) => Promise<ChangeView | null>

/** For who clicks beside an approval; null too for those who may not ask. */
export function createChangeOfApproval(
  deps: ChangeViewDeps & { store: Pick<Store, 'read'>; now(): number },
): ChangeOfApproval {
  return async ({ actor, input }) => {
    if (mayAsk(actor)) return null
    return deps.store.read(async (reads) => {
      const approval = await reads.approvals.get(input.approvalId)
      return approval && loadChangeView(reads, deps, approval.subjectId, deps.now())
    })
  }
}
