import type { AwsSettings } from '../settings.ts'
import { tell } from './events.ts'
import { beginDeletion } from './group-phases.ts'
import { isSmaller } from './node-types.ts'
import type { Region } from './region.ts'
import type { ReplicationGroup } from './records.ts'
import { settleMembers } from './settle-members.ts'

interface Moment {
  now: number
  settings: AwsSettings
}

/** A group and then its members, which lag behind it. */
export function settleGroup(region: Region, group: ReplicationGroup, moment: Moment): void {
  while (group.until !== null && group.until <= moment.now) {
    const at = group.until
    group.until = null
    if (group.status === 'creating') endCreation(region, group, at)
    else if (group.status === 'modifying') endChange(region, group, at)
    else if (group.status === 'snapshotting') endSnapshot(group, at, moment.settings)
    else if (group.status === 'deleting') return leave(region, group, at)
  }
  settleMembers(region, group, moment.now)
}

function endCreation(region: Region, group: ReplicationGroup, at: number): void {
  const { failingZone, name } = group
  group.status = failingZone === null ? 'available' : 'create-failed'
  if (failingZone === null) {
    tell(region, at, {
      source: name,
      sourceType: 'replication-group',
      message: `Replication group ${name} created`,
    })
    return
  }
  for (const member of group.members.filter(({ zone }) => zone === failingZone)) {
    member.status = 'create-failed'
    member.until = null
    tell(region, at, {
      source: member.name,
      sourceType: 'cache-cluster',
      message:
        `Failed to create the cache cluster ${member.name}: insufficient capacity for ${member.nodeType} ` +
        `in availability zone ${failingZone} (InsufficientCacheClusterCapacity)`,
    })
  }
}

function endChange(region: Region, group: ReplicationGroup, at: number): void {
  const { nodeType: wanted, ...others } = group.change
  const isUndone = group.isUndone && wanted !== undefined && isSmaller(wanted, group.nodeType)
  if (isUndone)
    tell(region, at, {
      source: group.name,
      sourceType: 'replication-group',
      message:
        `Failed to scale down to cache node type Replication Group ${group.name} because the node has insufficient ` +
        'memory. Please select a different node type or reduce current memory usage and retry',
    })
  Object.assign(group, others, wanted !== undefined && !isUndone ? { nodeType: wanted } : {})
  group.change = {}
  group.isUndone = false
  group.status = 'available'
}

/** Before a deletion with a final snapshot it goes on to `deleting`. */
function endSnapshot(group: ReplicationGroup, at: number, { deleteMs, memberLagMs }: AwsSettings): void {
  if (group.isDeletedNext) beginDeletion(group, { until: at + deleteMs, memberLagMs })
  else group.status = 'available'
}

/** The group is gone at once, its members later. */
function leave(region: Region, group: ReplicationGroup, at: number): void {
  const { name, members, subnetGroup, parameterGroup, userGroups, holdMs } = group
  region.replicationGroups.delete(name)
  region.leftovers.push({
    group: name,
    members,
    subnetGroup,
    parameterGroup,
    userGroups,
    heldUntil: holdMs === 0 ? 0 : at + holdMs,
  })
  tell(region, at, {
    source: name,
    sourceType: 'replication-group',
    message: `Replication group ${name} deleted`,
  })
}
