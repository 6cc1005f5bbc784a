import type { Plural } from './kinds.ts'
import type { KubeObject } from './objects.ts'

/** Finds objects by the uid of an owner without looking through all of them. */
export function createOwnedIndex() {
  const byOwner = new Map<string, Map<string, KubeObject>>()
  const owners = ({ metadata }: KubeObject): string[] =>
    (metadata.ownerReferences ?? []).map(({ uid }) => uid)
  return {
    note(plural: Plural, object: KubeObject, { type, before }: { type: string; before?: KubeObject }): void {
      const { uid } = object.metadata
      for (const owner of before ? owners(before) : []) {
        const found = byOwner.get(`${plural}/${owner}`)
        if (type === 'DELETED' || !owners(object).includes(owner)) found?.delete(uid)
        if (found?.size === 0) byOwner.delete(`${plural}/${owner}`)
      }
      if (type === 'DELETED') return
      for (const owner of owners(object)) {
        const found = byOwner.get(`${plural}/${owner}`) ?? new Map<string, KubeObject>()
        byOwner.set(`${plural}/${owner}`, found.set(uid, object))
      }
    },
    of: (plural: Plural, owner: string): KubeObject[] => [
      ...(byOwner.get(`${plural}/${owner}`)?.values() ?? []),
    ],
  }
}
