import { AwsFault } from '../aws-service.ts'
import type { ReplicationGroup } from './records.ts'
import type { Region } from './region.ts'

export function findGroup(region: Region, sent: string): ReplicationGroup {
  const group = region.replicationGroups.get(sent.toLowerCase())
  if (!group) throw groupNotFound(sent.toLowerCase())
  return group
}

export function groupNotFound(name: string): AwsFault {
  return new AwsFault('ReplicationGroupNotFoundFault', `ReplicationGroup ${name} not found.`, 404)
}

/** The group itself, and every member: hashicorp/terraform-provider-aws#50096. Words: umotif-public/terraform-aws-elasticache-redis#54. */
export function findChangeableGroup(region: Region, sent: string): ReplicationGroup {
  const group = findGroup(region, sent)
  if (group.status !== 'available')
    throw new AwsFault(
      'InvalidReplicationGroupState',
      'Replication group must be in available state to modify.',
    )
  const busy = group.members.find(({ status }) => status !== 'available')
  if (busy)
    throw new AwsFault(
      'InvalidCacheClusterState',
      `Cache cluster ${busy.name} is in state ${busy.status}: it must be available to modify the replication group.`,
    )
  return group
}
