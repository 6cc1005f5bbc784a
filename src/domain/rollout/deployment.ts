import type { Condition, Deployment, Pod, ReplicaSet } from '../kubernetes-objects.ts'
import { foreignImage } from './images.ts'
import { isOwnedBy, isTerminating } from './pods.ts'
import type { RolloutRecord } from './record.ts'
import type { Maker, Seen } from './seen.ts'
import { timeOf, toSecond } from './times.ts'
import type { Note, Progress, WaitingFor } from './verdict.ts'

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#deployment-kubernetes-io-revision */
export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision'
/** The greatest int32 switches the deadline off. */
const NO_DEADLINE_SECONDS = 2_147_483_647
/** The cluster reports its own deadline; ours is the net below it. */
const DEADLINE_SLACK_MS = 30_000

export interface DeploymentView {
  readonly replicaSets: readonly ReplicaSet[]
  readonly pods: readonly Pod[]
  readonly rollout: RolloutRecord
}

export function seeDeployment(deployment: Deployment, { replicaSets, pods, rollout }: DeploymentView): Seen {
  const revision = deployment.metadata.annotations?.[REVISION_ANNOTATION] ?? null
  const owned = replicaSets.filter(({ metadata }) => isOwnedBy(metadata, deployment.metadata.uid))
  const hasObserved = (deployment.status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  const ours = owned.find((set) => isOurs(set, revision, rollout))
  const ourPods = pods.filter((pod) => owned.some((set) => isOwnedBy(pod.metadata, set.metadata.uid)))
  const newPods = ourPods.filter((pod) => ours !== undefined && isOwnedBy(pod.metadata, ours.metadata.uid))
  const oldPods = ourPods.filter((pod) => !newPods.includes(pod))
  const progress = progressOf(deployment, { ours, owned, oldPods, hasObserved })
  const { isOverdue, hasStale, message } = deadlineCondition(deployment, rollout.startedAt, hasObserved)
  return {
    revision,
    templateHash: ours?.metadata.labels?.['pod-template-hash'] ?? null,
    isOurs: ours !== undefined && hasObserved,
    progress,
    waitingFor: waitingFor(deployment, { ours, progress, hasObserved }),
    newPods,
    oldPods,
    maker: makerOf(deployment, ours, rollout.startedAt),
    overdue: isOverdue ? message : null,
    deadlineMs: deadlineMs(deployment, rollout),
    manual: null,
    isPaused: deployment.spec.paused === true,
    notes: notesOf(deployment, hasStale),
  }
}

/** The deployment's cache and the replica sets' may differ in age: a set without our images is not ours yet. */
function isOurs(set: ReplicaSet, revision: string | null, rollout: RolloutRecord): boolean {
  if (revision === null || set.metadata.annotations?.[REVISION_ANNOTATION] !== revision) return false
  return set.spec.template === undefined || foreignImage(set.spec.template, rollout.images) === null
}

interface Parts {
  readonly ours: ReplicaSet | undefined
  readonly hasObserved: boolean
}

function progressOf(
  { spec, status = {} }: Deployment,
  { ours, owned, oldPods, hasObserved }: Parts & { owned: readonly ReplicaSet[]; oldPods: readonly Pod[] },
): Progress {
  const updated = hasObserved ? (status.updatedReplicas ?? 0) : 0
  const olderSets = owned.filter((set) => set !== ours)
  return {
    desired: spec.replicas ?? 1,
    newAvailable: ours?.status?.availableReplicas ?? 0,
    newReady: ours?.status?.readyReplicas ?? 0,
    updated,
    oldRunning: hasObserved
      ? Math.max(0, (status.replicas ?? 0) - updated)
      : olderSets.reduce((sum, set) => sum + (set.status?.replicas ?? 0), 0),
    oldTerminating: Math.max(
      (status.terminatingReplicas ?? 0) - (ours?.status?.terminatingReplicas ?? 0),
      oldPods.filter(isTerminating).length,
      0,
    ),
  }
}

/** What `kubectl rollout status` asks, and that the available pods are those of our replica set. */
function waitingFor(
  { status = {} }: Deployment,
  { ours, hasObserved, progress }: Parts & { progress: Progress },
): WaitingFor | null {
  if (!hasObserved) return 'controller'
  if (!ours) return 'new-replica-set'
  const updated = status.updatedReplicas ?? 0
  if (updated < progress.desired) return 'new-pods'
  if ((status.replicas ?? 0) > updated) return 'old-pods'
  if ((status.availableReplicas ?? 0) < updated) return 'available'
  return progress.newAvailable < progress.desired ? 'available' : null
}

/** After an undo the condition of the failure before stays until progress is made. */
function deadlineCondition({ status }: Deployment, startedAt: number, hasObserved: boolean) {
  const condition = status?.conditions?.find(({ type }) => type === 'Progressing')
  if (condition?.reason !== 'ProgressDeadlineExceeded') {
    return { isOverdue: false, hasStale: false, message: '' }
  }
  const at = timeOf(condition.lastUpdateTime) ?? timeOf(condition.lastTransitionTime)
  const isOverdue = hasObserved && at !== null && toSecond(at) > toSecond(startedAt)
  return { isOverdue, hasStale: !isOverdue, message: condition.message ?? '' }
}

function makerOf(deployment: Deployment, ours: ReplicaSet | undefined, startedAt: number): Maker {
  const isShort = (ours?.status?.replicas ?? 0) < (ours?.spec.replicas ?? deployment.spec.replicas ?? 1)
  const ownConditions = failures(ours?.status?.conditions)
  const conditions =
    ownConditions.length > 0 || !isShort
      ? ownConditions
      : failures(deployment.status?.conditions).filter(
          ({ lastUpdateTime, lastTransitionTime }) =>
            (timeOf(lastUpdateTime) ?? timeOf(lastTransitionTime) ?? 0) >= toSecond(startedAt),
        )
  return { uid: ours?.metadata.uid ?? null, conditions, isShort, made: ours?.status?.replicas ?? 0 }
}

function failures(conditions: readonly Condition[] | undefined): readonly Condition[] {
  return (conditions ?? []).filter(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
}

function hasDeadline({ spec }: Deployment): boolean {
  return (
    typeof spec.progressDeadlineSeconds === 'number' && spec.progressDeadlineSeconds < NO_DEADLINE_SECONDS
  )
}

function deadlineMs(deployment: Deployment, rollout: RolloutRecord): number {
  if (!hasDeadline(deployment)) return rollout.deadlineMs
  return (deployment.spec.progressDeadlineSeconds ?? 0) * 1000 + DEADLINE_SLACK_MS
}

function notesOf(deployment: Deployment, hasStale: boolean): readonly Note[] {
  const notes: Note[] = []
  if (!hasDeadline(deployment)) notes.push({ code: 'deadline-disabled' })
  if (hasStale) notes.push({ code: 'stale-deadline-ignored' })
  return notes
}
