import type { ApprovalRule, Who } from '../approval-rule.ts'
import type { RedisPolicy } from './redis/redis-policy.ts'

/** Policy by kind; a kind that is absent cannot be had there. */
export interface KindPolicies {
  redis: RedisPolicy
}
export type KindName = keyof KindPolicies

export interface ResourceEnvironment {
  name: string
  account: string
  region: string
  /** Who may create, modify and delete. */
  creators: Who[]
  /** Of creating and modifying; null: nobody is asked. */
  approval: (ApprovalRule & { monthlyOverMicros: number | null }) | null
  deletion: {
    /** The second person; null: none is needed. */
    approval: ApprovalRule | null
    finalSnapshot: boolean
  }
  /** Beside those of the catalogue (team, project, environment). */
  tags: Record<string, string>
  /** Address with `{name}`, `{region}`, `{project}`, `{environment}`; null: no dashboard. */
  dashboard: string | null
  kinds: Partial<KindPolicies>
}

export interface ResourcePolicy {
  environments: ResourceEnvironment[]
}

export function environmentNamed(policy: ResourcePolicy, name: string): ResourceEnvironment | null {
  return policy.environments.find((environment) => environment.name === name) ?? null
}
