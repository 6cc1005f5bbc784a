import { isMap, type JsonMap } from '../json.ts'
import { isAtomicMap, itemKey, keyedList } from './merge-keys.ts'

/** Paths of the fields that hold a value (`f:spec`, `k:{"name":"app"}`, …), joined, with that value. */
export type FieldMap = Map<string, unknown>

const SEPARATOR = '\0'
const SERVER_OWNED = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]

export const splitPath = (path: string): string[] => path.split(SEPARATOR)

/** Every field of an object that somebody can own. */
export function fieldsOf(object: object): FieldMap {
  const fields: FieldMap = new Map()
  const { kind: _kind, apiVersion: _apiVersion, metadata, ...rest } = object as JsonMap
  const owned = isMap(metadata)
    ? Object.fromEntries(Object.entries(metadata).filter(([name]) => !SERVER_OWNED.includes(name)))
    : {}
  if (Object.keys(owned).length > 0) collect(fields, ['f:metadata'], owned)
  for (const [name, value] of Object.entries(rest)) collectField(fields, [`f:${name}`], name, value)
  return fields
}

function collect(fields: FieldMap, path: string[], map: JsonMap): void {
  for (const [name, value] of Object.entries(map)) collectField(fields, [...path, `f:${name}`], name, value)
}

function collectField(fields: FieldMap, path: string[], name: string, value: unknown): void {
  if (value === undefined || value === null) return
  const keyed = keyedList(name, value)
  if (keyed) {
    for (const item of value as JsonMap[]) {
      const place = [...path, itemKey(item, keyed.mapKeys)]
      fields.set([...place, '.'].join(SEPARATOR), true)
      collect(fields, place, item)
    }
  } else if (isMap(value) && Object.keys(value).length > 0 && !isAtomicMap(name)) collect(fields, path, value)
  else fields.set(path.join(SEPARATOR), value)
}

/** Maps whose own existence is noted in managed fields. */
const NOTED = [
  'f:labels',
  'f:annotations',
  'f:rollingUpdate',
  'f:conditions',
  'f:matchLabels',
  'f:limits',
  'f:requests',
]

export function toFieldsV1(paths: Iterable<string>): JsonMap {
  const tree: JsonMap = {}
  for (const path of [...paths].sort()) {
    let here = tree
    for (const element of splitPath(path)) {
      const next = isMap(here[element]) ? here[element] : {}
      if (NOTED.includes(element)) next['.'] ??= {}
      here[element] = next
      here = next
    }
  }
  return tree
}

export function fromFieldsV1(tree: JsonMap): Set<string> {
  const paths = new Set<string>()
  const walk = (here: JsonMap, path: string[]): void => {
    for (const [element, below] of Object.entries(here)) {
      const place = [...path, element]
      if (element === '.' && !path.at(-1)?.startsWith('k:')) continue
      if (isMap(below) && Object.keys(below).length > 0) walk(below, place)
      else paths.add(place.join(SEPARATOR))
    }
  }
  walk(tree, [])
  return paths
}

/** As conflicts name it: `.spec.template.spec.containers[name="app"].image`. */
export function readablePath(path: string): string {
  return splitPath(path)
    .filter((element) => element !== '.')
    .map((element) => {
      if (element.startsWith('f:'))
        return /^f:[\w-]+$/.test(element) ? `.${element.slice(2)}` : `.${element.slice(2)}`
      const keys = Object.entries(JSON.parse(element.slice(2)) as JsonMap)
      return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`
    })
    .join('')
}
