import type { Finding } from './reasons.ts'
import { isActive, lastRestartAt } from './pods.ts'
import type { RolloutMemory, RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import type { Note } from './verdict.ts'

export interface Stability {
  /** `held`: not complete now, for a cause that does not end a window that has begun. */
  readonly state: 'not-complete' | 'held' | 'window' | 'draining' | 'stable'
  readonly stableAt: number | null
  readonly notes: readonly Note[]
  readonly memory: RolloutMemory
}

/**
 * The window begins when the rollout is complete and again after each restart of a new container. Pods that an
 * autoscaler adds, and pods that the cluster takes away, do not end it; any other loss does.
 */
export function stability(
  seen: Seen,
  memory: RolloutMemory,
  { rollout, findings, now }: { rollout: RolloutRecord; findings: readonly Finding[]; now: number },
): Stability {
  const isComplete = seen.waitingFor === null || isOnlyScaledUp(seen, memory)
  if (!isComplete) return withoutWindow(seen, memory, { findings, now })
  const begun = memory.firstStableAt ?? now
  const restart = lastRestartAt(seen.newPods.filter(isActive))
  const firstStableAt = Math.max(begun, restart ?? begun)
  const stableAt = firstStableAt + rollout.stabilityMs
  const notes: Note[] = firstStableAt > begun ? [{ code: 'restarted-in-window', at: firstStableAt }] : []
  const isOver = now >= stableAt
  const isDraining = seen.progress.oldTerminating > 0
  return {
    state: isOver ? (isDraining ? 'draining' : 'stable') : 'window',
    stableAt,
    notes,
    memory: {
      ...memory,
      firstStableAt,
      stableDesired: memory.stableDesired ?? seen.progress.desired,
    },
  }
}

function isOnlyScaledUp(
  { waitingFor, progress }: Seen,
  { firstStableAt, stableDesired }: RolloutMemory,
): boolean {
  if (firstStableAt === null || stableDesired === null) return false
  return (
    (waitingFor === 'new-pods' || waitingFor === 'available') &&
    progress.desired > stableDesired &&
    progress.newAvailable >= stableDesired &&
    progress.oldRunning === 0
  )
}

function withoutWindow(
  seen: Seen,
  memory: RolloutMemory,
  { findings, now }: { findings: readonly Finding[]; now: number },
): Stability {
  if (memory.firstStableAt === null) return { state: 'not-complete', stableAt: null, notes: [], memory }
  // A change of the replicas alone leaves the controller behind for a moment.
  const isHeld = seen.waitingFor === 'controller' || findings.some(({ code }) => code === 'disrupted')
  if (isHeld) return { state: 'held', stableAt: null, notes: [], memory }
  return {
    state: 'not-complete',
    stableAt: null,
    notes: [{ code: 'stability-lost' }],
    memory: {
      ...memory,
      firstStableAt: null,
      stableDesired: null,
      firstUnstableAt: memory.firstUnstableAt ?? now,
    },
  }
}
