import type { Cluster } from './cluster.ts'
import { deleteObject } from './delete-object.ts'
import type { Kinds, Plural } from './kinds.ts'
import type { KubeEvent, Pod } from './objects.ts'
import type { Deployment } from './workloads.ts'
import { editAs } from './write.ts'

/** A look into the cluster and a hand on it, beside its API. Objects are copies. */
export interface ClusterState {
  get<P extends Plural>(plural: P, namespace: string, name: string): Kinds[P] | undefined
  list<P extends Plural>(plural: P, namespace?: string): Kinds[P][]
  deployment(namespace: string, name: string): Deployment | undefined
  pods(namespace: string): Pod[]
  events(namespace: string): KubeEvent[]
  /** Changes an object as somebody else would, e.g. an autoscaler. */
  edit<P extends Plural>(
    plural: P,
    who: { namespace: string; name: string; manager?: string },
    change: (draft: Kinds[P]) => void,
  ): void
  remove(plural: Plural, namespace: string, name: string): void
  version(): number
}

export function createClusterState(cluster: Cluster): ClusterState {
  const { store } = cluster
  return {
    get: (plural, namespace, name) => structuredClone(store.get(plural, namespace, name)),
    list: (plural, namespace) => structuredClone(store.list(plural, namespace)),
    deployment: (namespace, name) => structuredClone(store.get('deployments', namespace, name)),
    pods: (namespace) => structuredClone(store.list('pods', namespace)),
    events: (namespace) => structuredClone(store.list('events', namespace)),
    edit(plural, { namespace, name, manager = 'kubectl-edit' }, change) {
      const object = store.get(plural, namespace, name)
      if (!object) throw new Error(`editing ${plural} ${namespace}/${name}: there is none`)
      editAs(cluster, plural, { object, manager, change })
    },
    remove(plural, namespace, name) {
      const object = store.get(plural, namespace, name)
      if (object) deleteObject(cluster, plural, { object })
    },
    version: store.version,
  }
}
