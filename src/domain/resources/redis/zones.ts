import type { PartSpec } from '../part.ts'
import type { RedisPolicy } from './redis-policy.ts'

export function zonesOf({ subnets }: Pick<RedisPolicy, 'subnets'>): string[] {
  return [...new Set(subnets.map(({ zone }) => zone))]
}

/** Of the resource, whatever the policy says by now. */
export function subnetIdsOf(parts: PartSpec[]): string[] {
  const ids = parts.find(({ id }) => id === 'subnet-group')?.values['subnetIds']
  return Array.isArray(ids) ? ids.map(String) : []
}

/** A zone for each node, evenly and in order; nodes that have one already keep it. */
export function spread(zones: string[], nodes: number, taken: string[] = []): string[] {
  const spots = taken.slice(0, nodes)
  while (spots.length < nodes) {
    const counts = zones.map((zone) => spots.filter((spot) => spot === zone).length)
    const emptiest = zones[counts.indexOf(Math.min(...counts))]
    if (emptiest === undefined) return spots
    spots.push(emptiest)
  }
  return spots
}
