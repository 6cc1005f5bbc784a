import { AwsFault } from '../aws-service.ts'
import { arnOf } from './arns.ts'
import type { Context } from './context.ts'
import { nodeEndpoint } from './endpoints.ts'
import { flag, integer, readInput, text } from './input.ts'
import { isVisible } from './new-record.ts'
import { byName, page } from './paging.ts'
import type { Leftover, Member, ReplicationGroup } from './records.ts'
import type { Region } from './region.ts'

/** Members of groups, also of those that are gone; there are no others. */
export function describeCacheClusters({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, {
    CacheClusterId: text,
    ShowCacheNodeInfo: flag,
    ShowCacheClustersNotInReplicationGroups: flag,
    MaxRecords: integer,
    Marker: text,
  })
  const name = asked.CacheClusterId?.toLowerCase()
  const isEmpty = asked.ShowCacheClustersNotInReplicationGroups === true
  const all = isEmpty ? [] : [...inGroups(region, now), ...leftOver(region)]
  const found = all.filter((one) => (name ?? one.name) === one.name).toSorted(byName)
  if (name !== undefined && found.length === 0) throw clusterNotFound(name)
  const { items, Marker } = page(found, asked, (one) => one.name)
  const clusters = items.map(({ wire, nodes }) =>
    asked.ShowCacheNodeInfo === true ? { ...wire, CacheNodes: nodes } : wire,
  )
  return { Marker, CacheClusters: { CacheCluster: clusters } }
}

export function clusterNotFound(name: string): AwsFault {
  return new AwsFault('CacheClusterNotFound', `CacheCluster ${name} not found.`, 404)
}

interface Cluster {
  name: string
  wire: Record<string, unknown>
  nodes: Record<string, unknown>
}

function inGroups(region: Region, now: number): Cluster[] {
  const groups = [...region.replicationGroups.values()].filter((group) => isVisible(group, now))
  return groups.flatMap((group) =>
    group.members.map((member) => ({
      name: member.name,
      wire: { ...memberWire(region, group, member), ...ofGroup(region, group, { member, now }) },
      nodes: { CacheNode: member.status === 'creating' ? [] : [nodeWire(region, group, member)] },
    })),
  )
}

function leftOver(region: Region): Cluster[] {
  return region.leftovers.flatMap((leftover) =>
    leftover.members.map((member) => ({
      name: member.name,
      wire: memberWire(region, leftover, member),
      nodes: {},
    })),
  )
}

function memberWire(
  { place }: Region,
  holder: Pick<Leftover, 'subnetGroup' | 'parameterGroup'> & { group?: string; name?: string },
  member: Member,
): Record<string, unknown> {
  return {
    CacheClusterId: member.name,
    CacheNodeType: member.nodeType,
    EngineVersion: member.engineVersion,
    CacheClusterStatus: member.status,
    NumCacheNodes: 1,
    PreferredAvailabilityZone: member.zone,
    CacheClusterCreateTime: new Date(member.createdAt).toISOString(),
    CacheParameterGroup: {
      CacheParameterGroupName: holder.parameterGroup,
      ParameterApplyStatus: 'in-sync',
      CacheNodeIdsToReboot: {},
    },
    CacheSubnetGroupName: holder.subnetGroup,
    ReplicationGroupId: holder.group ?? holder.name,
    ARN: arnOf(place.region, 'cluster', member.name),
    NetworkType: 'ipv4',
    IpDiscovery: 'ipv4',
  }
}

function ofGroup(
  region: Region,
  group: ReplicationGroup,
  { member, now }: { member: Member; now: number },
): Record<string, unknown> {
  const { nodeType, engineVersion } = { ...group.waiting, ...group.change }
  const syncedAt = region.parameterGroups.get(group.parameterGroup)?.syncedAt ?? 0
  return {
    CacheClusterStatus: group.staleUntil > now ? 'available' : member.status,
    Engine: group.engine,
    PreferredMaintenanceWindow: group.maintenanceWindow,
    PendingModifiedValues: { CacheNodeType: nodeType, EngineVersion: engineVersion },
    CacheSecurityGroups: {},
    CacheParameterGroup: {
      CacheParameterGroupName: group.parameterGroup,
      ParameterApplyStatus: syncedAt > now ? 'applying' : 'in-sync',
      CacheNodeIdsToReboot: {},
    },
    AutoMinorVersionUpgrade: group.autoMinorVersionUpgrade,
    SecurityGroups: {
      member: group.securityGroups.map((id) => ({ SecurityGroupId: id, Status: 'active' })),
    },
    SnapshotRetentionLimit: group.snapshotRetentionDays,
    SnapshotWindow: group.snapshotWindow,
    AuthTokenEnabled: false,
    TransitEncryptionEnabled: group.transitEncryption,
    AtRestEncryptionEnabled: group.atRestEncryption,
    ReplicationGroupLogDeliveryEnabled: false,
    LogDeliveryConfigurations: {},
    TransitEncryptionMode: group.transitEncryption ? 'required' : undefined,
  }
}

function nodeWire({ place }: Region, group: ReplicationGroup, { name, zone, createdAt, status }: Member) {
  return {
    CacheNodeId: '0001',
    CacheNodeStatus: status,
    CacheNodeCreateTime: new Date(createdAt).toISOString(),
    Endpoint: nodeEndpoint(place, group, name),
    ParameterGroupStatus: 'in-sync',
    CustomerAvailabilityZone: zone,
  }
}
