import type { Cluster } from '../cluster.ts'
import { conditionOf, withCondition } from '../conditions.ts'
import type { Condition } from '../objects.ts'
import { recordEvent } from '../record-event.ts'
import { timestamp } from '../timestamps.ts'
import type { ReplicaSet } from '../workloads.ts'
import { CONTROLLER, editAs } from '../write.ts'
import { availableInMs, createPod, deletePods, isReady, podsOf, soonest } from './pods.ts'

const RETRY_MS = 5000
const component = 'replicaset-controller'

/** Makes and deletes pods until there are as many as asked; gives when to look again. */
export function reconcileReplicaSet(cluster: Cluster, set: ReplicaSet): number | undefined {
  if (set.metadata.deletionTimestamp) return undefined
  const { active } = podsOf(cluster, set)
  const missing = set.spec.replicas - active.length
  let refused: string | undefined
  for (let made = 0; made < missing && refused === undefined; made++) {
    const pod = createPod(cluster, { owner: set, template: set.spec.template })
    if ('refused' in pod) {
      refused = pod.refused
      recordEvent(cluster, set, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${refused}`,
        component,
      })
    } else
      recordEvent(cluster, set, {
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
        component,
      })
  }
  for (const { metadata } of deletePods(cluster, active, Math.max(0, -missing)))
    recordEvent(cluster, set, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${metadata.name}`,
      component,
    })
  return soonest(writeStatus(cluster, set, refused), refused ? RETRY_MS : undefined)
}

function writeStatus(cluster: Cluster, set: ReplicaSet, refused: string | undefined): number | undefined {
  const { active } = podsOf(cluster, set)
  const waits = active.map((pod) => availableInMs(cluster, pod, set.spec.minReadySeconds))
  const ready = active.filter(isReady).length
  const available = waits.filter((wait) => wait === 0).length
  editAs(cluster, 'replicasets', {
    object: set,
    manager: CONTROLLER,
    subresource: 'status',
    change(draft) {
      const conditions = failure(draft.status.conditions, refused, timestamp(cluster.now()))
      draft.status = {
        replicas: active.length,
        ...(active.length > 0 && { fullyLabeledReplicas: active.length }),
        ...(ready > 0 && { readyReplicas: ready }),
        ...(available > 0 && { availableReplicas: available }),
        observedGeneration: draft.metadata.generation ?? 1,
        ...(conditions.length > 0 && { conditions }),
      }
    },
  })
  return soonest(...waits)
}

function failure(
  conditions: readonly Condition[] = [],
  refused: string | undefined,
  now: string,
): Condition[] {
  if (!refused) return conditions.filter(({ type }) => type !== 'ReplicaFailure')
  if (conditionOf(conditions, 'ReplicaFailure')?.message === refused) return [...conditions]
  const told = { type: 'ReplicaFailure', status: 'True' as const, reason: 'FailedCreate', message: refused }
  return withCondition(conditions, told, now).map(({ lastUpdateTime: _unused, ...condition }) => condition)
}
