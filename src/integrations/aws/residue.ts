import type { FoundPart } from '../../domain/resources/cloud.ts'
import { markerOf, type PartSpec, type PartType } from '../../domain/resources/part.ts'
import { isLeftMembers } from './parts/replication-group-sight.ts'
import type { PartAdapter } from './parts/part-adapter.ts'

type Adapters = Record<PartType, PartAdapter>

/** What is left: everything that carries the marker, and what is ours under the parts' names. Snapshots are kept. */
export async function findResidue(
  adapters: Adapters,
  resource: { id: string; parts: PartSpec[] },
): Promise<FoundPart[]> {
  const marker = markerOf(resource.id)
  const parts = resource.parts.filter(({ type }) => type !== 'elasticache-snapshot')
  const found = await Promise.all([
    ...Object.values(adapters).map((adapter) => adapter.marked?.(marker) ?? []),
    ...parts.map((part) => ofName(adapters, part)),
  ])
  const byKey = new Map(found.flat().map((one) => [`${one.type} ${one.name}`, one]))
  return [...byKey.values()]
}

async function ofName(adapters: Adapters, part: PartSpec): Promise<FoundPart[]> {
  const sight = await adapters[part.type].look(part)
  // Whoever finds it removes it: what may be somebody else's is not found. Members without their group cannot be.
  const isOurs = sight.seen === 'present' && (sight.owner === 'ours' || isLeftMembers(part, sight))
  if (!isOurs) return []
  return [{ type: part.type, name: part.name, arn: sight.arn, status: sight.status }]
}
