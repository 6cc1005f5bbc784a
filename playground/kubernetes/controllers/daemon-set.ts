import type { Cluster } from '../cluster.ts'
import { deleteObject } from '../delete-object.ts'
import type { Pod } from '../objects.ts'
import { recordEvent } from '../record-event.ts'
import type { ControllerRevision, DaemonSet } from '../workloads.ts'
import { CONTROLLER, editAs } from '../write.ts'
import { availableInMs, createPod, isAvailable, isReady, podsOf, soonest } from './pods.ts'
import { currentRevision, forgetOldRevisions, labelOf, REVISION_LABEL, templateOf } from './revisions.ts'
import { resolve } from './rolling-update.ts'

const RETRY_MS = 5000
const component = 'daemonset-controller'

/** One pod on every node, replaced a few at a time; gives when to look again. */
export function reconcileDaemonSet(cluster: Cluster, set: DaemonSet): number | undefined {
  if (set.metadata.deletionTimestamp) return undefined
  const update = currentRevision(cluster, set)
  const { active, terminating } = podsOf(cluster, set)
  const occupied = new Set([...active, ...terminating].map(({ spec }) => spec.nodeName))
  const refused = cluster.nodes
    .filter((node) => !occupied.has(node))
    .some((node) => !create(cluster, set, { update, node }))
  if (set.spec.updateStrategy.type === 'RollingUpdate') replaceOld(cluster, set, update)
  writeStatus(cluster, set, update)
  forgetOldRevisions(cluster, set, [
    labelOf(update),
    ...active.map((pod) => pod.metadata.labels?.[REVISION_LABEL] ?? ''),
  ])
  const waits = active.map((pod) => availableInMs(cluster, pod, set.spec.minReadySeconds))
  return soonest(...waits, refused ? RETRY_MS : undefined)
}

function create(
  cluster: Cluster,
  set: DaemonSet,
  { update, node }: { update: ControllerRevision; node: string },
): boolean {
  const labels = {
    [REVISION_LABEL]: labelOf(update),
    'pod-template-generation': String(set.metadata.generation ?? 1),
  }
  const pod = createPod(cluster, { owner: set, template: templateOf(update), labels, nodeName: node })
  if ('refused' in pod)
    recordEvent(cluster, set, {
      type: 'Warning',
      reason: 'FailedCreate',
      message: `Error creating: ${pod.refused}`,
      component,
    })
  else
    recordEvent(cluster, set, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
      component,
    })
  return !('refused' in pod)
}

function replaceOld(cluster: Cluster, set: DaemonSet, update: ControllerRevision): void {
  const { active } = podsOf(cluster, set)
  const available = active.filter((pod) => isAvailable(cluster, pod, set.spec.minReadySeconds))
  const old = active.filter((pod) => !isUpdated(pod, update))
  const broken = old.filter((pod) => !available.includes(pod))
  const total = cluster.nodes.length
  const room =
    resolve(set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1, total, 'up') -
    (total - available.length)
  const chosen = [...broken, ...old.filter((pod) => !broken.includes(pod)).slice(0, Math.max(0, room))]
  for (const pod of chosen) {
    deleteObject(cluster, 'pods', { object: pod })
    recordEvent(cluster, set, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
      component,
    })
  }
}

function isUpdated({ metadata }: Pod, update: ControllerRevision): boolean {
  return metadata.labels?.[REVISION_LABEL] === labelOf(update)
}

function writeStatus(cluster: Cluster, set: DaemonSet, update: ControllerRevision): void {
  const { active } = podsOf(cluster, set)
  const desired = cluster.nodes.length
  const available = active.filter((pod) => isAvailable(cluster, pod, set.spec.minReadySeconds)).length
  const updated = active.filter((pod) => isUpdated(pod, update)).length
  editAs(cluster, 'daemonsets', {
    object: set,
    manager: CONTROLLER,
    subresource: 'status',
    change(draft) {
      draft.status = {
        currentNumberScheduled: active.length,
        numberMisscheduled: 0,
        desiredNumberScheduled: desired,
        numberReady: active.filter(isReady).length,
        observedGeneration: draft.metadata.generation ?? 1,
        ...(updated > 0 && { updatedNumberScheduled: updated }),
        ...(available > 0 && { numberAvailable: available }),
        ...(desired > available && { numberUnavailable: desired - available }),
      }
    },
  })
}
