import { allowed, type Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { isOver } from '../domain/deploys/deploy.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { stepDeploy, type DeployEvent } from '../domain/deploys/step-deploy.ts'
import { PRIORITY, type Priority } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import { wakeDeploy, wakeRollout, wantDeployCard } from './deploy-effects.ts'
import { leaveLocks } from './deploy-locks.ts'

/** What changes beside the state. */
type Besides = Partial<Pick<DeployRecord, 'plan' | 'heldBack' | 'fromName'>>

/**
 * One step of a deploy, stored, with everything that follows from it: the card is wanted; of one that is over the
 * locks are left, open approvals closed and the watchers told.
 */
export async function stepRecord(
  tx: Records,
  record: DeployRecord,
  { event, now, besides = {} }: { event: DeployEvent; now: number; besides?: Besides },
): Promise<Outcome<DeployRecord>> {
  const stepped = stepDeploy(record, event, record.version)
  if (!stepped.ok) return stepped
  const over = isOver(stepped.value)
  // The step carries the whole record with it: what changes beside it comes last.
  const next: DeployRecord = {
    ...record,
    ...stepped.value,
    heldBack: null,
    ...besides,
    finishedAt: over ? (record.finishedAt ?? now) : null,
  }
  if (!(await tx.deploys.update(next, record.version))) {
    throw new Error(`storing deploy ${record.id}: it changed meanwhile`)
  }
  if (over) await closeBooks(tx, next, now)
  await wantDeployCard(tx, next, { now, priority: priorityOf(record, next, event) })
  return allowed(next)
}

/** That something goes on is seen in its turn; that it ends, waits or fails comes first. */
function priorityOf(before: DeployRecord, after: DeployRecord, event: DeployEvent): Priority {
  const isFailure = event.event === 'rollout-ended' && event.as !== 'succeeded'
  const isNews = isFailure || (after.state !== before.state && after.state !== 'running')
  return isNews ? PRIORITY.outcome : PRIORITY.normal
}

/** Stores what is no step of the state machine. */
export async function amendRecord(tx: Records, record: DeployRecord, change: Besides): Promise<DeployRecord> {
  const next = { ...record, ...change, version: record.version + 1 }
  if (!(await tx.deploys.update(next, record.version))) {
    throw new Error(`storing deploy ${record.id}: it changed meanwhile`)
  }
  return next
}

async function closeBooks(tx: Records, record: DeployRecord, now: number): Promise<void> {
  await wakeDeploy(tx, record.id, now)
  const rollouts = await tx.rollouts.ofDeploy(record.id)
  await leaveLocks(tx, rollouts, now)
  for (const rollout of rollouts) {
    if (rollout.startedAt !== null && rollout.finishedAt === null) {
      await tx.rollouts.update({ ...rollout, finishedAt: now, version: rollout.version + 1 })
      await wakeRollout(tx, rollout.id, now)
    }
  }
  for (const approval of await tx.approvals.of(record.id)) {
    if (approval.state !== 'waiting') continue
    const event = { event: 'withdraw', userId: approval.requesterId } as const
    // One that has run out of time answers so: it is expired.
    const ended = stepApproval(approval, event, { seen: approval.version, now })
    const late = ended.ok
      ? ended
      : stepApproval(approval, { event: 'time-passed' }, { seen: approval.version, now })
    if (late.ok) await tx.approvals.update(late.value.approval)
  }
}
