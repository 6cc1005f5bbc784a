import { hasWork, recover, type Outgoing } from '../domain/sending.ts'
import type { WorkItem } from '../domain/store.ts'
import type { Job, JobResult } from './job.ts'
import { attempt } from './sending-attempt.ts'
import { conclude } from './sending-commit.ts'
import { createHolds } from './sending-holds.ts'
import type { SendingDeps, SendingKit } from './sending-kit.ts'
import { look } from './sending-look.ts'
import type { Parcel } from './sending-parcel.ts'

/** Most of the keys that run only wait for their turn. */
const CONCURRENCY = 2000

/** A job that brings records of one kind into Slack, each exactly as far as its state proves. */
export function createSendingJob<R extends Outgoing>(
  kind: string,
  deps: SendingDeps,
  parcel: Parcel<R>,
): Job {
  const kit: SendingKit<R> = { ...deps, parcel, holds: createHolds() }
  return {
    kind,
    concurrency: CONCURRENCY,
    async run(item, signal) {
      try {
        return await deliver(kit, item, signal)
      } catch (error) {
        // Stopping is no failure of the item.
        if (signal.aborted) return { again: deps.clock.now() }
        throw error
      }
    },
    reprioritise: (key, priority) => deps.budget.reprioritise(key, priority),
  }
}

async function deliver<R extends Outgoing>(
  kit: SendingKit<R>,
  item: WorkItem,
  signal: AbortSignal,
): Promise<JobResult> {
  const { store, clock, parcel, holds } = kit
  const id = item.key
  const record = await store.read((reads) => parcel.get(reads, id))
  if (record === null || !hasWork(record)) return { done: true }
  const now = clock.now()
  if (record.state === 'sending') {
    return conclude(kit, { id, was: record, next: (fresh) => recover(fresh, clock.now()) })
  }
  const held = holds.until(id, now)
  if (held > now) return { again: held }
  return record.state === 'ambiguous'
    ? look(kit, { id, record }, signal)
    : attempt(kit, { id, record }, signal)
}
