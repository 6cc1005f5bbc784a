import { targetKey, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import { leaveLock, type Lock } from '../domain/deploys/lock.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Records } from '../domain/store.ts'
import { wakeDeploy } from './deploy-effects.ts'

/** Longer than any rollout is given. */
export const LOCK_LEASE_MS = 7 * 3_600_000

/** Stores a lock that was read in this transaction. Its loss means that the transaction must run again. */
export async function saveLock(tx: Records, key: string, change: { lock: Lock; was: Lock }): Promise<void> {
  const { lock, was } = change
  if (lock.version === was.version) return
  if (!(await tx.locks.save(key, lock, was.version))) throw new Error(`saving the lock of ${key}: it changed`)
}

/** Gives up what the rollouts hold or wait for, and wakes who comes next. */
export async function leaveLocks(
  tx: Records,
  rollouts: readonly TargetRollout[],
  now: number,
): Promise<void> {
  for (const rollout of rollouts) {
    const key = targetKey(rollout)
    const was = await tx.locks.get(key)
    const fence = was.holder?.id === rollout.id ? was.fence : null
    const left = leaveLock(was, { id: rollout.id, fence }, { now, leaseMs: LOCK_LEASE_MS })
    if (!left.ok) continue
    await saveLock(tx, key, { lock: left.value.lock, was })
    await wakeHolder(tx, left.value.lock, now)
  }
}

/** The deploy whose turn it is now. */
export async function wakeHolder(tx: Records, lock: Lock, now: number): Promise<void> {
  const next = lock.holder && (await tx.rollouts.get(lock.holder.id))
  if (next) await wakeDeploy(tx, next.deployId, now)
}

/** Whether every one of them holds its lock. */
export async function holdAll(tx: Records, rollouts: readonly TargetRollout[]): Promise<boolean> {
  for (const rollout of rollouts) {
    const lock = await tx.locks.get(targetKey(rollout))
    if (lock.holder?.id !== rollout.id) return false
  }
  return true
}

/** Of the wave that is to start or runs. */
export function rolloutsOfWave(
  record: Pick<DeployRecord, 'waves'>,
  rollouts: readonly TargetRollout[],
  wave: number,
): TargetRollout[] {
  const ids = new Set(record.waves[wave]?.rollouts.map(({ id }) => id) ?? [])
  return rollouts.filter(({ id }) => ids.has(id))
}
