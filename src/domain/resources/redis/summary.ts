import type { PartSpec } from '../part.ts'
import type { PriceQuery } from '../price.ts'
import { engineTitle } from './engine.ts'
import { groupValuesOf } from '../part-values/replication-group.ts'
import { MAIN_PART } from './parts.ts'

/** `Valkey 8.0 · cache.t4g.small · 1 replica` */
export function summary(parts: PartSpec[]): string {
  const main = parts.find(({ id }) => id === MAIN_PART)
  if (!main) return ''
  const { engine, engineVersion, nodeType, replicas } = groupValuesOf(main)
  return [`${engineTitle(engine)} ${engineVersion}`, nodeType, replicasInWords(replicas)].join(' · ')
}

/** By the node type that the parts have: a size that policy changed or dropped costs what it did. */
export function priceQuery(parts: PartSpec[], region: string): { query: PriceQuery; nodes: number } | null {
  const main = parts.find(({ id }) => id === MAIN_PART)
  if (!main) return null
  const { engine, nodeType, replicas } = groupValuesOf(main)
  const query = { service: 'AmazonElastiCache', region, nodeType, engine: engineTitle(engine) } as const
  return { query, nodes: replicas + 1 }
}

function replicasInWords(replicas: number): string {
  if (replicas === 0) return 'no replica'
  return replicas === 1 ? '1 replica' : `${replicas} replicas`
}
