import type { Actor } from '../domain/actor.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { loadDeployView, type DeployViewDeps } from './deploy-view.ts'

export type DeployOfApproval = (call: {
  actor: Actor
  input: { approvalId: string }
}) => Promise<DeployView | null>

/** For who clicks beside an approval; null too for those who may not ask. */
export function createDeployOfApproval(
  deps: DeployViewDeps & { store: Pick<Store, 'read'>; now(): number },
): DeployOfApproval {
  return async ({ actor, input }) => {
    if (mayAsk(actor)) return null
    return deps.store.read(async (reads) => {
      const approval = await reads.approvals.get(input.approvalId)
      return approval && loadDeployView(reads, deps, approval.subjectId, deps.now())
    })
  }
}
