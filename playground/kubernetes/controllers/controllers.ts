import type { Cluster } from '../cluster.ts'
import type { KubeObject } from '../objects.ts'
import type { Plural } from '../kinds.ts'
import { resourceOfKind } from '../resources.ts'
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../workloads.ts'
import { adoptOrphans } from './adopt.ts'
import { reconcileDaemonSet } from './daemon-set.ts'
import { reconcileDeployment } from './deployment.ts'
import { collectDependents, finishDeletion } from './garbage.ts'
import { reconcileReplicaSet } from './replica-set.ts'
import { reconcileStatefulSet } from './stateful-set.ts'

const RECONCILERS: Partial<Record<Plural, (cluster: Cluster, object: KubeObject) => number | undefined>> = {
  deployments: (cluster, object) => reconcileDeployment(cluster, object as Deployment),
  replicasets: (cluster, object) => reconcileReplicaSet(cluster, object as ReplicaSet),
  statefulsets: (cluster, object) => reconcileStatefulSet(cluster, object as StatefulSet),
  daemonsets: (cluster, object) => reconcileDaemonSet(cluster, object as DaemonSet),
}

interface Key {
  plural: Plural
  namespace: string
  name: string
}

/** Runs the workload controllers; `settle` works until nothing is left to do now. */
export function startControllers(cluster: Cluster): { settle(): void } {
  const due = new Map<string, Key>()
  const laters = new Map<string, () => void>()

  const add = (plural: Plural, namespace: string, name: string): void => {
    if (!RECONCILERS[plural]) return
    const id = `${plural}/${namespace}/${name}`
    if (due.has(id)) return
    due.set(id, { plural, namespace, name })
    if (!cluster.seeding) cluster.clock.after(cluster.settings.controllerMs, () => work(id))
  }
  const work = (id: string): void => {
    const key = due.get(id)
    due.delete(id)
    if (!key || cluster.stopped) return
    const object = cluster.store.get(key.plural, key.namespace, key.name)
    if (!object) return
    if (object.metadata.deletionTimestamp) return finishDeletion(cluster, key.plural, object)
    const againMs = RECONCILERS[key.plural]?.(cluster, object)
    laters.get(id)?.()
    laters.delete(id)
    if (againMs !== undefined)
      laters.set(
        id,
        cluster.clock.after(againMs, () => add(key.plural, key.namespace, key.name)),
      )
  }

  cluster.store.subscribe(({ plural, type, object }) => {
    if (cluster.stopped || plural === 'events') return
    const { namespace = '', name, uid, ownerReferences = [] } = object.metadata
    if (type === 'ADDED') adoptOrphans(cluster, plural, object)
    if (type === 'DELETED') collectDependents(cluster, uid)
    else add(plural, namespace, name)
    for (const owner of ownerReferences) {
      const ownerPlural = resourceOfKind(owner.kind).plural
      add(ownerPlural, namespace, owner.name)
      // A Deployment that recreates waits for the last pod of its old ReplicaSet to be gone.
      const above = type === 'DELETED' ? cluster.store.get(ownerPlural, namespace, owner.name) : undefined
      for (const top of above?.metadata.ownerReferences ?? [])
        add(resourceOfKind(top.kind).plural, namespace, top.name)
    }
  })
  return {
    settle() {
      for (let [next] = due.keys(); next; [next] = due.keys()) work(next)
    },
  }
}
