import type { RolloutMemory } from './record.ts'
import type { Reason } from './reasons.ts'

/**
 * `blocked`: pods wait for the cluster (capacity, volumes, registry) and may yet start. `manual`: the cluster did
 * all that it does by itself, a person must act before the new version runs everywhere. `timed-out-still-running`:
 * we stop waiting, the rollout goes on and may yet end well.
 */
export type Phase =
  | 'rolling'
  | 'stabilizing'
  | 'succeeded'
  | 'failed'
  | 'superseded'
  | 'timed-out-still-running'
  | 'blocked'
  | 'paused'
  | 'manual'

/** What a rollout waits for now, in the order in which it happens. */
export type WaitingFor =
  | 'fresh-view'
  | 'controller'
  | 'new-replica-set'
  | 'new-pods'
  | 'old-pods'
  | 'available'
  | 'revision'
  | 'stability'
  | 'draining'

export interface Progress {
  readonly desired: number
  readonly newAvailable: number
  readonly newReady: number
  readonly updated: number
  readonly oldRunning: number
  readonly oldTerminating: number
}

export type Note =
  | { readonly code: 'old-pods-draining'; readonly count: number }
  | { readonly code: 'no-pods-changed' }
  | { readonly code: 'scaled-to-zero' }
  | { readonly code: 'no-nodes' }
  | { readonly code: 'paused' }
  | { readonly code: 'deadline-disabled' }
  | { readonly code: 'stale-deadline-ignored' }
  | { readonly code: 'replicas-changed'; readonly from: number; readonly to: number }
  | { readonly code: 'autoscaled'; readonly min: number; readonly max: number; readonly atMax: boolean }
  | { readonly code: 'scale-up-under-way'; readonly message: string }
  | { readonly code: 'stability-lost' }
  | { readonly code: 'restarted-in-window'; readonly at: number }
  | { readonly code: 'partition'; readonly updated: number; readonly held: number }

export interface Verdict {
  readonly phase: Phase
  readonly waitingFor: WaitingFor | null
  readonly progress: Progress
  readonly reasons: readonly Reason[]
  /** Every wanted pod is a new one and available, and no old one runs. */
  readonly isServing: boolean
  /** Ready pods of the old version: does it still serve? */
  readonly oldServing: number
  /** When the stability window ends if nothing happens. */
  readonly stableAt: number | null
  readonly notes: readonly Note[]
  /** To be kept and given to the next judgement. */
  readonly memory: RolloutMemory
}
