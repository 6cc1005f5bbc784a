import type { WorkloadRef } from '../cluster.ts'
import type { Progress, Note, Phase, WaitingFor } from '../rollout/verdict.ts'
import type { Reason } from '../rollout/reasons.ts'
import type { RolloutRecord } from '../rollout/record.ts'
import type { WorkloadChange } from './plan.ts'

/** What the world showed of one deploy in one target. Its state (waiting, running, …) stands in the deploy's waves. */
export interface TargetRollout {
  /** The same as in `Deploy.waves`. */
  id: string
  deployId: string
  project: string
  service: string
  environment: string
  region: string
  cluster: string
  wave: number
  /** Fencing number of the lock that it holds or held, null before. */
  fence: number | null
  /** When its wave started, our time. */
  startedAt: number | null
  finishedAt: number | null
  /** How far the cluster's clock is ahead of ours; 0 until it said. */
  clockAheadMs: number
  workloads: WorkloadRollout[]
  /** What keeps us from seeing or changing the cluster at present, null when nothing does. */
  trouble: RolloutTrouble | null
  /** Since when its pods wait for something that may not come by itself; absent while they do not. */
  stuckSince?: number
  /** Compare-and-set counter: grows with each change. */
  version: number
}

export interface RolloutTrouble {
  /** Stable code, in words in `views`: `cluster-unreachable`, `cluster-limited`, `conflict`, … */
  code: string
  message: string
  since: number
}

export interface WorkloadRollout {
  change: WorkloadChange
  /** `applying` is committed before the write, so that a crash leaves its trace. */
  step: 'to-apply' | 'applying' | 'watching' | 'ended'
  /** What was read right before the write, null before. */
  before: BeforeWrite | null
  /** Null until the write is known to stand. */
  record: RolloutRecord | null
  /** Null until the cluster was judged once. */
  seen: SeenRollout | null
}

export interface BeforeWrite {
  uid: string
  generation: number
  revision: string | null
  replicas: number
  /** The cluster's time when it was read. */
  readAt: number
}

/** The last verdict as it is shown. Messages and logs are redacted. */
export interface SeenRollout {
  phase: Phase
  waitingFor: WaitingFor | null
  progress: Progress
  reasons: SeenReason[]
  notes: Note[]
  isServing: boolean
  oldServing: number
  /** In our time. */
  stableAt: number | null
  /** When it was judged, our time. */
  at: number
}

export type SeenReason = Reason & { lines: string[] }

export function refOf(rollout: Pick<TargetRollout, 'project'>, change: WorkloadChange): WorkloadRef {
  return { kind: change.kind, namespace: rollout.project, name: change.name }
}

/** A workload that nothing was done to yet. */
export function openWorkload(change: WorkloadChange): WorkloadRollout {
  return { change, step: 'to-apply', before: null, record: null, seen: null }
}
