import { z } from 'zod'
import { allowed, type Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import type { WhoCanFacts } from '../domain/deploys/who-can.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { wakeDeploy } from './deploy-effects.ts'
import { calledIn, decided, userOf } from './request-deploy-decided.ts'
import { pendingFor, storeDecision, type Pending } from './request-deploy-decision.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { rightsOfApproval } from './request-deploy-rights.ts'

const input = z.object({
  approvalId: z.string().min(1).max(200),
  /** Of the plan that the person saw. */
  planHash: z.string().min(1).max(200),
})

export interface Approved extends Pending {
  /** `voted`: more are needed. */
  effect: 'voted' | 'approved'
}

const approve = defineOperation<z.output<typeof input>, Approved, DeployDeps, Outcome<WhoCanFacts>>({
  name: 'approve-deploy',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { approvalId }, now, deps }) => rightsOfApproval(deps, { actor, approvalId, now }),
  async decide({ tx, actor, input: seen, facts, now }) {
    const pending = await pendingFor(tx, seen.approvalId, facts)
    if (!pending.ok) return decided(pending, { subject: seen.approvalId, as: 'approved' })
    const { record, approval } = pending.value
    const vote = { userId: userOf(actor), planHash: seen.planHash }
    const outcome = await castVote(tx, pending.value, { vote, now })
    const details = {
      ...calledIn(record),
      approvalId: approval.id,
      wave: approval.wave,
      planHash: seen.planHash,
      release: record.release.digest,
    }
    return decided(outcome, {
      subject: record.id,
      as: outcome.ok ? outcome.value.effect : 'approved',
      details,
    })
  },
})

async function castVote(
  tx: Records,
  { approval, record }: Pending,
  { vote, now }: { vote: { userId: string; planHash: string }; now: number },
): Promise<Outcome<Approved>> {
  const stepped = stepApproval(approval, { event: 'approve', ...vote }, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  const isLast = stepped.value.effect === 'approved'
  const event = isLast ? ({ event: 'wave-approved', wave: approval.wave } as const) : null
  const stored = await storeDecision(tx, { approval: stepped.value.approval, record }, { event, now })
  if (!stored.ok) return stored
  if (isLast) await wakeDeploy(tx, record.id, now)
  return allowed({ ...stored.value, effect: isLast ? 'approved' : 'voted' })
}

/** A yes to one wave, for exactly the plan that was seen; the last one that is needed lets it go. */
export function createApproveDeploy(deps: DeployDeps): Operation<Approved> {
  return onceMore(approve(deps))
}
