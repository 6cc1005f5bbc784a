import { isMap, same, type JsonMap } from '../json.ts'
import type { KubeObject, ManagedFieldsEntry } from '../objects.ts'
import { StatusError, type Cause } from '../status-error.ts'
import { fieldsOf, readablePath, splitPath } from './field-paths.ts'
import { isAtomicMap, itemKey, keyedList } from './merge-keys.ts'
import { newEntry, ownersOf, withOwners, type Writer } from './ownership.ts'

/**
 * Server-side apply: merges `wanted` into `live`, takes over what `force` allows and drops what this
 * manager applied before and no longer wants. Throws the 409 that names the other managers.
 */
export function applyFields<T extends KubeObject>(
  live: T,
  wanted: JsonMap,
  { writer, force }: { writer: Writer; force: boolean },
): T {
  const owners = ownersOf(live)
  const liveFields = fieldsOf(live)
  const wantedFields = fieldsOf(wanted)
  const mine = owners.find(({ entry }) => isMine(entry, writer))
  const conflicts = owners
    .filter((owner) => owner !== mine)
    .flatMap(({ entry, paths }) =>
      [...wantedFields]
        .filter(([path, value]) => paths.has(path) && !same(liveFields.get(path), value))
        .map(([path]) => ({ entry, path })),
    )
  if (conflicts.length > 0 && !force) throw conflictError(conflicts)
  for (const { entry, path } of conflicts) owners.find((owner) => owner.entry === entry)?.paths.delete(path)

  const dropped = [...(mine?.paths ?? [])].filter(
    (path) => !wantedFields.has(path) && !owners.some((owner) => owner !== mine && owner.paths.has(path)),
  )
  const merged = mergeMaps(structuredClone(live) as unknown as JsonMap, withoutIdentity(wanted))
  for (const path of dropped.sort().reverse()) dropField(merged, splitPath(path))
  const own = {
    entry: { ...(mine?.entry ?? newEntry(live.apiVersion, 'Apply', writer)), time: writer.time },
    paths: new Set(wantedFields.keys()),
  }
  return withOwners(merged as unknown as T, [...owners.filter((owner) => owner !== mine), own])
}

function isMine(entry: ManagedFieldsEntry, { manager, subresource }: Writer): boolean {
  return entry.operation === 'Apply' && entry.manager === manager && entry.subresource === subresource
}

function withoutIdentity({ kind: _kind, apiVersion: _apiVersion, metadata, ...rest }: JsonMap): JsonMap {
  const { labels, annotations } = isMap(metadata) ? metadata : {}
  return {
    ...rest,
    metadata: { ...(isMap(labels) && { labels }), ...(isMap(annotations) && { annotations }) },
  }
}

function mergeMaps(into: JsonMap, from: JsonMap): JsonMap {
  for (const [name, value] of Object.entries(from)) {
    const keyed = keyedList(name, value)
    if (keyed && Array.isArray(into[name]))
      mergeItems(into[name] as JsonMap[], value as JsonMap[], keyed.mapKeys)
    else if (isMap(value) && isMap(into[name]) && !isAtomicMap(name)) mergeMaps(into[name], value)
    else if (value !== null) into[name] = structuredClone(value)
  }
  return into
}

function mergeItems(into: JsonMap[], from: JsonMap[], keys: readonly string[]): void {
  for (const item of from) {
    const found = into.find((other) => itemKey(other, keys) === itemKey(item, keys))
    if (found) mergeMaps(found, item)
    else into.push(structuredClone(item))
  }
}

function dropField(object: JsonMap, path: readonly string[]): void {
  const [element = '', ...rest] = path
  if (!element.startsWith('f:')) return
  const name = element.slice(2)
  const value = object[name]
  if (rest.length === 0) delete object[name]
  else if (Array.isArray(value)) {
    const keys = Object.keys(JSON.parse((rest[0] ?? '').slice(2)) as JsonMap)
    const index = (value as JsonMap[]).findIndex((item) => itemKey(item, keys) === rest[0])
    if (index < 0) return
    if (rest[1] === '.') value.splice(index, 1)
    else dropField((value as JsonMap[])[index] ?? {}, rest.slice(1))
  } else if (isMap(value)) {
    dropField(value, rest)
    if (Object.keys(value).length === 0) delete object[name]
  }
}

function conflictError(conflicts: readonly { entry: ManagedFieldsEntry; path: string }[]): StatusError {
  const causes = conflicts.map(({ entry, path }): Cause => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${managerText(entry)}`,
    field: readablePath(path),
  }))
  return new StatusError(409, 'Conflict', conflictText(causes), { details: { causes } })
}

/** The words of apimachinery's managedfields/internal/conflict.go. */
function conflictText(causes: readonly Cause[]): string {
  const [first] = causes
  if (causes.length === 1 && first) return `Apply failed with 1 conflict: ${first.message}: ${first.field}`
  const byManager = Map.groupBy(causes, ({ message }) => message.replace('conflict', 'conflicts'))
  const lists = [...byManager]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([message, list]) => `${message}:\n${list.map(({ field }) => `- ${field}`).join('\n')}`)
  return `Apply failed with ${causes.length} conflicts: ${lists.join('\n')}`
}

function managerText({ manager, subresource, operation, apiVersion }: ManagedFieldsEntry): string {
  const name = subresource ? `"${manager}" with subresource "${subresource}"` : `"${manager}"`
  return operation === 'Update' ? `${name} using ${apiVersion}` : name
}
