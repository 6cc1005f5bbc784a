import type { AwsKind } from '../inventory.ts'
import type { Region } from './region.ts'

/** Takes it away at once, with what refers to it and what belongs to it; false: there is none. */
export function removeByHand(region: Region, kind: AwsKind, name: string): boolean {
  switch (kind) {
    case 'elasticache-user':
      for (const group of region.userGroups.values())
        group.userIds = group.userIds.filter((id) => id !== name)
      return region.users.delete(name)
    case 'elasticache-user-group':
      for (const group of region.replicationGroups.values())
        group.userGroups = group.userGroups.filter((id) => id !== name)
      return region.userGroups.delete(name)
    case 'elasticache-subnet-group':
      return region.subnetGroups.delete(name)
    case 'elasticache-parameter-group':
      return region.parameterGroups.delete(name)
    case 'elasticache-replication-group':
      region.leftovers = region.leftovers.filter(({ group }) => group !== name)
      return region.replicationGroups.delete(name)
    case 'elasticache-cache-cluster':
      return removeMember(region, name)
    case 'elasticache-snapshot':
      return region.snapshots.delete(name)
    case 'ssm-parameter':
      return false
  }
}

function removeMember(region: Region, name: string): boolean {
  for (const holder of [...region.replicationGroups.values(), ...region.leftovers]) {
    const left = holder.members.filter((member) => member.name !== name)
    if (left.length === holder.members.length) continue
    holder.members = left
    return true
  }
  return false
}
