import type { Pod } from '../kubernetes-objects.ts'
import { isActive, isAvailable, isReady, isTerminating } from './pods.ts'
import type { Progress } from './verdict.ts'

export interface Counts {
  readonly desired: number
  readonly running: number
  readonly updated: number
  readonly ready: number
  readonly available: number
}

export interface CountedPods {
  readonly newPods: readonly Pod[]
  readonly oldPods: readonly Pod[]
  readonly minReadySeconds: number
  readonly now: number
}

/**
 * Their status does not tell new available pods from old ones: the pods themselves do, or that more are available
 * than old ones run.
 */
export function countedProgress(
  counts: Counts,
  { newPods, oldPods, minReadySeconds, now }: CountedPods,
): Progress {
  const { desired, updated } = counts
  const active = newPods.filter(isActive)
  const oldRunning = Math.max(0, counts.running - updated)
  const atLeast = (all: number, seen: number) => Math.min(updated, Math.max(seen, all - oldRunning, 0))
  return {
    desired,
    updated,
    newReady: atLeast(counts.ready, active.filter(isReady).length),
    newAvailable: atLeast(
      counts.available,
      active.filter((pod) => isAvailable(pod, minReadySeconds, now)).length,
    ),
    oldRunning,
    oldTerminating: oldPods.filter(isTerminating).length,
  }
}

/** Pods of StatefulSets and DaemonSets carry their revision in this label. */
export const REVISION_LABEL = 'controller-revision-hash'
