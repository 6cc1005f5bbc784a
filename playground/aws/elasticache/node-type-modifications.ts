import { clusterNotFound } from './cache-clusters.ts'
import type { Context } from './context.ts'
import { findGroup } from './group-find.ts'
import { invalidCombination, readInput, text } from './input.ts'
import { allowedModifications } from './node-types.ts'
import type { ReplicationGroup } from './records.ts'
import type { Region } from './region.ts'

/** Empty while the group cannot be changed. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ListAllowedNodeTypeModifications.html */
export function listAllowedNodeTypeModifications({ call, region }: Context): Record<string, unknown> {
  const asked = readInput(call, { ReplicationGroupId: text, CacheClusterId: text })
  const { ReplicationGroupId: groupName, CacheClusterId: cluster } = asked
  if ((groupName === undefined) === (cluster === undefined))
    throw invalidCombination('Either CacheClusterId or ReplicationGroupId must be given.')
  const group = groupName === undefined ? groupOfMember(region, cluster ?? '') : findGroup(region, groupName)
  const isReady = group.status === 'available' || group.status === 'snapshotting'
  const { up, down } = isReady ? allowedModifications(group.nodeType) : { up: [], down: [] }
  return { ScaleUpModifications: { member: up }, ScaleDownModifications: { member: down } }
}

function groupOfMember(region: Region, sent: string): ReplicationGroup {
  const wanted = sent.toLowerCase()
  const group = [...region.replicationGroups.values()].find(({ members }) =>
    members.some(({ name }) => name === wanted),
  )
  if (!group) throw clusterNotFound(wanted)
  return group
}
