import type { Outcome, Refusal } from './actor.ts'
import type { WorkloadChange, TargetPlan } from './deploys/plan.ts'
import type { PlanWarning } from './deploys/plan-warnings.ts'
import type { BeforeWrite } from './deploys/target-rollout.ts'
import type { LogsToRead } from './rollout/reasons.ts'
import type { RolloutRecord } from './rollout/record.ts'
import type { Verdict } from './rollout/verdict.ts'

/** Where a service of a project runs. */
export interface TargetPlace {
  project: string
  service: string
  environment: string
  region: string
  cluster: string
  wave: number
}

export interface PlanWish {
  place: TargetPlace
  /** `registry/repository` of the image, and the digest to run. */
  repository: string
  digest: string
  commits: string[] | null
  /** What is known from elsewhere, to stand in the plan. */
  warnings: readonly PlanWarning[]
}

/** What a workload is like right before it is changed, or why it need not or cannot be. */
export type Prepared =
  /** To be committed before `write`. */
  | { outcome: 'ready'; before: BeforeWrite; resourceVersion: string; clockAheadMs: number }
  /** It carries the images already by our own hand; `record` is what to watch. */
  | { outcome: 'adopted'; record: RolloutRecord; clockAheadMs: number }
  | WriteProblem

export type Written = { outcome: 'written'; record: RolloutRecord; clockAheadMs: number } | WriteProblem

export type WriteProblem =
  /** It will not help to try again: `refusal.reason` is a code of `views/refusals`. */
  | { outcome: 'refused'; refusal: Refusal }
  /** Try again; nothing is decided. `code` as in RolloutTrouble. */
  | { outcome: 'again'; afterMs: number; code: string; message: string }

export interface WriteSettings {
  stabilityMs: number
  deadlineMs: number
}

/** What can be said of a rollout now. */
export type Look =
  | { outcome: 'judged'; verdict: Verdict; clockAheadMs: number }
  /** Not everything was listed yet, or the cluster is not heard: say so and look again. */
  | { outcome: 'unseen'; code: string; message: string }

/** The objects of one namespace, kept up to date while somebody watches. */
export interface RolloutWatch {
  /** `change.uid` names the workload; `clockAheadMs` turns `now` into the cluster's time. */
  look(record: RolloutRecord, change: WorkloadChange, at: { now: number; clockAheadMs: number }): Look
  stop(): void
}

/**
 * Port: a way to bring a version into a target. Patching the image of existing workloads is the first; app manifests,
 * Argo CD and git commits are others. Never throws for what a cluster or the network does.
 */
export interface Deployer {
  /** What a deploy would change in one target now. Reads only. */
  plan(wish: PlanWish): Promise<Outcome<TargetPlan>>
  /** Reads the workload again. `before` is what was committed before an earlier attempt whose end is unknown. */
  prepare(
    place: TargetPlace,
    change: WorkloadChange,
    options: WriteSettings & { before: BeforeWrite | null; now: number },
  ): Promise<Prepared>
  /** Writes the images, over other field managers only as `change` says. */
  write(
    place: TargetPlace,
    change: WorkloadChange,
    options: WriteSettings & { before: BeforeWrite; resourceVersion: string; now: number },
  ): Promise<Written>
  /** `onChange` must only take note; it may be called for nothing. */
  watch(place: Pick<TargetPlace, 'cluster' | 'project'>, onChange: (uid: string) => void): RolloutWatch
  /** The last lines of a container, redacted; null when there are none (any more). */
  logs(place: Pick<TargetPlace, 'cluster' | 'project'>, wanted: LogsToRead): Promise<string[] | null>
}
