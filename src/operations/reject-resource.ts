import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { peopleOnly } from '../domain/members.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import type { Records } from '../domain/store.ts'
import { calledChange } from './change-decided.ts'
import { endUntouched } from './change-transition.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { notPending, pendingChange, type PendingChange } from './resource-decision.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { tellOfChange } from './resource-effects.ts'
import { recordId } from './resource-input.ts'
import { rightsOfChangeApproval } from './resource-rights.ts'

const input = z.object({ approvalId: recordId, reason: z.string().trim().max(1000) })

const reject = defineOperation<z.output<typeof input>, PendingChange, ResourceDeps, Outcome<ChangeFacts>>({
  name: 'reject-resource',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { approvalId }, deps }) => rightsOfChangeApproval(deps, { actor, approvalId }),
  async decide({ tx, actor, input: { approvalId, reason }, facts, now }) {
    const pending = await pendingChange(tx, approvalId, facts)
    if (!pending.ok) return notPending(tx, approvalId, { refused: pending, as: 'rejected' })
    const outcome = await sayNo(tx, pending.value, { userId: userOf(actor), reason, now })
    const details = { ...calledChange(pending.value), approvalId, reason }
    return decided(outcome, { subject: pending.value.resource.id, as: 'rejected', details })
  },
})

async function sayNo(
  tx: Records,
  pending: PendingChange,
  { userId, reason, now }: { userId: string; reason: string; now: number },
): Promise<Outcome<PendingChange>> {
  const { approval, change, resource } = pending
  const event = { event: 'reject', userId, reason } as const
  const stepped = stepApproval(approval, event, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  if (!(await tx.approvals.update(stepped.value.approval))) return refused('changed-meanwhile')
  const ended = await endUntouched(tx, pending, { as: 'rejected', now })
  if (!ended.ok) throw new Error(`storing change ${change.id}: it changed meanwhile`)
  const shown = { id: change.id, channel: resource.channel }
  const values = { by: userId, reason }
  const mentions = [change.requesterId]
  await tellOfChange(tx, shown, { key: 'rejected', news: 'rejected', values, mentions, now })
  return allowed({ ...ended.value, approval: stepped.value.approval })
}

/** A no to one change, with its reason: nothing is touched. */
export function createRejectResource(deps: ResourceDeps): Operation<PendingChange> {
  return onceMore(reject(deps))
}
