import { z } from 'zod'
import { allowed, refused } from '../domain/actor.ts'
import { targetKey } from '../domain/deploys/deploy-record.ts'
import { mayWrite, renewLock } from '../domain/deploys/lock.ts'
import type { BeforeWrite, TargetRollout } from '../domain/deploys/target-rollout.ts'
import { defineOperation, systemOnly } from './define-operation.ts'
import { LOCK_LEASE_MS, saveLock } from './deploy-locks.ts'

const input = z.object({
  rolloutId: z.string(),
  /** Index among the rollout's workloads. */
  workload: z.int().min(0),
  before: z.object({
    uid: z.string(),
    generation: z.number(),
    revision: z.string().nullable(),
    replicas: z.number(),
    readAt: z.number(),
  }),
  clockAheadMs: z.number(),
})

/**
 * Committed before each write to a cluster: the lock is looked at again, and what the workload was like is kept, so
 * that whoever comes after a crash can tell whether the write stands.
 */
export const createBeginWrite = defineOperation<z.output<typeof input>, TargetRollout>({
  name: 'begin-write',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { rolloutId, workload: index, before, clockAheadMs }, now }) {
    const rollout = await tx.rollouts.get(rolloutId)
    const change = rollout?.workloads[index]?.change
    const audit = { subject: rollout?.deployId ?? rolloutId, details: { rolloutId, change } }
    const no = (reason: string) => ({ outcome: refused(reason), audit: { ...audit, outcome: reason } })
    if (!rollout || !change) return no('deploy-unknown')
    const record = await tx.deploys.get(rollout.deployId)
    const state = record?.waves.flatMap(({ rollouts }) => rollouts).find(({ id }) => id === rolloutId)?.state
    if (state !== 'running') return no('not-running')
    const key = targetKey(rollout)
    const lock = await tx.locks.get(key)
    const holder = { id: rolloutId, fence: rollout.fence ?? -1 }
    const renewed = renewLock(lock, holder, { now, leaseMs: LOCK_LEASE_MS })
    if (!renewed.ok) return no(mayWrite(lock, holder, now) ?? renewed.refusal.reason)
    await saveLock(tx, key, { lock: renewed.value, was: lock })
    const workloads = rollout.workloads.map((one, at) =>
      at === index ? { ...one, step: 'applying' as const, before: before satisfies BeforeWrite } : one,
    )
    const next = { ...rollout, workloads, clockAheadMs, version: rollout.version + 1 }
    if (!(await tx.rollouts.update(next))) return no('changed-meanwhile')
    // Tried again, it is the same decision.
    const isFirst = rollout.workloads[index]?.step === 'to-apply'
    return { outcome: allowed(next), audit: isFirst ? { ...audit, outcome: 'writing' } : null }
  },
})
