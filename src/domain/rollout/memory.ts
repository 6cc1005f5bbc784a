import type { RolloutMemory, RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import type { Progress } from './verdict.ts'

/** What is remembered of a rollout that nothing was seen of yet. */
export function firstMemory(rollout: RolloutRecord, desired: number): RolloutMemory {
  return {
    revision: rollout.revision,
    templateHash: rollout.templateHash,
    best: { updated: 0, newReady: 0, newAvailable: 0, leastOld: Number.MAX_SAFE_INTEGER },
    lastProgressAt: rollout.startedAt,
    lastNewReadyAt: null,
    firstStableAt: null,
    stableDesired: null,
    firstUnstableAt: null,
    desired,
  }
}

/** Progress is what was never reached before: a pod that becomes ready again after each crash makes none. */
export function remember(before: RolloutMemory, seen: Seen, now: number): RolloutMemory {
  const { progress } = seen
  const moved = hasMoved(before, progress)
  return {
    ...before,
    revision: before.revision ?? (seen.isOurs ? seen.revision : null),
    templateHash: before.templateHash ?? (seen.isOurs ? seen.templateHash : null),
    best: {
      updated: Math.max(before.best.updated, progress.updated),
      newReady: Math.max(before.best.newReady, progress.newReady),
      newAvailable: Math.max(before.best.newAvailable, progress.newAvailable),
      leastOld: Math.min(before.best.leastOld, progress.oldRunning),
    },
    // Who pauses a rollout stops its deadline.
    lastProgressAt: moved || seen.isPaused ? now : before.lastProgressAt,
    lastNewReadyAt: progress.newReady > 0 ? now : before.lastNewReadyAt,
  }
}

function hasMoved({ best }: RolloutMemory, progress: Progress): boolean {
  const isFirstLook = best.leastOld === Number.MAX_SAFE_INTEGER
  return (
    progress.updated > best.updated ||
    progress.newReady > best.newReady ||
    progress.newAvailable > best.newAvailable ||
    (!isFirstLook && progress.oldRunning < best.leastOld)
  )
}
