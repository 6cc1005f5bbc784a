import type { JsonObject, PartSpec } from '../part.ts'
import type { PriceQuery } from '../price.ts'
import { engineOf, engineTitle } from './engine.ts'
import { groupValuesOf } from './main-part.ts'
import { MAIN_PART } from './parts.ts'
import type { RedisPolicy } from './redis-policy.ts'
import { redisMakeup } from './wish.ts'

/** `Valkey 8.0 · cache.t4g.small · 1 replica` */
export function summary(parts: PartSpec[]): string {
  const main = parts.find(({ id }) => id === MAIN_PART)
  if (!main) return ''
  const { engine, engineVersion, nodeType, replicas } = groupValuesOf(main)
  return [`${engineTitle(engine)} ${engineVersion}`, nodeType, replicasInWords(replicas)].join(' · ')
}

/** null: not enough is chosen, or the policy does not know it any more. */
export function priceQuery(
  wish: JsonObject,
  policy: RedisPolicy,
  region: string,
): { query: PriceQuery; nodes: number } | null {
  const makeup = redisMakeup.safeParse(wish)
  if (!makeup.success) return null
  const { engine: id, size, replicas } = makeup.data
  const nodeType = policy.sizes.find((one) => one.id === size)?.nodeType
  // A version that the policy dropped costs what it did: the list knows engines only.
  const engine = engineOf(policy, id)?.engine ?? id.replace(/-.*$/, '')
  if (nodeType === undefined) return null
  const query = { service: 'AmazonElastiCache', region, nodeType, engine: engineTitle(engine) } as const
  return { query, nodes: replicas + 1 }
}

function replicasInWords(replicas: number): string {
  if (replicas === 0) return 'no replica'
  return replicas === 1 ? '1 replica' : `${replicas} replicas`
}
