import { isMap } from '../kubernetes/json.ts'
import type { Container, PodTemplate } from '../kubernetes/objects.ts'
import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import { quantityOf } from './quantity.ts'
import type { ContainerSize, RunningWorkload } from './usage-log.ts'

/** What runs in a cluster now: pods that there are, also old ones during a rollout, and what their containers ask for. */
export function readWorkloads({ state }: Pick<KubernetesSimulator, 'state'>): RunningWorkload[] {
  const deployments = state.list('deployments').map((one) => ({
    ...nameOf('deployment', one.metadata),
    pods: one.status.replicas ?? 0,
    ...sizesOf(one.spec.template),
  }))
  const statefulSets = state.list('statefulsets').map((one) => ({
    ...nameOf('statefulset', one.metadata),
    pods: one.status.replicas,
    ...sizesOf(one.spec.template),
  }))
  const daemonSets = state.list('daemonsets').map((one) => ({
    ...nameOf('daemonset', one.metadata),
    pods: one.status.currentNumberScheduled,
    ...sizesOf(one.spec.template),
  }))
  return [...deployments, ...statefulSets, ...daemonSets]
}

function nameOf(
  kind: RunningWorkload['kind'],
  { namespace = '', name }: { namespace?: string; name: string },
) {
  return { kind, namespace, name }
}

function sizesOf({ spec }: PodTemplate): { revision: string; containers: ContainerSize[] } {
  const images = spec.containers.map(({ image }) => image)
  return { revision: images.join(' '), containers: spec.containers.map(sizeOf) }
}

function sizeOf({ name, resources }: Container): ContainerSize {
  const requests = isMap(resources) && isMap(resources['requests']) ? resources['requests'] : {}
  return { name, cpuCores: quantityOf(requests['cpu']), ramBytes: quantityOf(requests['memory']) }
}
