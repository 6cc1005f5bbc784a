import type { DeployView, QueuePlace } from '../domain/deploys/deploy-view.ts'
import { closedNow, type Lock } from '../domain/deploys/lock.ts'
import { releaseName } from '../domain/deploys/release.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import type { Reads } from '../domain/store.ts'

export interface TargetLock {
  rollout: TargetRollout
  lock: Lock
}

/** By rollout id: what those behind a lock wait for. `ahead` counts the holder and who stands before. */
export async function loadQueues(
  reads: Pick<Reads, 'deploys' | 'rollouts'>,
  locks: readonly TargetLock[],
): Promise<Record<string, QueuePlace>> {
  const queues: Record<string, QueuePlace> = {}
  for (const { rollout, lock } of locks) {
    const place = lock.queue.findIndex(({ id }) => id === rollout.id)
    if (place === -1) continue
    const holder = lock.holder && (await holderOf(reads, lock.holder.id))
    queues[rollout.id] = { holder, ahead: place + (lock.holder ? 1 : 0) }
  }
  return queues
}

/** By region: what people closed, as far as its time is not over. */
export function closedRegions(locks: readonly TargetLock[], now: number): DeployView['closed'] {
  return Object.fromEntries(
    locks.flatMap(({ rollout, lock }) => {
      const closed = closedNow(lock, now)
      return closed ? [[rollout.region, closed] as const] : []
    }),
  )
}

async function holderOf(
  reads: Pick<Reads, 'deploys' | 'rollouts'>,
  rolloutId: string,
): Promise<QueuePlace['holder']> {
  const rollout = await reads.rollouts.get(rolloutId)
  const record = rollout && (await reads.deploys.get(rollout.deployId))
  if (!record) return null
  return { deployId: record.id, name: releaseName(record.release), requesterId: record.requesterId }
}
