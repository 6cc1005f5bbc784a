import { kindIn } from './kinds.ts'
import type { JsonObject } from './part.ts'
import type { Resource } from './resource.ts'
import type { ResourceEnvironment } from './resource-policy.ts'

/** The wish of a resource with what was chosen now: keys that cannot be changed stay. */
export function wishAfter({
  resource,
  environment,
  wish,
}: {
  resource: Pick<Resource, 'kind' | 'wish'>
  environment: ResourceEnvironment
  wish: unknown
}): JsonObject {
  const offered = kindIn(environment, resource.kind)
  const chosen = typeof wish === 'object' && wish !== null ? (wish as JsonObject) : {}
  const fields = offered ? offered.kind.form(offered.policy) : []
  const changed = fields.flatMap(({ key, isModifiable }) => {
    const value = isModifiable && Object.hasOwn(chosen, key) ? chosen[key] : undefined
    return value === undefined ? [] : [[key, value] as const]
  })
  return { ...resource.wish, ...Object.fromEntries(changed) }
}
