import type { FollowedKind, WorkloadSnapshot } from '../../domain/cluster.ts'
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  KubernetesEvent,
  Pod,
  ReplicaSet,
  StatefulSet,
} from '../../domain/kubernetes-objects.ts'

interface FollowedByKind {
  deployments: Deployment
  statefulsets: StatefulSet
  daemonsets: DaemonSet
  replicasets: ReplicaSet
  controllerrevisions: ControllerRevision
  pods: Pod
  events: KubernetesEvent
}

export type Followed = FollowedByKind[FollowedKind]

type Objects = { [Kind in FollowedKind]: Map<string, FollowedByKind[Kind]> }

const WORKLOADS = ['deployments', 'statefulsets', 'daemonsets'] as const
const TELLING_KINDS = new Set(['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet'])

/** The followed objects of one namespace. Changes answer the uids of the workloads that they concern. */
export interface NamespaceCache {
  put(kind: FollowedKind, object: Followed): string[]
  remove(kind: FollowedKind, object: Followed): string[]
  replace(kind: FollowedKind, objects: Followed[]): string[]
  clear(kind: FollowedKind): void
  snapshot(workloadUid: string): WorkloadSnapshot
}

export function createNamespaceCache(): NamespaceCache {
  const objects: Objects = {
    deployments: new Map(),
    statefulsets: new Map(),
    daemonsets: new Map(),
    replicasets: new Map(),
    controllerrevisions: new Map(),
    pods: new Map(),
    events: new Map(),
  }
  const put = (kind: FollowedKind, object: Followed) => {
    if (!isWorthKeeping(object)) return []
    const kept = objects[kind] as Map<string, Followed>
    const { uid, resourceVersion } = object.metadata
    const known = kept.get(uid)
    if (known && known.metadata.resourceVersion === resourceVersion) return []
    kept.set(uid, slim(kind, object))
    return workloadOf(objects, object)
  }
  const remove = (kind: FollowedKind, object: Followed) => {
    objects[kind].delete(object.metadata.uid)
    // Events fade away after an hour; that changes nothing.
    return kind === 'events' ? [] : workloadOf(objects, object)
  }
  return {
    put,
    remove,
    replace(kind, all) {
      const present = new Set(all.map(({ metadata }) => metadata.uid))
      const gone = [...objects[kind].values()].filter(({ metadata }) => !present.has(metadata.uid))
      const changed = [
        ...gone.map((object) => remove(kind, object)),
        ...all.map((object) => put(kind, object)),
      ]
      return [...new Set(changed.flat())]
    },
    clear: (kind) => objects[kind].clear(),
    snapshot: (uid) => snapshotOf(objects, uid),
  }
}

function snapshotOf(objects: Objects, uid: string): WorkloadSnapshot {
  const replicaSets = [...objects.replicasets.values()].filter((each) => ownerOf(each) === uid)
  const owners = new Set([uid, ...replicaSets.map(({ metadata }) => metadata.uid)])
  const pods = [...objects.pods.values()].filter((pod) => owners.has(ownerOf(pod) ?? ''))
  const concerned = new Set([...owners, ...pods.map(({ metadata }) => metadata.uid)])
  return {
    workload: WORKLOADS.map((kind) => objects[kind].get(uid)).find((found) => found !== undefined) ?? null,
    replicaSets,
    controllerRevisions: [...objects.controllerrevisions.values()].filter((each) => ownerOf(each) === uid),
    pods,
    events: [...objects.events.values()].filter((event) => concerned.has(event.involvedObject.uid ?? '')),
  }
}

/** Climbs from an event to its object and from owner to owner. An owner not (yet) known is answered itself. */
function workloadOf(objects: Objects, object: Followed): string[] {
  let uid: string = object.metadata.uid
  let next: string | undefined = 'involvedObject' in object ? object.involvedObject.uid : ownerOf(object)
  while (next !== undefined && next !== uid) {
    uid = next
    const owned = objects.pods.get(uid) ?? objects.replicasets.get(uid)
    next = owned && ownerOf(owned)
  }
  return [uid]
}

function ownerOf({ metadata }: Followed): string | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid
}

function isWorthKeeping(object: Followed): boolean {
  return !('involvedObject' in object) || TELLING_KINDS.has(object.involvedObject.kind ?? '')
}

/** managedFields are half of an object, and only those of workloads are read. */
function slim(kind: FollowedKind, object: Followed): Followed {
  if ((WORKLOADS as readonly FollowedKind[]).includes(kind)) return object
  const { managedFields: _, ...metadata } = object.metadata
  return { ...object, metadata }
}
