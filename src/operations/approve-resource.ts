import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { peopleOnly } from '../domain/members.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import type { Records } from '../domain/store.ts'
import { calledChange } from './change-decided.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { notPending, pendingChange, type PendingChange } from './resource-decision.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { wakeChange, wantChangeCard } from './resource-effects.ts'
import { planHash, recordId } from './resource-input.ts'
import { rightsOfChangeApproval } from './resource-rights.ts'

const input = z.object({ approvalId: recordId, planHash })

export interface ApprovedResource extends PendingChange {
  /** `voted`: more are needed. */
  effect: 'voted' | 'approved'
}

const approve = defineOperation<z.output<typeof input>, ApprovedResource, ResourceDeps, Outcome<ChangeFacts>>(
  {
    name: 'approve-resource',
    isKept: true,
    input,
    may: peopleOnly,
    gather: ({ actor, input: { approvalId }, deps }) => rightsOfChangeApproval(deps, { actor, approvalId }),
    async decide({ tx, actor, input: seen, facts, now }) {
      const pending = await pendingChange(tx, seen.approvalId, facts)
      if (!pending.ok) return notPending(tx, seen.approvalId, { refused: pending, as: 'approved' })
      const vote = { userId: userOf(actor), planHash: seen.planHash }
      const outcome = await castVote(tx, pending.value, { vote, now })
      const as = outcome.ok ? outcome.value.effect : 'approved'
      const details = { ...calledChange(pending.value), ...seen }
      return decided(outcome, { subject: pending.value.resource.id, as, details })
    },
  },
)

async function castVote(
  tx: Records,
  pending: PendingChange,
  { vote, now }: { vote: { userId: string; planHash: string }; now: number },
): Promise<Outcome<ApprovedResource>> {
  const { approval, change, resource } = pending
  const stepped = stepApproval(approval, { event: 'approve', ...vote }, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  if (!(await tx.approvals.update(stepped.value.approval))) return refused('changed-meanwhile')
  await wantChangeCard(tx, { id: change.id, channel: resource.channel }, { now })
  const isLast = stepped.value.effect === 'approved'
  if (isLast) await wakeChange(tx, change.id, now)
  return allowed({ ...pending, approval: stepped.value.approval, effect: isLast ? 'approved' : 'voted' })
}

/** A yes to one change, for exactly the plan that was seen; the last one that is needed lets it go. */
export function createApproveResource(deps: ResourceDeps): Operation<ApprovedResource> {
  return onceMore(approve(deps))
}
