import { isMap, same, type JsonMap } from '../json.ts'
import { isSet, keyedList } from '../fields/merge-keys.ts'

const ORDER = '$setElementOrder/'
const REMOVE = '$deleteFromPrimitiveList/'

/** Kubernetes' strategic merge patch: lists with a merge key are merged item by item. */
export function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch
  if (patch.$patch === 'replace') return withoutDirectives(patch)
  const base = isMap(target) ? retained(target, patch) : {}
  const result: JsonMap = { ...base }
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue
    if (value === null) delete result[name]
    else result[name] = mergeField(name, result[name], value)
  }
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(REMOVE)) removeScalars(result, name.slice(REMOVE.length), value)
    if (name.startsWith(ORDER)) orderItems(result, name.slice(ORDER.length), value)
  }
  return result
}

function retained(target: JsonMap, patch: JsonMap): JsonMap {
  const keep = patch.$retainKeys
  if (!Array.isArray(keep)) return target
  return Object.fromEntries(Object.entries(target).filter(([name]) => keep.includes(name)))
}

function mergeField(name: string, before: unknown, value: unknown): unknown {
  const keyed = keyedList(name, value)
  if (keyed) return mergeList(Array.isArray(before) ? before : [], value as JsonMap[], keyed.patchKey)
  if (isSet(name) && Array.isArray(value))
    return [...new Set([...(Array.isArray(before) ? before : []), ...value])]
  if (isMap(value)) return strategicMerge(before, value)
  return value
}

function mergeList(before: JsonMap[], patch: JsonMap[], key: string): JsonMap[] {
  if (patch.some((item) => item.$patch === 'replace'))
    return patch.filter((item) => item.$patch !== 'replace').map((item) => withoutDirectives(item) as JsonMap)
  const result = [...before]
  for (const item of patch) {
    const index = result.findIndex((other) => same(other[key], item[key]))
    if (item.$patch === 'delete') {
      if (index >= 0) result.splice(index, 1)
    } else if (index >= 0) result[index] = strategicMerge(result[index], item) as JsonMap
    else result.push(strategicMerge({}, item) as JsonMap)
  }
  return result
}

function removeScalars(result: JsonMap, name: string, values: unknown): void {
  const list = result[name]
  if (Array.isArray(list) && Array.isArray(values))
    result[name] = list.filter((value) => !values.includes(value))
}

function orderItems(result: JsonMap, name: string, order: unknown): void {
  const list = result[name]
  const keyed = keyedList(name, list)
  if (!Array.isArray(list) || !Array.isArray(order)) return
  const place = (item: unknown): number => {
    const found = order.findIndex((wanted) =>
      keyed && isMap(wanted) && isMap(item)
        ? same(wanted[keyed.patchKey], item[keyed.patchKey])
        : same(wanted, item),
    )
    return found < 0 ? order.length : found
  }
  result[name] = [...list].sort((a, b) => place(a) - place(b))
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives)
  if (!isMap(value)) return value
  const fields = Object.entries(value).filter(([name]) => !name.startsWith('$'))
  return Object.fromEntries(fields.map(([name, below]) => [name, withoutDirectives(below)]))
}
