import type { Cluster } from '../cluster.ts'
import { at, isMap } from '../json.ts'
import type { Plural } from '../kinds.ts'
import type { KubeObject } from '../objects.ts'
import { matchesLabels } from '../selectors.ts'
import { CONTROLLER, editAs } from '../write.ts'
import { ownerReference } from './pods.ts'

const ADOPTED: Partial<Record<Plural, readonly Plural[]>> = {
  deployments: ['replicasets'],
  replicasets: ['pods'],
  statefulsets: ['pods', 'controllerrevisions'],
  daemonsets: ['pods', 'controllerrevisions'],
}

/** A new workload takes over what its selector names and nobody owns, e.g. after an orphaning deletion. */
export function adoptOrphans(cluster: Cluster, plural: Plural, owner: KubeObject): void {
  const selector = at(owner, 'spec', 'selector')
  if (!isMap(selector)) return
  for (const kind of ADOPTED[plural] ?? [])
    for (const object of cluster.store.list(kind, owner.metadata.namespace)) {
      if (object.metadata.ownerReferences?.length || !matchesLabels(selector, object.metadata.labels))
        continue
      const change = ({ metadata }: KubeObject): void => {
        metadata.ownerReferences = [ownerReference(owner)]
      }
      editAs(cluster, kind, { object, manager: CONTROLLER, change })
    }
}
