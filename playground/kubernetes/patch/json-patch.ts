import { isMap, same } from '../json.ts'
import { badRequest, StatusError } from '../status-error.ts'

/** RFC 6902 on a copy. */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations))
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    )
  const root = { root: structuredClone(target) }
  for (const operation of operations) {
    if (!isMap(operation)) throw badRequest('error decoding patch: an operation must be an object')
    perform(root, operation)
  }
  return root.root
}

function perform(root: { root: unknown }, operation: Record<string, unknown>): void {
  const path = pointer(operation.path)
  switch (operation.op) {
    case 'add':
      return put(root, path, structuredClone(operation.value), 'insert')
    case 'replace':
      read(root, path)
      return put(root, path, structuredClone(operation.value), 'overwrite')
    case 'remove':
      return void take(root, path)
    case 'move':
      return put(root, path, take(root, pointer(operation.from)), 'insert')
    case 'copy':
      return put(root, path, structuredClone(read(root, pointer(operation.from))), 'insert')
    case 'test':
      if (!same(read(root, path), operation.value))
        throw refused(`testing value ${String(operation.path)} failed`)
      return
    default:
      throw refused(`Unexpected kind: ${String(operation.op)}`)
  }
}

function pointer(text: unknown): string[] {
  if (typeof text !== 'string') throw refused('operation without a path')
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function refused(message: string): StatusError {
  return new StatusError(
    422,
    'Invalid',
    `the server rejected our request due to an error in our request: ${message}`,
  )
}

function read(root: { root: unknown }, path: readonly string[]): unknown {
  let here: unknown = root.root
  for (const part of path) {
    const next = Array.isArray(here) ? here[Number(part)] : isMap(here) ? here[part] : undefined
    if (next === undefined) throw refused(`path "/${path.join('/')}" does not exist`)
    here = next
  }
  return here
}

function put(
  root: { root: unknown },
  path: readonly string[],
  value: unknown,
  how: 'insert' | 'overwrite',
): void {
  const last = path.at(-1)
  if (last === undefined) return void (root.root = value)
  const parent = read(root, path.slice(0, -1))
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last)
    if (!Number.isInteger(index) || index < 0 || index > parent.length)
      throw refused(`index ${last} is out of range`)
    parent.splice(index, how === 'insert' ? 0 : 1, value)
  } else if (isMap(parent)) parent[last] = value
  else throw refused(`path "/${path.join('/')}" does not exist`)
}

function take(root: { root: unknown }, path: readonly string[]): unknown {
  const value = read(root, path)
  const parent = read(root, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else if (isMap(parent)) delete parent[last]
  return value
}
