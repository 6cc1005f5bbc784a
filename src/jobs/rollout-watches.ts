import type { Deployer, RolloutWatch } from '../domain/deployer.ts'
import type { TargetRollout } from '../domain/deploys/target-rollout.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'

/** The watches of this process: one a rollout, its workloads told apart by uid. */
export interface RolloutWatches {
  of(rollout: TargetRollout): RolloutWatch
  forget(rolloutId: string): void
  count(): number
}

export interface RolloutWatchesDeps {
  deployer: Pick<Deployer, 'watch'>
  store: Pick<Store, 'transaction'>
  clock: Pick<Clock, 'now' | 'after'>
  /** A look could not be asked for: the next tick makes up for it. */
  onError(error: unknown): void
}

/** A burst of events costs one look. */
const GATHER_MS = 100

export function createRolloutWatches({
  deployer,
  store,
  clock,
  onError,
}: RolloutWatchesDeps): RolloutWatches {
  const watches = new Map<string, { watch: RolloutWatch; uids: Set<string> }>()
  const changed = new Set<string>()
  let gathering = false

  const wake = (): void => {
    gathering = false
    const ids = [...changed]
    changed.clear()
    const dueAt = clock.now()
    store
      .transaction(async (tx) => {
        for (const id of ids) {
          await tx.queue.enqueue('reconcile-rollout', id, { dueAt, priority: PRIORITY.normal })
        }
      })
      .catch(onError)
  }

  return {
    of(rollout) {
      const known = watches.get(rollout.id)
      const uids = known?.uids ?? new Set<string>()
      // What was recreated and planned again has another uid.
      for (const { change } of rollout.workloads) uids.add(change.uid)
      if (known) return known.watch
      const watch = deployer.watch(rollout, (uid) => {
        if (!uids.has(uid)) return
        changed.add(rollout.id)
        if (gathering) return
        gathering = true
        clock.after(GATHER_MS, wake)
      })
      watches.set(rollout.id, { watch, uids })
      return watch
    },
    forget(rolloutId) {
      watches.get(rolloutId)?.watch.stop()
      watches.delete(rolloutId)
    },
    count: () => watches.size,
  }
}
