import { parseImage } from './parse-image.ts'
import type { KubernetesSimulator } from '../kubernetes/simulator.ts'
import { podStatusText } from '../kubernetes/api/pod-status-text.ts'
import { parseTimestamp } from '../kubernetes/timestamps.ts'
import type { KubeEvent, Pod } from '../kubernetes/objects.ts'
import type { ClusterPlace } from './cluster-places.ts'
import { shownFaults, type ShownFaults } from './api-faults.ts'
import { workloadStates, type WorkloadState } from './workload-state.ts'

const EVENTS_SHOWN = 20

export interface ShownWorkload extends WorkloadState {
  /** As builds call it, when the digest is one of theirs. */
  tag: string | null
  digest: string | null
}

export interface ShownEvent {
  at: number
  type: 'Normal' | 'Warning'
  reason: string
  message: string
  /** `namespace/name` of what it is about. */
  about: string
  count: number
}

export interface ClusterOverview extends ClusterPlace {
  kubeconfig: string
  /** False: a cluster of its own, of which the playground shows nothing. */
  simulated: boolean
  faults: ShownFaults | null
  workloads: ShownWorkload[]
  /** Newest first. */
  events: ShownEvent[]
}

export type TagOf = (digest: string) => string | null

export function overviewOf(
  place: ClusterPlace,
  kubeconfig: string,
  { cluster, tagOf }: { cluster: KubernetesSimulator | undefined; tagOf: TagOf },
): ClusterOverview {
  if (!cluster) return { ...place, kubeconfig, simulated: false, faults: null, workloads: [], events: [] }
  const workloads = workloadStates(cluster.state).map((workload) => ({
    ...workload,
    ...nameOf(workload.image, tagOf),
  }))
  return {
    ...place,
    kubeconfig,
    simulated: true,
    faults: shownFaults(cluster.faults),
    workloads,
    events: newest(cluster.state.list('events')),
  }
}

export interface ShownPod {
  name: string
  namespace: string
  /** The service that it belongs to, by its label. */
  service: string
  status: string
  ready: boolean
  restarts: number
  node: string | null
  createdAt: number
  image: string
  tag: string | null
  digest: string | null
}

export function podsOf(cluster: KubernetesSimulator, namespace: string, tagOf: TagOf): ShownPod[] {
  return cluster.state.pods(namespace).map((pod) => shownPod(pod, tagOf))
}

function shownPod(pod: Pod, tagOf: TagOf): ShownPod {
  const { metadata, spec, status } = pod
  const statuses = status.containerStatuses ?? []
  const image = spec.containers[0]?.image ?? ''
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    service: metadata.labels?.app ?? '',
    status: podStatusText(pod),
    ready: statuses.length > 0 && statuses.every(({ ready }) => ready),
    restarts: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
    node: spec.nodeName ?? null,
    createdAt: parseTimestamp(metadata.creationTimestamp),
    image,
    ...nameOf(image, tagOf),
  }
}

function nameOf(image: string, tagOf: TagOf): { tag: string | null; digest: string | null } {
  const { tag, digest } = parseImage(image)
  return { tag: tag ?? (digest === null ? null : tagOf(digest)), digest }
}

function newest(events: readonly KubeEvent[]): ShownEvent[] {
  return events
    .map(({ metadata, involvedObject, lastTimestamp, type, reason, message, count = 1 }) => {
      const about = `${metadata.namespace ?? ''}/${involvedObject.name}`
      return {
        at: parseTimestamp(lastTimestamp),
        type,
        reason,
        message,
        about,
        count,
        version: Number(metadata.resourceVersion),
      }
    })
    .toSorted((a, b) => b.at - a.at || b.version - a.version)
    .slice(0, EVENTS_SHOWN)
    .map(({ version: _version, ...shown }) => shown)
}
