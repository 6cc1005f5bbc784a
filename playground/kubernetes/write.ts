import type { Cluster } from './cluster.ts'
import { ownedByUpdate } from './fields/ownership.ts'
import { same } from './json.ts'
import type { Draft } from './object-store.ts'
import type { KubeObject } from './objects.ts'
import type { Kinds, Plural } from './kinds.ts'
import { timestamp } from './timestamps.ts'

export const CONTROLLER = 'kube-controller-manager'

const WITH_GENERATION: readonly Plural[] = ['deployments', 'statefulsets', 'daemonsets', 'replicasets']

/** The generation counts the changes of the spec. */
export function nextGeneration<T extends KubeObject>(plural: Plural, before: T | undefined, after: T): T {
  if (!WITH_GENERATION.includes(plural)) return after
  const generation = before ? (before.metadata.generation ?? 1) + (same(before.spec, after.spec) ? 0 : 1) : 1
  return { ...after, metadata: { ...after.metadata, generation } }
}

export function createAs<P extends Plural>(
  cluster: Cluster,
  plural: P,
  { draft, manager }: { draft: Draft<Kinds[P]>; manager: string },
): Kinds[P] {
  const object = nextGeneration(plural, undefined, draft as unknown as Kinds[P])
  return cluster.store.create(
    plural,
    ownedByUpdate(undefined, object, { manager, time: timestamp(cluster.now()) }),
  )
}

export interface Edit<T> {
  object: KubeObject
  manager: string
  subresource?: string
  change: (draft: T) => void
}

/** Changes the object as it is now; undefined when it is gone or another one has its name. */
export function editAs<P extends Plural>(
  cluster: Cluster,
  plural: P,
  edit: Edit<Kinds[P]>,
): Kinds[P] | undefined {
  const { namespace = '', name, uid } = edit.object.metadata
  const live = cluster.store.get(plural, namespace, name)
  if (live?.metadata.uid !== uid) return undefined
  const draft = structuredClone(live)
  edit.change(draft)
  const { manager, subresource } = edit
  const writer = { manager, time: timestamp(cluster.now()), ...(subresource && { subresource }) }
  return cluster.store.update(plural, ownedByUpdate(live, nextGeneration(plural, live, draft), writer))
}
