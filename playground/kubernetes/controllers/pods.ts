import type { Cluster } from '../cluster.ts'
import { conditionOf } from '../conditions.ts'
import { deleteObject } from '../delete-object.ts'
import { culpritOf } from '../kubelet/scenario-of.ts'
import type { KubeObject, OwnerReference, Pod, PodTemplate } from '../objects.ts'
import { safeText } from '../template-hash.ts'
import { parseTimestamp } from '../timestamps.ts'
import { CONTROLLER, createAs } from '../write.ts'

export function ownerReference({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  }
}

/** Pods of the owner that count: not ended. Those that terminate are kept apart. */
export function podsOf(cluster: Cluster, owner: KubeObject): { active: Pod[]; terminating: Pod[] } {
  const own = cluster.store.dependents('pods', owner.metadata.uid)
  return {
    active: own.filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp && !['Failed', 'Succeeded'].includes(status.phase),
    ),
    terminating: own.filter(({ metadata }) => metadata.deletionTimestamp),
  }
}

export function isReady({ status }: Pod): boolean {
  return conditionOf(status.conditions, 'Ready')?.status === 'True'
}

/** Milliseconds until a ready pod counts as available; 0 when it does, undefined when it is not ready. */
export function availableInMs(cluster: Cluster, pod: Pod, minReadySeconds = 0): number | undefined {
  if (!isReady(pod)) return undefined
  const since = parseTimestamp(conditionOf(pod.status.conditions, 'Ready')?.lastTransitionTime)
  return cluster.seeding ? 0 : Math.max(0, since + minReadySeconds * 1000 - cluster.now())
}

export function isAvailable(cluster: Cluster, pod: Pod, minReadySeconds = 0): boolean {
  return availableInMs(cluster, pod, minReadySeconds) === 0
}

interface NewPod {
  owner: KubeObject
  template: PodTemplate
  labels?: Record<string, string>
  /** Without one the name is generated. */
  name?: string
  nodeName?: string
}

/** The pod, or why the API would not admit it. */
export function createPod(cluster: Cluster, wanted: NewPod): Pod | { refused: string } {
  const { owner, template } = wanted
  const prefix = `${owner.metadata.name}-`
  const name = wanted.name ?? `${prefix}${safeText(`${owner.metadata.uid}${cluster.store.version()}`, 5)}`
  const refused = refusal(cluster, template, wanted.name ?? prefix)
  if (refused) return { refused }
  const { labels, annotations } = template.metadata
  const { nodeName } = wanted
  return createAs(cluster, 'pods', {
    manager: CONTROLLER,
    draft: {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: {
        name,
        ...(!wanted.name && { generateName: prefix }),
        namespace: owner.metadata.namespace ?? '',
        labels: { ...labels, ...wanted.labels },
        ...(annotations && { annotations }),
        ownerReferences: [ownerReference(owner)],
      },
      spec: {
        ...withInjectedInit(cluster, template),
        serviceAccountName: 'default',
        ...(nodeName && { nodeName }),
      },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    },
  })
}

function refusal(cluster: Cluster, { spec }: PodTemplate, name: string): string | undefined {
  if (cluster.seeding) return undefined
  switch (culpritOf(cluster.faults, spec)?.scenario) {
    case 'quota':
      return `pods "${name}" is forbidden: exceeded quota: compute, requested: limits.memory=1Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi`
    case 'webhook-denied':
      return 'admission webhook "images.policy.example.test" denied the request: the image is not signed'
    default:
      return undefined
  }
}

/** A scenario of an init container on a pod without one adds it, as an injecting webhook would. */
function withInjectedInit(cluster: Cluster, { spec }: PodTemplate): PodTemplate['spec'] {
  const culprit = culpritOf(cluster.faults, spec)
  if (culprit?.scenario !== 'init-crash' || spec.initContainers?.length) return structuredClone(spec)
  return structuredClone({ ...spec, initContainers: [{ ...culprit.container, name: 'migrate' }] })
}

/** Deletes the pods that are missed least: not ready first, then the youngest. */
export function deletePods(cluster: Cluster, pods: readonly Pod[], count: number): Pod[] {
  const rank = (pod: Pod): number => (isReady(pod) ? 1 : 0)
  const chosen = pods
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        parseTimestamp(b.metadata.creationTimestamp) - parseTimestamp(a.metadata.creationTimestamp),
    )
    .slice(0, count)
  for (const pod of chosen) deleteObject(cluster, 'pods', { object: pod })
  return chosen
}

/** The soonest of several waits. */
export function soonest(...waits: (number | undefined)[]): number | undefined {
  const known = waits.filter((wait) => wait !== undefined && wait > 0) as number[]
  return known.length > 0 ? Math.min(...known) : undefined
}
