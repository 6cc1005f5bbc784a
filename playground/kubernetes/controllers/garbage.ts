import type { Cluster } from '../cluster.ts'
import { awaitsDependents, deleteObject, orphansDependents } from '../delete-object.ts'
import type { KubeObject } from '../objects.ts'
import type { Plural } from '../kinds.ts'
import { editAs } from '../write.ts'

const OWNED: readonly Plural[] = ['replicasets', 'pods', 'controllerrevisions']

/** After an owner is gone its dependents go too. */
export function collectDependents(cluster: Cluster, ownerUid: string): void {
  for (const [plural, object] of dependentsOf(cluster, ownerUid)) deleteObject(cluster, plural, { object })
}

/** Takes an owner that waits for its dependents one step further. */
export function finishDeletion(cluster: Cluster, plural: Plural, owner: KubeObject): void {
  const { uid } = owner.metadata
  const dependents = dependentsOf(cluster, uid)
  if (orphansDependents(owner)) {
    for (const [kind, object] of dependents)
      editAs(cluster, kind, {
        object,
        manager: 'kube-controller-manager',
        change: ({ metadata }) => {
          metadata.ownerReferences = (metadata.ownerReferences ?? []).filter(
            (reference) => reference.uid !== uid,
          )
          if (metadata.ownerReferences.length === 0) delete metadata.ownerReferences
        },
      })
    return cluster.store.remove(plural, owner)
  }
  if (!awaitsDependents(owner)) return
  if (dependents.length === 0) return cluster.store.remove(plural, owner)
  for (const [kind, object] of dependents)
    if (!object.metadata.deletionTimestamp) deleteObject(cluster, kind, { object, propagation: 'Foreground' })
}

function dependentsOf({ store }: Cluster, ownerUid: string): [Plural, KubeObject][] {
  return OWNED.flatMap((plural) =>
    store.dependents(plural, ownerUid).map((object): [Plural, KubeObject] => [plural, object]),
  )
}
