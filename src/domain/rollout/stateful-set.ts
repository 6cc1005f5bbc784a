import type { Pod, StatefulSet } from '../kubernetes-objects.ts'
import { countedProgress, REVISION_LABEL } from './counted-pods.ts'
import { isOwnedBy } from './pods.ts'
import type { Finding } from './reasons.ts'
import type { RolloutRecord } from './record.ts'
import type { Seen } from './seen.ts'
import type { Progress, WaitingFor } from './verdict.ts'

export interface StatefulSetView {
  readonly pods: readonly Pod[]
  readonly rollout: RolloutRecord
  readonly now: number
}

export function seeStatefulSet(set: StatefulSet, { pods, rollout, now }: StatefulSetView): Seen {
  const { metadata, spec, status = {} } = set
  const hasObserved =
    (status.observedGeneration ?? 0) > 0 && (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  const revision = hasObserved ? (status.updateRevision ?? null) : null
  const owned = pods.filter((pod) => isOwnedBy(pod.metadata, metadata.uid))
  const newPods = owned.filter(
    (pod) => revision !== null && pod.metadata.labels?.[REVISION_LABEL] === revision,
  )
  const oldPods = owned.filter((pod) => !newPods.includes(pod))
  const desired = spec.replicas ?? 1
  const ready = status.readyReplicas ?? 0
  const progress = countedProgress(
    {
      desired,
      running: status.replicas ?? 0,
      updated: hasObserved ? (status.updatedReplicas ?? 0) : 0,
      ready,
      // Absent before Kubernetes 1.22.
      available: status.availableReplicas ?? ready,
    },
    { newPods, oldPods, minReadySeconds: spec.minReadySeconds ?? 0, now },
  )
  return {
    revision,
    templateHash: revision,
    isOurs: revision !== null,
    progress,
    waitingFor: waitingFor(set, progress, hasObserved),
    newPods,
    oldPods,
    maker: {
      uid: metadata.uid,
      conditions: [],
      isShort: (status.replicas ?? 0) < desired,
      made: progress.updated,
    },
    overdue: null,
    deadlineMs: rollout.deadlineMs,
    manual: hasObserved ? manual(set, progress) : null,
    isPaused: false,
    notes:
      partitionOf(set) > 0
        ? [{ code: 'partition', updated: progress.updated, held: Math.min(partitionOf(set), desired) }]
        : [],
  }
}

function partitionOf({ spec }: StatefulSet): number {
  return spec.updateStrategy?.rollingUpdate?.partition ?? 0
}

/** As `kubectl rollout status`, but by available pods: it counts ready ones and so overlooks minReadySeconds. */
function waitingFor(
  { status = {} }: StatefulSet,
  progress: Progress,
  hasObserved: boolean,
): WaitingFor | null {
  if (!hasObserved) return 'controller'
  if (progress.updated < progress.desired) return 'new-pods'
  if ((status.availableReplicas ?? status.readyReplicas ?? 0) < progress.desired) return 'available'
  if (status.updateRevision !== status.currentRevision) return 'revision'
  return progress.oldRunning > 0 ? 'old-pods' : null
}

function manual(set: StatefulSet, { updated, desired }: Progress): Finding | null {
  if (set.spec.updateStrategy?.type === 'OnDelete')
    return { code: 'on-delete', weight: 'waiting', message: '' }
  const partition = partitionOf(set)
  if (partition === 0) return null
  const isPartDone =
    updated >= Math.max(0, desired - partition) &&
    (set.status?.availableReplicas ?? set.status?.readyReplicas ?? 0) >= desired
  return isPartDone ? { code: 'partition-holds', weight: 'waiting', message: '' } : null
}
