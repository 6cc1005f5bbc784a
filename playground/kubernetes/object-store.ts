import { randomUUID } from 'node:crypto'
import { same } from './json.ts'
import { createOwnedIndex } from './owned-index.ts'
import type { KubeObject, ObjectMeta } from './objects.ts'
import type { Kinds, Plural } from './kinds.ts'
import { timestamp } from './timestamps.ts'

export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  plural: Plural
  version: number
  object: KubeObject
  before?: KubeObject
}

const KEPT_CHANGES = 10_000

export type ObjectStore = ReturnType<typeof createObjectStore>

/** The objects of one cluster and the history of their changes. Stored objects are never changed in place. */
export function createObjectStore(now: () => number) {
  const objects = new Map<Plural, Map<string, KubeObject>>()
  const listeners = new Set<(change: Change) => void>()
  const owned = createOwnedIndex()
  const undelivered: Change[] = []
  let changes: Change[] = []
  let delivering = false
  let version = 1
  let oldest = 1

  const shelf = (plural: Plural): Map<string, KubeObject> => {
    const found = objects.get(plural) ?? new Map<string, KubeObject>()
    objects.set(plural, found)
    return found
  }
  const record = (change: Omit<Change, 'version'>): KubeObject => {
    const object = structuredClone(change.object)
    object.metadata.resourceVersion = String(++version)
    const key = keyOf(object.metadata.namespace, object.metadata.name)
    if (change.type === 'DELETED') shelf(change.plural).delete(key)
    else shelf(change.plural).set(key, object)
    owned.note(change.plural, object, change)
    const recorded = { ...change, object, version }
    changes.push(recorded)
    if (changes.length > KEPT_CHANGES) {
      changes = changes.slice(-KEPT_CHANGES / 2)
      oldest = changes[0]?.version ?? version
    }
    undelivered.push(recorded)
    deliver()
    return object
  }
  /** Each listener sees every change in order, though a listener may itself cause changes. */
  const deliver = (): void => {
    if (delivering) return
    delivering = true
    for (let next = undelivered.shift(); next; next = undelivered.shift())
      for (const listener of listeners) listener(next)
    delivering = false
  }

  return {
    now,
    version: () => version,
    /** Versions before this one are forgotten. */
    oldest: () => oldest,
    get: <P extends Plural>(plural: P, namespace: string, name: string): Kinds[P] | undefined =>
      shelf(plural).get(keyOf(namespace, name)) as Kinds[P] | undefined,
    list: <P extends Plural>(plural: P, namespace?: string): Kinds[P][] =>
      inOrder([...shelf(plural).values()], namespace) as Kinds[P][],
    /** What names this uid among its owners. */
    dependents: <P extends Plural>(plural: P, ownerUid: string): Kinds[P][] =>
      owned.of(plural, ownerUid) as Kinds[P][],
    /** The objects as they were at a version that is still remembered. */
    snapshot(plural: Plural, at: number): KubeObject[] {
      const then = new Map(shelf(plural))
      for (const change of changes.toReversed()) {
        if (change.version <= at) break
        if (change.plural !== plural) continue
        const key = keyOf(change.object.metadata.namespace, change.object.metadata.name)
        if (change.before) then.set(key, change.before)
        else then.delete(key)
      }
      return inOrder([...then.values()])
    },
    create<P extends Plural>(plural: P, object: Draft<Kinds[P]>): Kinds[P] {
      const metadata = {
        ...object.metadata,
        uid: randomUUID(),
        creationTimestamp: timestamp(now()),
        resourceVersion: '',
      }
      return record({
        type: 'ADDED',
        plural,
        object: { ...object, metadata },
      }) as Kinds[P]
    },
    /** An unchanged object keeps its resourceVersion. */
    update<P extends Plural>(plural: P, object: Kinds[P]): Kinds[P] {
      const { namespace, name, uid } = object.metadata
      const before = shelf(plural).get(keyOf(namespace, name))
      if (!before || before.metadata.uid !== uid) throw new Error(`updating ${plural} ${name}: it is gone`)
      if (unchanged(before, object)) return before as Kinds[P]
      return record({ type: 'MODIFIED', plural, object, before }) as Kinds[P]
    },
    remove(plural: Plural, object: KubeObject): void {
      const before = shelf(plural).get(keyOf(object.metadata.namespace, object.metadata.name))
      if (before?.metadata.uid === object.metadata.uid)
        record({ type: 'DELETED', plural, object: before, before })
    },
    changesAfter: (after: number): Change[] => changes.filter((change) => change.version > after),
    forgetHistory(): void {
      changes = []
      oldest = ++version
    },
    subscribe(listener: (change: Change) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** An object before the server has named it. */
export type Draft<T extends KubeObject> = Omit<T, 'metadata'> & {
  metadata: Omit<ObjectMeta, 'uid' | 'resourceVersion' | 'creationTimestamp'>
}

export function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`
}

function inOrder(objects: KubeObject[], namespace?: string): KubeObject[] {
  const key = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}\0${metadata.name}`
  return objects
    .filter(({ metadata }) => !namespace || metadata.namespace === namespace)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** The times of managed fields do not count: a write that changes nothing is no write. */
function unchanged(before: KubeObject, after: KubeObject): boolean {
  const bare = ({ metadata, ...rest }: KubeObject): unknown => ({
    ...rest,
    metadata: {
      ...metadata,
      resourceVersion: '',
      managedFields: metadata.managedFields?.map((entry) => ({ ...entry, time: '' })),
    },
  })
  return same(bare(before), bare(after))
}
