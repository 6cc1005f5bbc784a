import type { Cluster } from './cluster.ts'
import { withDefaults } from './fields/defaults.ts'
import { validate } from './fields/validate.ts'
import type { JsonMap } from './json.ts'
import type { Container, KubeObject } from './objects.ts'
import { apiVersionOf, resourceOfKind } from './resources.ts'
import { createAs, editAs } from './write.ts'

export interface WorkloadSeed {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'
  namespace: string
  name: string
  /** What it ran, oldest first; the last one runs now. */
  images: readonly string[]
  /** Default: the workload's name. */
  container?: string
  replicas?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  /** Fields over the plain spec, e.g. `{ minReadySeconds: 5 }`. */
  spec?: JsonMap
  /** Containers beside the first. */
  sidecars?: readonly Container[]
  initContainers?: readonly Container[]
  /** Who wrote it; default `kubectl-client-side-apply`. */
  manager?: string
}

export interface AutoscalerSeed {
  namespace: string
  name: string
  target: string
  minReplicas: number
  maxReplicas: number
}

export interface ClusterSeed {
  namespaces: readonly string[]
  workloads: readonly WorkloadSeed[]
  autoscalers?: readonly AutoscalerSeed[]
  configMaps?: readonly { namespace: string; name: string }[]
  secrets?: readonly { namespace: string; name: string }[]
}

/** Fills the cluster with workloads that are rolled out and whose pods are Ready. */
export function seedCluster(cluster: Cluster, seed: ClusterSeed, settle: () => void): void {
  cluster.seeding = true
  for (const name of seed.namespaces)
    put(cluster, 'Namespace', {
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      status: { phase: 'Active' },
    })
  for (const { namespace, name } of seed.configMaps ?? [])
    put(cluster, 'ConfigMap', { metadata: { namespace, name } })
  for (const { namespace, name } of seed.secrets ?? [])
    put(cluster, 'Secret', { metadata: { namespace, name } })
  for (const workload of seed.workloads) seedWorkload(cluster, workload, settle)
  for (const autoscaler of seed.autoscalers ?? []) seedAutoscaler(cluster, autoscaler)
  cluster.seeding = false
}

function put(cluster: Cluster, kind: string, body: JsonMap, manager = 'kubectl-create'): KubeObject {
  const resource = resourceOfKind(kind)
  const object = withDefaults({ kind, apiVersion: apiVersionOf(resource), ...body } as unknown as KubeObject)
  validate(object)
  return createAs(cluster, resource.plural, { draft: object, manager })
}

function seedWorkload(cluster: Cluster, workload: WorkloadSeed, settle: () => void): void {
  const { kind, namespace, name, images, manager = 'kubectl-client-side-apply' } = workload
  const labels = { app: name, ...workload.labels }
  const { annotations, initContainers, sidecars = [], replicas = 1 } = workload
  const [first, ...rest] = images
  if (!first) throw new Error(`seeding ${namespace}/${name}: it needs an image`)
  const containers = [{ name: workload.container ?? name, image: first }, ...sidecars]
  const created = put(
    cluster,
    kind,
    {
      metadata: { namespace, name, labels, ...(annotations && { annotations }) },
      spec: {
        ...(kind !== 'DaemonSet' && { replicas }),
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: { containers, ...(initContainers && { initContainers: [...initContainers] }) },
        },
        ...workload.spec,
      },
      status: kind === 'Deployment' ? {} : { replicas: 0 },
    },
    manager,
  )
  settle()
  for (const image of rest) {
    const change = (draft: KubeObject): void => {
      const { template } = draft.spec as { template: { spec: { containers: Container[] } } }
      const [container] = template.spec.containers
      if (container) container.image = image
    }
    editAs(cluster, resourceOfKind(kind).plural, { object: created, manager, change })
    settle()
  }
}

function seedAutoscaler(
  cluster: Cluster,
  { namespace, name, target, minReplicas, maxReplicas }: AutoscalerSeed,
): void {
  const found = cluster.store.get('deployments', namespace, target)
  const replicas = (found?.spec as { replicas?: number } | undefined)?.replicas ?? minReplicas
  put(cluster, 'HorizontalPodAutoscaler', {
    metadata: { namespace, name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
      minReplicas,
      maxReplicas,
    },
    status: { currentReplicas: replicas, desiredReplicas: replicas },
  })
}
