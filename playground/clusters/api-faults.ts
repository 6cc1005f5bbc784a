import type { ClusterFaults, ForbiddenRule } from '../kubernetes/faults.ts'
import { isMap, type JsonMap } from '../kubernetes/json.ts'
import { UserError } from '../slack/people/user-error.ts'

/** What can be made wrong with a cluster's API from outside. */
export type ShownFaults = Omit<ClusterFaults, 'images' | 'onRequest'>

type Readers = { [Name in keyof ShownFaults]: (value: unknown) => ShownFaults[Name] | undefined }

const READERS: Readers = {
  unreachable: flag,
  unauthorized: flag,
  silentWatches: flag,
  slowMs: count,
  serverErrors: count,
  lostAnswers: count,
  deniedPatches: (value) => (typeof value === 'string' ? value : undefined),
  clockSkewMs: number,
  tooManyRequests(value) {
    if (!isMap(value)) return undefined
    const [times, retryAfterSeconds] = [count(value.count), count(value.retryAfterSeconds ?? 1)]
    return times === undefined || retryAfterSeconds === undefined
      ? undefined
      : { count: times, retryAfterSeconds }
  },
  forbidden: (value) =>
    Array.isArray(value) && value.every(isRule) ? (value as ForbiddenRule[]) : undefined,
}

export function shownFaults(faults: ClusterFaults): ShownFaults {
  const { images: _images, onRequest: _onRequest, ...shown } = faults
  return structuredClone(shown)
}

/** Throws UserError, before anything is changed, when something in it cannot be understood. */
export function changeFaults(faults: ClusterFaults, change: JsonMap): void {
  const wanted = Object.entries(change).map(([name, value]) => {
    const read = Object.hasOwn(READERS, name) ? READERS[name as keyof ShownFaults](value) : undefined
    if (read !== undefined) return [name, read]
    const known = Object.keys(READERS).join(', ')
    throw new UserError(400, 'invalid_fault', `${name} is not understood; faults are ${known}`)
  })
  Object.assign(faults, Object.fromEntries(wanted))
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function count(value: unknown): number | undefined {
  const read = number(value)
  return read !== undefined && read >= 0 ? read : undefined
}

function isRule(value: unknown): boolean {
  const isText = (name: string, rule: JsonMap) => typeof rule[name] === 'string'
  return isMap(value) && isText('verb', value) && isText('resource', value)
}
