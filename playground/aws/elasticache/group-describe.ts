import type { Context } from './context.ts'
import { groupNotFound } from './group-find.ts'
import { groupWire } from './group-wire.ts'
import { integer, readInput, text } from './input.ts'
import { isVisible } from './new-record.ts'
import { byName, page } from './paging.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeReplicationGroups.html */
export function describeReplicationGroups({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, { ReplicationGroupId: text, MaxRecords: integer, Marker: text })
  const name = asked.ReplicationGroupId?.toLowerCase()
  const found = [...region.replicationGroups.values()]
    .filter((group) => isVisible(group, now) && (name ?? group.name) === group.name)
    .toSorted(byName)
  if (name !== undefined && found.length === 0) throw groupNotFound(name)
  const { items, Marker } = page(found, asked, (group) => group.name)
  const groups = items.map((group) => groupWire(region, group, now))
  return { Marker, ReplicationGroups: { ReplicationGroup: groups } }
}
