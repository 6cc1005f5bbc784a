import type { RedisPolicy } from '../domain/resources/redis/redis-policy.ts'
import type {
  KindPolicies,
  ResourceEnvironment,
  ResourcePolicy,
} from '../domain/resources/resource-policy.ts'
import type { Config } from './schema.ts'
import { toApprovalRule, toWho } from './to-approval-rule.ts'

const MICROS = 1_000_000

type Environment = Config['resources']['environments'][number]
type Redis = NonNullable<Environment['redis']>

export function toResourcePolicy({ resources }: Config): ResourcePolicy {
  return { environments: resources.environments.map(toEnvironment) }
}

function toEnvironment(environment: Environment): ResourceEnvironment {
  const { name, account, region, creators, approval, deletion, tags, dashboard } = environment
  return {
    name,
    account,
    region,
    creators: creators.map(toWho),
    approval: approval ? toApproval(approval) : null,
    deletion: {
      approval: deletion.approval ? toApprovalRule(deletion.approval) : null,
      finalSnapshot: deletion.finalSnapshot,
    },
    tags,
    dashboard: dashboard ?? null,
    kinds: toKinds(environment),
  }
}

function toApproval(rule: NonNullable<Environment['approval']>): ResourceEnvironment['approval'] {
  const { monthlyOver } = rule
  const monthlyOverMicros = monthlyOver === undefined ? null : Math.round(monthlyOver * MICROS)
  return { ...toApprovalRule(rule), monthlyOverMicros }
}

/** Only what can be had: a kind that is absent cannot. */
function toKinds({ redis }: Environment): Partial<KindPolicies> {
  return redis ? { redis: toRedisPolicy(redis) } : {}
}

/** The zones of the file are but a check of the subnets. */
function toRedisPolicy({ zones: _zones, kmsKeyId, ...policy }: Redis): RedisPolicy {
  return { ...policy, kmsKeyId: kmsKeyId ?? null }
}
