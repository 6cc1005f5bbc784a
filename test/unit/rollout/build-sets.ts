import type {
  ControllerRevision,
  DaemonSet,
  DaemonSetSpec,
  DaemonSetStatus,
  Pod,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetStatus,
} from '../../../src/domain/kubernetes-objects.ts'
import { NEW_IMAGE, OLD_IMAGE, pod, type PodShape, template, UID } from './build.ts'

const META = { name: 'checkout', namespace: 'payments', uid: UID, generation: 2 }
const REVISIONS = { new: 'checkout-new', old: 'checkout-old' }

/** Complete, unless told otherwise. */
export function statefulSet(
  status: StatefulSetStatus = {},
  spec: Partial<StatefulSetSpec> = {},
): StatefulSet {
  return {
    kind: 'StatefulSet',
    metadata: META,
    spec: { replicas: 3, selector: {}, template: template(NEW_IMAGE), ...spec },
    status: {
      observedGeneration: 2,
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      updatedReplicas: 3,
      currentRevision: REVISIONS.new,
      updateRevision: REVISIONS.new,
      ...status,
    },
  }
}

export function daemonSet(status: DaemonSetStatus = {}, spec: Partial<DaemonSetSpec> = {}): DaemonSet {
  return {
    kind: 'DaemonSet',
    metadata: META,
    spec: { selector: {}, template: template(NEW_IMAGE), ...spec },
    status: {
      observedGeneration: 2,
      currentNumberScheduled: 3,
      desiredNumberScheduled: 3,
      numberReady: 3,
      numberAvailable: 3,
      updatedNumberScheduled: 3,
      ...status,
    },
  }
}

export function revision(which: 'new' | 'old'): ControllerRevision {
  const image = which === 'new' ? NEW_IMAGE : OLD_IMAGE
  return {
    metadata: {
      name: REVISIONS[which],
      uid: `uid-${which}`,
      labels: { 'controller-revision-hash': REVISIONS[which] },
      ownerReferences: [{ kind: 'DaemonSet', name: 'checkout', uid: UID }],
    },
    revision: which === 'new' ? 2 : 1,
    data: { spec: { template: template(image) } },
  }
}

export function setPod(name: string, which: 'new' | 'old', shape: PodShape = {}): Pod {
  const labels = { 'controller-revision-hash': REVISIONS[which] }
  return pod(name, { ownerKind: 'StatefulSet', owner: UID, labels, ...shape })
}

export const setPods = [0, 1, 2].map((index) => setPod(`checkout-${index}`, 'new'))
