import { same } from '../json.ts'
import type { KubeObject, ManagedFieldsEntry } from '../objects.ts'
import { fieldsOf, fromFieldsV1, toFieldsV1 } from './field-paths.ts'

export interface Writer {
  manager: string
  time: string
  subresource?: string
}

interface Owned {
  entry: ManagedFieldsEntry
  paths: Set<string>
}

export function ownersOf(object: KubeObject): Owned[] {
  return (object.metadata.managedFields ?? []).map((entry) => ({
    entry,
    paths: fromFieldsV1(entry.fieldsV1),
  }))
}

export function toManagedFields(owners: readonly Owned[]): ManagedFieldsEntry[] {
  return owners
    .filter(({ paths }) => paths.size > 0)
    .map(({ entry, paths }) => ({ ...entry, fieldsV1: toFieldsV1(paths) }))
}

/** The object with what a plain write changed now owned by its writer, and by nobody else. */
export function ownedByUpdate<T extends KubeObject>(before: T | undefined, after: T, writer: Writer): T {
  const old = before ? fieldsOf(before) : new Map<string, unknown>()
  const now = fieldsOf(after)
  const changed = [...now]
    .filter(([path, value]) => !old.has(path) || !same(old.get(path), value))
    .map(([path]) => path)
  const removed = [...old.keys()].filter((path) => !now.has(path))
  if (changed.length === 0 && removed.length === 0) return withOwners(after, ownersOf(before ?? after))
  const owners = ownersOf(before ?? after)
  const mine = owners.find(
    ({ entry }) =>
      entry.operation === 'Update' &&
      entry.manager === writer.manager &&
      entry.subresource === writer.subresource &&
      entry.apiVersion === after.apiVersion,
  )
  for (const owner of owners) {
    for (const path of removed) owner.paths.delete(path)
    if (owner !== mine) for (const path of changed) owner.paths.delete(path)
  }
  const own = mine ?? { entry: newEntry(after.apiVersion, 'Update', writer), paths: new Set<string>() }
  if (changed.length > 0) own.entry = { ...own.entry, time: writer.time }
  for (const path of changed) own.paths.add(path)
  return withOwners(after, mine ? owners : [...owners, own])
}

export function withOwners<T extends KubeObject>(object: T, owners: readonly Owned[]): T {
  return { ...object, metadata: { ...object.metadata, managedFields: toManagedFields(owners) } }
}

export function newEntry(
  apiVersion: string,
  operation: 'Apply' | 'Update',
  { manager, time, subresource }: Writer,
): ManagedFieldsEntry {
  return {
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: {},
    ...(subresource && { subresource }),
  }
}
