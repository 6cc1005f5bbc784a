import type { AutoscalerSeed, WorkloadSeed } from '../kubernetes/seed.ts'
import { numberOf } from '../builds/image-name.ts'
import type { ClusterPlace } from './cluster-places.ts'

export const KINDS: Record<string, WorkloadSeed['kind']> = {
  ledger: 'StatefulSet',
  prometheus: 'StatefulSet',
  'aws-node': 'DaemonSet',
  'kube-proxy': 'DaemonSet',
}
const ALONE = 'orders-consumer'
const IN_GIT = 'cart'
const AUTOSCALED = { namespace: 'payments', name: 'payments-api', maxReplicas: 4 }

interface Service {
  namespace: string
  name: string
  image: string
}

/** A service as it runs in a cluster: each has something that a deploy must know how to handle. */
export function workloadSeed(place: ClusterPlace, { namespace, name, image }: Service): WorkloadSeed {
  return {
    kind: kindOf(name),
    namespace,
    name,
    images: [image],
    replicas: replicasOf(place, name),
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': namespace },
    ...(name === IN_GIT && trackedByArgo(namespace, name)),
  }
}

export function kindOf(name: string): WorkloadSeed['kind'] {
  return KINDS[name] ?? 'Deployment'
}

/** In prod one autoscaler has nothing left to give. */
export function autoscalerSeeds({ environment }: ClusterPlace): AutoscalerSeed[] {
  if (environment !== 'prod') return []
  const { namespace, name, maxReplicas } = AUTOSCALED
  return [{ namespace, name, target: name, minReplicas: 2, maxReplicas }]
}

function replicasOf({ environment }: ClusterPlace, name: string): number {
  if (name === ALONE) return 1
  if (environment === 'alpha') return 2
  return name === AUTOSCALED.name ? AUTOSCALED.maxReplicas : 2 + (numberOf(name) % 3)
}

function trackedByArgo(namespace: string, name: string): Partial<WorkloadSeed> {
  return {
    annotations: { 'argocd.argoproj.io/tracking-id': `${namespace}:apps/Deployment:${namespace}/${name}` },
    manager: 'argocd-controller',
  }
}
