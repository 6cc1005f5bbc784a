import type { Cluster } from '../cluster.ts'
import { conditionOf, withCondition } from '../conditions.ts'
import type { Condition } from '../objects.ts'
import { parseTimestamp, timestamp } from '../timestamps.ts'
import type { Deployment, ReplicaSet } from '../workloads.ts'
import { CONTROLLER, editAs } from '../write.ts'
import { limitsOf } from './rolling-update.ts'

interface Seen {
  sets: readonly ReplicaSet[]
  newest: ReplicaSet | undefined
  told?: 'created' | undefined
}

type Counts = Pick<
  Deployment['status'],
  'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas' | 'unavailableReplicas'
>

const UNLIMITED_SECONDS = 2147483647

/** Writes the counts and conditions; gives when the progress deadline would pass. */
export function writeDeploymentStatus(cluster: Cluster, found: Deployment, seen: Seen): number | undefined {
  const now = timestamp(cluster.now())
  const written = editAs(cluster, 'deployments', {
    object: found,
    manager: CONTROLLER,
    subresource: 'status',
    change(draft) {
      const counts = countsOf(seen, draft.spec.replicas)
      const failed = conditionOf(seen.newest?.status.conditions, 'ReplicaFailure')
      let conditions = withAvailable(draft, counts.availableReplicas ?? 0, now)
      conditions = withProgress(draft, { conditions, counts, seen, now, nowMs: cluster.now() })
      conditions = conditions.filter(({ type }) => type !== 'ReplicaFailure')
      if (failed) conditions.push({ ...failed, lastUpdateTime: failed.lastTransitionTime })
      draft.status = { observedGeneration: draft.metadata.generation ?? 1, ...counts, conditions }
    },
  })
  return written && untilDeadline(cluster, written)
}

function countsOf({ sets, newest }: Seen, desired: number): Counts {
  const sum = (field: 'replicas' | 'readyReplicas' | 'availableReplicas'): number =>
    sets.reduce((total, { status }) => total + (status[field] ?? 0), 0)
  const all = {
    replicas: sum('replicas'),
    updatedReplicas: newest?.status.replicas ?? 0,
    readyReplicas: sum('readyReplicas'),
    availableReplicas: sum('availableReplicas'),
    unavailableReplicas: Math.max(0, Math.max(desired, sum('replicas')) - sum('availableReplicas')),
  }
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0))
}

function withAvailable(deployment: Deployment, available: number, now: string): Condition[] {
  const { conditions } = deployment.status
  const enough = available >= deployment.spec.replicas - limitsOf(deployment).maxUnavailable
  return withCondition(
    conditions,
    enough
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    now,
  )
}

interface Judged {
  conditions: readonly Condition[]
  counts: Counts
  seen: Seen
  now: string
  nowMs: number
}

function withProgress(deployment: Deployment, judged: Judged): Condition[] {
  const { conditions, counts, seen, now, nowMs } = judged
  const name = seen.newest?.metadata.name ?? ''
  const before = conditionOf(conditions, 'Progressing')
  const told = (status: Condition['status'], reason: string, message: string): Condition[] =>
    withCondition(
      // Progress moves lastUpdateTime though the words stay the same: the deadline counts from it.
      reason === 'ReplicaSetUpdated' && before ? refreshed(conditions) : conditions,
      { type: 'Progressing', status, reason, message },
      now,
    )
  if (deployment.spec.paused) {
    if (before?.reason === 'ProgressDeadlineExceeded') return [...conditions]
    return told('Unknown', 'DeploymentPaused', 'Deployment is paused')
  }
  if (before?.reason === 'DeploymentPaused' && !seen.told)
    return told('Unknown', 'DeploymentResumed', 'Deployment is resumed')
  if (seen.told) return told('True', 'NewReplicaSetCreated', `Created new replica set "${name}"`)
  const wanted = deployment.spec.replicas
  const complete = [counts.updatedReplicas, counts.replicas, counts.availableReplicas].every(
    (count) => (count ?? 0) === wanted,
  )
  if (complete)
    return told('True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`)
  if (progressed(deployment.status, counts))
    return told('True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`)
  if (timedOut(deployment, before, nowMs))
    return told('False', 'ProgressDeadlineExceeded', `ReplicaSet "${name}" has timed out progressing.`)
  return before ? [...conditions] : told('True', 'FoundNewReplicaSet', `Found new replica set "${name}"`)
}

function refreshed(conditions: readonly Condition[]): Condition[] {
  return conditions.map((condition) =>
    condition.type === 'Progressing' ? { ...condition, message: '' } : condition,
  )
}

function progressed(before: Counts, after: Counts): boolean {
  const old = (counts: Counts): number => (counts.replicas ?? 0) - (counts.updatedReplicas ?? 0)
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

function timedOut({ spec }: Deployment, before: Condition | undefined, nowMs: number): boolean {
  if (
    !before ||
    before.reason === 'NewReplicaSetAvailable' ||
    spec.progressDeadlineSeconds >= UNLIMITED_SECONDS
  )
    return false
  if (before.reason === 'ProgressDeadlineExceeded') return true
  return nowMs - parseTimestamp(before.lastUpdateTime) > spec.progressDeadlineSeconds * 1000
}

function untilDeadline(cluster: Cluster, { spec, status }: Deployment): number | undefined {
  const progress = conditionOf(status.conditions, 'Progressing')
  if (
    !progress ||
    ['NewReplicaSetAvailable', 'ProgressDeadlineExceeded', 'DeploymentPaused'].includes(progress.reason ?? '')
  )
    return undefined
  if (spec.progressDeadlineSeconds >= UNLIMITED_SECONDS) return undefined
  const passes = parseTimestamp(progress.lastUpdateTime) + spec.progressDeadlineSeconds * 1000 + 1
  return Math.max(1, passes - cluster.now())
}
