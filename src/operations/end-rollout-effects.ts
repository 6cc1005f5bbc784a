import { ownersOf } from '../domain/approvers.ts'
import { ownerTeam, type Catalogue } from '../domain/catalogue.ts'
import { currentWave, isOver } from '../domain/deploys/deploy.ts'
import { targetKey, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { DeployPolicy } from '../domain/deploys/deploy-policy.ts'
import { effectivePolicy, type EffectivePolicy } from '../domain/deploys/effective-policy.ts'
import { closeLock, closedNow } from '../domain/deploys/lock.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Outcome } from '../domain/actor.ts'
import type { Records } from '../domain/store.ts'
import type { NewId } from '../lib/id.ts'
import { askApproval } from './ask-approval.ts'
import { tellOfDeploy, wakeDeploy } from './deploy-effects.ts'
import { leaveLocks, saveLock } from './deploy-locks.ts'
import { stepRecord } from './deploy-transition.ts'
import { refused } from '../domain/actor.ts'

export interface EndedRollout {
  rolloutId: string
  as: 'succeeded' | 'failed'
  /** Code of why, null where nobody asks. */
  reason: string | null
  now: number
  deps: { catalogue: Catalogue; deployPolicy: DeployPolicy; newId: NewId }
}

/** The end of one rollout, and what follows: the next wave, the end of the deploy, locks, news. */
export async function endRolloutIn(tx: Records, ended: EndedRollout): Promise<Outcome<DeployRecord>> {
  const { rolloutId, as, reason, now } = ended
  const rollout = await tx.rollouts.get(rolloutId)
  const record = rollout && (await tx.deploys.get(rollout.deployId))
  if (!rollout || !record) return refused('deploy-unknown')
  const event = { event: 'rollout-ended', rolloutId, as, reason } as const
  const stepped = await stepRecord(tx, record, { event, now })
  if (!stepped.ok) return stepped
  const next = stepped.value
  await finish(tx, rollout, { as, now })
  if (as === 'failed') await tellOfFailure(tx, next, { rollout, reason, now })
  if (isOver(next)) await endDeploy(tx, next, ended)
  else await goOn(tx, next, ended)
  return stepped
}

async function finish(
  tx: Records,
  before: TargetRollout,
  { as, now }: { as: 'succeeded' | 'failed'; now: number },
): Promise<void> {
  const rollout = (await tx.rollouts.get(before.id)) ?? before
  if (rollout.finishedAt === null) {
    const workloads = rollout.workloads.map((workload) => ({ ...workload, step: 'ended' as const }))
    await tx.rollouts.update({
      ...rollout,
      workloads,
      // What kept it from being written stays to be read.
      trouble: as === 'failed' ? rollout.trouble : null,
      finishedAt: now,
      version: rollout.version + 1,
    })
  }
  await leaveLocks(tx, [rollout], now)
  const replicas = rollout.workloads.reduce((sum, { seen }) => sum + (seen?.progress.desired ?? 0), 0)
  if (as === 'succeeded' && rollout.startedAt !== null && replicas > 0 && hasChanged(rollout)) {
    const past = { durationMs: now - rollout.startedAt, replicas, finishedAt: now }
    await tx.rollouts.noteDuration(rollout, past)
  }
}

/** What carried the version already says nothing about how long it takes. */
function hasChanged({ workloads }: TargetRollout): boolean {
  return workloads.some(({ change }) => change.containers.some(({ from, to }) => from !== to))
}

async function goOn(tx: Records, record: DeployRecord, { now, deps }: EndedRollout): Promise<void> {
  const policy = policyOf(record, deps.deployPolicy, now)
  const wave = currentWave(record)
  const isAsked = wave !== null && record.state === 'waiting-for-approval' && (policy?.approval ?? null)
  const open = (await tx.approvals.of(record.id)).some((one) => one.wave === wave && one.state === 'waiting')
  if (isAsked && !open && policy?.approval) {
    const team = ownerTeam(deps.catalogue, record.project)
    await askApproval(tx, { record, wave, rule: policy.approval, team, id: deps.newId(), now })
  }
  // An exception came into force since: nobody is asked any more.
  if (isAsked === null && wave !== null && record.state === 'waiting-for-approval') {
    await stepRecord(tx, record, { event: { event: 'wave-approved', wave }, now })
  }
  await wakeDeploy(tx, record.id, now)
}

async function endDeploy(tx: Records, record: DeployRecord, { now, deps }: EndedRollout): Promise<void> {
  const news = record.state === 'succeeded' ? 'succeeded' : 'failed'
  const mentions =
    news === 'failed'
      ? [record.requesterId, ...ownersOf(ownerTeam(deps.catalogue, record.project))]
      : [record.requesterId]
  const values = { reason: record.reason }
  await tellOfDeploy(tx, record, { key: 'ended', news, values, mentions, now })
  if (record.kind !== 'rollback' || record.state !== 'succeeded') return
  await markUndone(tx, record, now)
  if (policyOf(record, deps.deployPolicy, now)?.lockAfterRollback) await lockService(tx, record, now)
}

async function markUndone(tx: Records, rollback: DeployRecord, now: number): Promise<void> {
  const undone = rollback.undoes === null ? null : await tx.deploys.get(rollback.undoes)
  if (!undone) return
  const event = { event: 'rolled-back', reason: rollback.id } as const
  const stepped = await stepRecord(tx, undone, { event, now })
  if (!stepped.ok) return
  const values = { by: rollback.id, name: releaseName(rollback.release) }
  await tellOfDeploy(tx, undone, { key: 'rolled-back', news: 'rolled-back', values, mentions: [], now })
}

/** Nobody deploys over a rollback before somebody said that the cause is gone. */
async function lockService(tx: Records, record: DeployRecord, now: number): Promise<void> {
  const reason = `rolled back to ${releaseName(record.release)}`
  let isNews = false
  for (const rollout of await tx.rollouts.ofDeploy(record.id)) {
    const key = targetKey(rollout)
    const was = await tx.locks.get(key)
    // Somebody's own reason and end stay.
    if (closedNow(was, now)) continue
    const closed = closeLock(was, { by: record.requesterId, reason, since: now, expiresAt: null })
    if (closed.ok) await saveLock(tx, key, { lock: closed.value, was })
    isNews = true
  }
  if (!isNews) return
  const values = { reason }
  await tellOfDeploy(tx, record, { key: 'locked', news: 'locked', values, mentions: [], now })
}

async function tellOfFailure(
  tx: Records,
  record: DeployRecord,
  { rollout, reason, now }: { rollout: TargetRollout; reason: string | null; now: number },
): Promise<void> {
  // The end of the whole deploy tells it too.
  if (isOver(record)) return
  const values = { rolloutId: rollout.id, region: rollout.region, reason }
  const key = `failed:${rollout.id}`
  await tellOfDeploy(tx, record, { key, news: 'rollout-failed', values, mentions: [record.requesterId], now })
}

function policyOf(record: DeployRecord, policy: DeployPolicy, now: number): EffectivePolicy | null {
  const found = effectivePolicy(policy, { project: record.project, environment: record.environment }, now)
  return found.ok ? found.value : null
}
