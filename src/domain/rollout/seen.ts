import type { Condition, Pod } from '../kubernetes-objects.ts'
import type { Finding } from './reasons.ts'
import type { Note, Progress, WaitingFor } from './verdict.ts'

/** What the objects of a rollout show now, in the same words for each kind of workload. */
export interface Seen {
  readonly revision: string | null
  readonly templateHash: string | null
  /** The objects of our revision are there, so that it can be held on to. */
  readonly isOurs: boolean
  readonly progress: Progress
  /** `null`: complete. */
  readonly waitingFor: WaitingFor | null
  readonly newPods: readonly Pod[]
  readonly oldPods: readonly Pod[]
  readonly maker: Maker
  /** The cluster's own deadline passed since our write. */
  readonly overdue: string | null
  readonly deadlineMs: number
  /** A person must act before this goes on. */
  readonly manual: Finding | null
  readonly isPaused: boolean
  readonly notes: readonly Note[]
}

/** The object that creates the new pods. */
export interface Maker {
  readonly uid: string | null
  readonly conditions: readonly Condition[]
  /** Pods are missing, so that what is said about making them still holds. */
  readonly isShort: boolean
  /** New pods that it says there are: the list of pods may be older. */
  readonly made: number
}

export const NO_PROGRESS: Progress = {
  desired: 0,
  newAvailable: 0,
  newReady: 0,
  updated: 0,
  oldRunning: 0,
  oldTerminating: 0,
}
