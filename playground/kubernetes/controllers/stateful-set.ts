import type { Cluster } from '../cluster.ts'
import { deleteObject } from '../delete-object.ts'
import type { Pod } from '../objects.ts'
import { recordEvent } from '../record-event.ts'
import type { ControllerRevision, StatefulSet } from '../workloads.ts'
import { CONTROLLER, editAs } from '../write.ts'
import { availableInMs, createPod, isAvailable, isReady, podsOf, soonest } from './pods.ts'
import {
  currentRevision,
  forgetOldRevisions,
  labelOf,
  REVISION_LABEL,
  revisionsOf,
  templateOf,
} from './revisions.ts'

const RETRY_MS = 5000
const component = 'statefulset-controller'

interface Plan {
  set: StatefulSet
  update: ControllerRevision
  current: ControllerRevision
  pods: Map<number, Pod>
}

/** One ordered step towards the wanted pods; gives when to look again. */
export function reconcileStatefulSet(cluster: Cluster, set: StatefulSet): number | undefined {
  if (set.metadata.deletionTimestamp) return undefined
  const update = currentRevision(cluster, set)
  const current =
    revisionsOf(cluster, set).find(({ metadata }) => metadata.name === set.status.currentRevision) ?? update
  const { active, terminating } = podsOf(cluster, set)
  const pods = new Map([...active, ...terminating].map((pod) => [ordinalOf(pod), pod]))
  const refused = step(cluster, { set, update, current, pods })
  writeStatus(cluster, { set, update, current, pods })
  forgetOldRevisions(cluster, set, [
    labelOf(update),
    labelOf(current),
    ...[...pods.values()].map(revisionOfPod),
  ])
  const waits = active.map((pod) => availableInMs(cluster, pod, set.spec.minReadySeconds))
  return soonest(...waits, refused ? RETRY_MS : undefined)
}

const ordinalOf = ({ metadata }: Pod): number => Number(metadata.name.split('-').at(-1))
const revisionOfPod = ({ metadata }: Pod): string => metadata.labels?.[REVISION_LABEL] ?? ''

function step(cluster: Cluster, plan: Plan): boolean {
  const { set, pods } = plan
  const { replicas, podManagementPolicy, minReadySeconds } = set.spec
  const ordered = podManagementPolicy !== 'Parallel'
  const steady = (pod: Pod | undefined): boolean =>
    pod !== undefined && !pod.metadata.deletionTimestamp && isAvailable(cluster, pod, minReadySeconds)
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = pods.get(ordinal)
    if (!pod && !create(cluster, plan, ordinal)) return true
    if (ordered && !steady(pod)) return false
  }
  for (const [ordinal, pod] of [...pods].sort(([a], [b]) => b - a)) {
    if (ordinal < replicas) continue
    remove(cluster, set, pod)
    if (ordered) return false
  }
  if (set.spec.updateStrategy.type === 'OnDelete') return false
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0
  for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
    const pod = pods.get(ordinal)
    if (pod && revisionOfPod(pod) !== labelOf(plan.update)) {
      remove(cluster, set, pod)
      return false
    }
    if (!steady(pod)) return false
  }
  return false
}

function create(cluster: Cluster, { set, update, current }: Plan, ordinal: number): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy
  const held = type === 'RollingUpdate' && ordinal < (rollingUpdate?.partition ?? 0)
  const revision = held ? current : update
  const name = `${set.metadata.name}-${ordinal}`
  const pod = createPod(cluster, {
    owner: set,
    template: templateOf(revision),
    name,
    labels: {
      [REVISION_LABEL]: labelOf(revision),
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
    },
  })
  const where = `create Pod ${name} in StatefulSet ${set.metadata.name}`
  if ('refused' in pod)
    recordEvent(cluster, set, {
      type: 'Warning',
      reason: 'FailedCreate',
      message: `${where} failed error: ${pod.refused}`,
      component,
    })
  else
    recordEvent(cluster, set, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `${where} successful`,
      component,
    })
  return !('refused' in pod)
}

function remove(cluster: Cluster, set: StatefulSet, pod: Pod): void {
  if (pod.metadata.deletionTimestamp) return
  deleteObject(cluster, 'pods', { object: pod })
  const message = `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`
  recordEvent(cluster, set, { type: 'Normal', reason: 'SuccessfulDelete', message, component })
}

function writeStatus(cluster: Cluster, { set, update, current }: Plan): void {
  const { active } = podsOf(cluster, set)
  const { replicas, updateStrategy, minReadySeconds } = set.spec
  const updated = active.filter((pod) => revisionOfPod(pod) === labelOf(update))
  const ready = active.filter(isReady).length
  const done =
    updateStrategy.type === 'RollingUpdate' &&
    updated.length === replicas &&
    active.length === replicas &&
    updated.every(isReady)
  const settled = done ? update : current
  const currentCount = active.filter((pod) => revisionOfPod(pod) === labelOf(settled)).length
  editAs(cluster, 'statefulsets', {
    object: set,
    manager: CONTROLLER,
    subresource: 'status',
    change(draft) {
      draft.status = {
        observedGeneration: draft.metadata.generation ?? 1,
        replicas: active.length,
        ...(ready > 0 && { readyReplicas: ready }),
        availableReplicas: active.filter((pod) => isAvailable(cluster, pod, minReadySeconds)).length,
        ...(currentCount > 0 && { currentReplicas: currentCount }),
        ...(updated.length > 0 && { updatedReplicas: updated.length }),
        currentRevision: settled.metadata.name,
        updateRevision: update.metadata.name,
        collisionCount: 0,
      }
    },
  })
}
