import { refused, type Refusal } from '../../actor.ts'
import type { JsonObject } from '../part.ts'
import { engineId, engineOf } from './engine.ts'
import type { RedisPolicy } from './redis-policy.ts'
import { redisWish, type RedisWish } from './wish.ts'
import { zonesOf } from './zones.ts'

/** What is as it was is not judged again: a resource outlives the policy that it was made under. */
export function check(wish: JsonObject, policy: RedisPolicy, before?: JsonObject): Refusal | null {
  const { engine, size, replicas } = redisWish.parse(wish)
  const was = before && redisWish.parse(before)
  if (engine !== was?.engine && !engineOf(policy, engine)) {
    return no('engine-not-offered', {
      field: 'engine',
      engine,
      offered: listed(policy.engines.map(engineId)),
    })
  }
  if (size !== was?.size && !policy.sizes.some(({ id }) => id === size)) {
    return no('size-not-offered', { field: 'size', size, offered: listed(policy.sizes.map(({ id }) => id)) })
  }
  return replicas === was?.replicas ? null : checkReplicas(replicas, policy)
}

function checkReplicas(replicas: RedisWish['replicas'], policy: RedisPolicy): Refusal | null {
  const { min, max } = policy.replicas
  if (replicas < min || replicas > max) {
    return no('replicas-not-offered', { field: 'replicas', replicas, min, max })
  }
  const zones = zonesOf(policy)
  if (zones.length === 0) return no('policy-without-subnets', { field: 'replicas' })
  if (policy.multiAz && replicas > 0 && zones.length < 2) {
    return no('policy-needs-two-zones', { field: 'replicas', zones: listed(zones) })
  }
  return null
}

function no(reason: string, details: Refusal['details']): Refusal {
  return refused(reason, details).refusal
}

function listed(values: string[]): string {
  return values.join(', ')
}
