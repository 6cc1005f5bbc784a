import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import type { KubeObject, PodTemplate } from '../kubernetes/objects.ts'

export interface WorkloadState {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'
  namespace: string
  name: string
  image: string
  desired: number
  /** Ready pods, old ones included. */
  ready: number
  /** Pods of the image that is wanted now. */
  updated: number
  /** Every pod runs that image and is Ready. */
  settled: boolean
}

type State = KubernetesSimulator['state']

/** What each workload of a cluster wants and has, by namespace and name. */
export function workloadStates(state: State): WorkloadState[] {
  const deployments = state.list('deployments').map((one) => {
    const { observedGeneration, readyReplicas = 0, updatedReplicas = 0, replicas = 0 } = one.status
    const desired = one.spec.replicas
    const counts = { desired, ready: readyReplicas, updated: updatedReplicas }
    return stateOf(one, { kind: 'Deployment', observedGeneration, total: replicas, ...counts })
  })
  const statefulSets = state.list('statefulsets').map((one) => {
    const { observedGeneration, readyReplicas = 0, updateRevision, currentRevision, replicas } = one.status
    const desired = one.spec.replicas
    const updated = updateRevision === currentRevision ? replicas : (one.status.updatedReplicas ?? 0)
    return stateOf(one, {
      kind: 'StatefulSet',
      observedGeneration,
      total: replicas,
      desired,
      ready: readyReplicas,
      updated,
    })
  })
  const daemonSets = state.list('daemonsets').map((one) => {
    const { observedGeneration, desiredNumberScheduled, numberReady, currentNumberScheduled } = one.status
    const updated = one.status.updatedNumberScheduled ?? 0
    const counts = { desired: desiredNumberScheduled, ready: numberReady, updated }
    return stateOf(one, { kind: 'DaemonSet', observedGeneration, total: currentNumberScheduled, ...counts })
  })
  return [...deployments, ...statefulSets, ...daemonSets].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

export function keyOf({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`
}

interface Counts extends Pick<WorkloadState, 'kind' | 'desired' | 'ready' | 'updated'> {
  total: number
  observedGeneration: number | undefined
}

function stateOf(object: KubeObject, { total, observedGeneration, ...counts }: Counts): WorkloadState {
  const { namespace = '', name, generation } = object.metadata
  const { template } = object.spec as { template: PodTemplate }
  const { desired, ready, updated } = counts
  const isObserved = (observedGeneration ?? 0) >= (generation ?? 0)
  const settled = isObserved && updated === desired && ready === desired && total === desired
  return { namespace, name, image: template.spec.containers[0]?.image ?? '', ...counts, settled }
}
