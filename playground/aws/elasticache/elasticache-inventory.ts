import type { AwsKind, InventoryItem } from '../inventory.ts'
import { arnOf, type ArnKind } from './arns.ts'
import type { AwsRecord } from './records.ts'
import type { Region } from './region.ts'

/** Everything in the region but what AWS itself put there. */
export function elastiCacheInventory(region: Region): InventoryItem[] {
  const item = itemOf(region)
  return [
    ...[...region.users.values()]
      .filter(({ name }) => name !== 'default')
      .map((user) =>
        item(['elasticache-user', 'user'], user, {
          status: user.phase?.status ?? 'active',
          summary: `${user.engine} · ${user.userName}`,
        }),
      ),
    ...[...region.userGroups.values()].map((group) =>
      item(['elasticache-user-group', 'usergroup'], group, {
        status: group.phase?.status ?? 'active',
        summary: `${group.engine} · ${group.userIds.join(', ')}`,
      }),
    ),
    ...[...region.subnetGroups.values()].map((group) =>
      item(['elasticache-subnet-group', 'subnetgroup'], group, {
        description: group.description,
        summary: group.subnetIds.join(', '),
      }),
    ),
    ...[...region.parameterGroups.values()].map((group) =>
      item(['elasticache-parameter-group', 'parametergroup'], group, {
        description: group.description,
        summary: [group.family, ...pairs(group.values)].join(' · '),
      }),
    ),
    ...[...region.replicationGroups.values()].map((group) =>
      item(['elasticache-replication-group', 'replicationgroup'], group, {
        status: group.status,
        description: group.description,
        summary: `${group.engine} ${group.engineVersion} · ${group.nodeType} × ${group.members.length}`,
      }),
    ),
    ...[...region.replicationGroups.values(), ...region.leftovers].flatMap((holder) =>
      holder.members.map((member) =>
        item(
          ['elasticache-cache-cluster', 'cluster'],
          { ...member, tags: 'tags' in holder ? holder.tags : {}, hiddenUntil: 0 },
          { status: member.status, summary: `${member.nodeType} · ${member.zone} · ${member.role}` },
        ),
      ),
    ),
    ...[...region.snapshots.values()].map((snapshot) =>
      item(['elasticache-snapshot', 'snapshot'], snapshot, {
        status: snapshot.status,
        summary: `of ${snapshot.replicationGroup}`,
      }),
    ),
  ]
}

interface Details {
  status?: string
  description?: string
  summary: string
}

function itemOf({ place }: Region) {
  return ([kind, arn]: [AwsKind, ArnKind], record: AwsRecord, details: Details): InventoryItem => {
    const { name, tags, createdAt } = record
    const { status = 'available', description = null, summary } = details
    return {
      kind,
      name,
      region: place.region,
      arn: arnOf(place.region, arn, name),
      status,
      description,
      marker: /\[coxswain:([^\]]+)\]/.exec(description ?? '')?.[1] ?? tags['coxswain:resource'] ?? null,
      tags,
      createdAt,
      summary,
    }
  }
}

function pairs(values: Record<string, string>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`)
}
