import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import { currentWave } from '../domain/deploys/deploy.ts'
import { targetKey, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import { askLock, type Lock, type LockStep, type LockWish, closedNow } from '../domain/deploys/lock.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { tellOfDeploy, wakeDeploy, wantDeployCard } from './deploy-effects.ts'
import { leaveLocks, LOCK_LEASE_MS, rolloutsOfWave, saveLock, wakeHolder } from './deploy-locks.ts'
import { amendRecord, stepRecord } from './deploy-transition.ts'

export type QueuedWave = 'held' | 'queued' | 'locked' | 'over'

/** Gets in line for every target of the current wave, in one transaction, so that two deploys never wait for each other. */
export const createQueueWave = defineOperation<{ deployId: string }, QueuedWave>({
  name: 'queue-wave',
  isKept: true,
  input: z.object({ deployId: z.string() }),
  may: systemOnly,
  async decide({ tx, input, now }) {
    const audit = { subject: input.deployId }
    const record = await tx.deploys.get(input.deployId)
    if (!record) return { outcome: refused('deploy-unknown'), audit: { ...audit, outcome: 'unknown' } }
    const wave = currentWave(record)
    if (wave === null || record.finishedAt !== null) return { outcome: allowed('over'), audit: null }
    const rollouts = rolloutsOfWave(record, await tx.rollouts.ofDeploy(record.id), wave)
    const before = await placesOf(tx, rollouts)
    const state = await askForAll(tx, record, { rollouts, now })
    if ((await placesOf(tx, rollouts)) === before) return { outcome: allowed(state), audit: null }
    if (state !== 'held') await wantDeployCard(tx, record, { now })
    return { outcome: allowed(state), audit: { ...audit, outcome: state, details: { wave } } }
  },
})

/** Where they stand in line, to be compared. */
async function placesOf(tx: Records, rollouts: readonly TargetRollout[]): Promise<string> {
  const places: string[] = []
  for (const rollout of rollouts) {
    const { holder, queue, closed } = await tx.locks.get(targetKey(rollout))
    const isHolder = holder?.id === rollout.id
    places.push(`${isHolder}:${queue.findIndex(({ id }) => id === rollout.id)}:${closed?.since ?? ''}`)
  }
  return places.join()
}

async function askForAll(
  tx: Records,
  record: DeployRecord,
  { rollouts, now }: { rollouts: readonly TargetRollout[]; now: number },
): Promise<Exclude<QueuedWave, 'over'>> {
  const closed = record.kind === 'deploy' ? await closedFor(tx, rollouts, now) : null
  if (closed) {
    await leaveLocks(tx, rollouts, now)
    await holdBackLocked(tx, record, { closed, now })
    return 'locked'
  }
  // What it waited for is over: from here on it waits in line.
  if (record.heldBack?.next === 'wait') await amendRecord(tx, record, { heldBack: null })
  let isHeld = true
  for (const rollout of rollouts) isHeld = (await askFor(tx, record, { rollout, now })) && isHeld
  return isHeld ? 'held' : 'queued'
}

/** One closed target keeps the whole wave out of line. */
async function closedFor(
  tx: Records,
  rollouts: readonly TargetRollout[],
  now: number,
): Promise<Lock['closed']> {
  for (const rollout of rollouts) {
    const closed = closedNow(await tx.locks.get(targetKey(rollout)), now)
    if (closed) return closed
  }
  return null
}

/** Whether it holds the target now. */
async function askFor(
  tx: Records,
  record: DeployRecord,
  { rollout, now }: { rollout: TargetRollout; now: number },
): Promise<boolean> {
  const key = targetKey(rollout)
  const was = await tx.locks.get(key)
  const wish: LockWish = {
    id: rollout.id,
    kind: record.kind,
    requesterId: record.requesterId,
    reason: releaseName(record.release),
  }
  const asked = askLock(was, wish, { now, leaseMs: LOCK_LEASE_MS })
  if (!asked.ok) return false
  await saveLock(tx, key, { lock: asked.value.lock, was })
  for (const one of asked.value.ended) await endOther(tx, one, { by: record, now })
  // Ending the others may have changed the lock once more.
  const lock = await tx.locks.get(key)
  if (lock.holder?.id === rollout.id) return true
  await wakeHolder(tx, lock, now)
  return false
}

/** A deploy that lost its place: its other targets would be left half done, so it ends as a whole. */
async function endOther(
  tx: Records,
  ended: LockStep['ended'][number],
  { by, now }: { by: DeployRecord; now: number },
): Promise<void> {
  const rollout = await tx.rollouts.get(ended.id)
  const other = rollout && (await tx.deploys.get(rollout.deployId))
  if (!other || other.id === by.id || other.finishedAt !== null) return
  const event = { event: 'superseded', reason: by.id } as const
  const stepped = await stepRecord(tx, other, { event, now })
  if (!stepped.ok) return
  await tellOfDeploy(tx, other, {
    key: 'superseded',
    news: 'superseded',
    values: { by: by.id, name: releaseName(by.release), kind: by.kind, because: ended.because },
    mentions: [other.requesterId],
    now,
  })
}

async function holdBackLocked(
  tx: Records,
  record: DeployRecord,
  { closed, now }: { closed: NonNullable<Lock['closed']>; now: number },
): Promise<void> {
  const details = { by: closed.by, reason: closed.reason, until: closed.expiresAt }
  if (record.heldBack?.reason === 'locked') return
  const held = await amendRecord(tx, record, { heldBack: { reason: 'locked', details, next: 'wait' } })
  await wantDeployCard(tx, held, { now })
  await tellOfDeploy(tx, held, {
    key: `held-back:locked:${closed.since}`,
    news: 'held-back',
    values: { ...details, reason: 'locked' },
    mentions: [record.requesterId],
    now,
  })
  if (closed.expiresAt !== null) await wakeDeploy(tx, record.id, closed.expiresAt)
}
