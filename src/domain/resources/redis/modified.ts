import type { JsonObject, PartSpec } from '../part.ts'
import { groupValuesOf } from '../part-values/replication-group.ts'
import { MAIN_PART } from './parts.ts'
import type { RedisPolicy } from './redis-policy.ts'
import { redisMakeup } from './wish.ts'
import { spread, subnetIdsOf, zonesOf } from './zones.ts'

/** Only what people chose changes: the rest stays as it was made, whatever the policy says by now. */
export function modified(
  parts: PartSpec[],
  { wish, before }: { wish: JsonObject; before: JsonObject },
  policy: RedisPolicy,
): PartSpec[] {
  const { size, replicas } = redisMakeup.parse(wish)
  // Under the same size policy may have another node type by now: nobody chose that.
  const chosen = size === before['size'] ? undefined : policy.sizes.find(({ id }) => id === size)
  return parts.map((part) => {
    if (part.id !== MAIN_PART) return part
    const { nodeType, zones } = groupValuesOf(part)
    const changed = {
      nodeType: chosen?.nodeType ?? nodeType,
      replicas,
      zones: spread(zonesNow(parts, zones, policy), replicas + 1, zones),
    }
    return { ...part, values: { ...part.values, ...changed } }
  })
}

/** New nodes can only be where the resource's own subnets are. */
function zonesNow(parts: PartSpec[], taken: string[], policy: RedisPolicy): string[] {
  const ids = subnetIdsOf(parts)
  const own = policy.subnets.filter(({ id }) => ids.includes(id))
  return [...new Set([...taken, ...zonesOf({ subnets: own })])]
}
