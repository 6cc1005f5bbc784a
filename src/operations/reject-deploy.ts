import { z } from 'zod'
import type { Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import type { WhoCanFacts } from '../domain/deploys/who-can.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { tellOfDeploy } from './deploy-effects.ts'
import { calledIn, decided, userOf } from './request-deploy-decided.ts'
import { pendingFor, storeDecision, type Pending } from './request-deploy-decision.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { rightsOfApproval } from './request-deploy-rights.ts'

const input = z.object({
  approvalId: z.string().min(1).max(200),
  reason: z.string().trim().max(1000),
})

const reject = defineOperation<z.output<typeof input>, Pending, DeployDeps, Outcome<WhoCanFacts>>({
  name: 'reject-deploy',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { approvalId }, now, deps }) => rightsOfApproval(deps, { actor, approvalId, now }),
  async decide({ tx, actor, input: { approvalId, reason }, facts, now }) {
    const pending = await pendingFor(tx, approvalId, facts)
    if (!pending.ok) return decided(pending, { subject: approvalId, as: 'rejected' })
    const { record, approval } = pending.value
    const outcome = await sayNo(tx, pending.value, { userId: userOf(actor), reason, now })
    const details = {
      ...calledIn(record),
      approvalId,
      wave: approval.wave,
      planHash: approval.planHash,
      reason,
    }
    return decided(outcome, { subject: record.id, as: 'rejected', details })
  },
})

async function sayNo(
  tx: Records,
  { approval, record }: Pending,
  { userId, reason, now }: { userId: string; reason: string; now: number },
): Promise<Outcome<Pending>> {
  const no = { event: 'reject', userId, reason } as const
  const stepped = stepApproval(approval, no, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  const event = { event: 'called-off', as: 'rejected', reason } as const
  const stored = await storeDecision(tx, { approval: stepped.value.approval, record }, { event, now })
  if (!stored.ok) return stored
  await tellOfDeploy(tx, record, {
    key: `rejected:${approval.id}`,
    news: 'rejected',
    values: { wave: approval.wave, by: userId, reason },
    mentions: [record.requesterId],
    now,
  })
  return stored
}

/** A no to one wave, with its reason: the deploy ends. */
export function createRejectDeploy(deps: DeployDeps): Operation<Pending> {
  return onceMore(reject(deps))
}
