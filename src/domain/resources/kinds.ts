import { redis } from './redis/redis.ts'
import type { FormField, ResourceKind } from './resource-kind.ts'
import type { KindName, KindPolicies, ResourceEnvironment } from './resource-policy.ts'

/** The registry of kinds: one line a kind. */
export const KINDS: { [Name in KindName]: ResourceKind<KindPolicies[Name]> } = { redis }

export const KIND_NAMES = Object.keys(KINDS) as KindName[]

/** A kind with the policy of an environment; null: it cannot be had there. */
export function kindIn(
  environment: ResourceEnvironment,
  name: KindName,
): { kind: ResourceKind<KindPolicies[KindName]>; policy: KindPolicies[KindName] } | null {
  const policy = environment.kinds[name]
  return policy ? { kind: KINDS[name], policy } : null
}

/** What can be chosen there; [] where it cannot be had, or policy is not known. */
export function fieldsIn(environment: ResourceEnvironment | null, name: KindName): FormField[] {
  const offered = environment && kindIn(environment, name)
  return offered ? offered.kind.form(offered.policy) : []
}
