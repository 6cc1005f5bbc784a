import type { CacheCluster, Endpoint, NodeGroupMember, ReplicationGroup } from '@aws-sdk/client-elasticache'
import type { JsonObject, PartSight, PartSpec } from '../../../domain/resources/part.ts'
import { statusOf } from './part-adapter.ts'

/** A status in which the members are not asked. */
export const CREATING = 'creating'

/** A group with what its members say: they lag behind it, and know some things that it does not. */
export function replicationGroupSight(
  group: ReplicationGroup,
  clusters: CacheCluster[],
  tags: Record<string, string> | null,
): JsonObject {
  const nodeGroups = group.NodeGroups ?? []
  const [first] = nodeGroups
  const placed = nodeGroups.flatMap(({ NodeGroupMembers = [] }) => NodeGroupMembers)
  const names = group.MemberClusters ?? []
  return {
    engine: (group.Engine ?? shared(clusters, ({ Engine }) => Engine) ?? '').toLowerCase(),
    replicas: Math.max(0, names.length - 1),
    multiAz: group.MultiAZ ?? 'disabled',
    automaticFailover: group.AutomaticFailover ?? 'disabled',
    pending: inWords(group.PendingModifiedValues),
    tls: group.TransitEncryptionEnabled ?? false,
    atRest: group.AtRestEncryptionEnabled ?? false,
    kmsKeyId: group.KmsKeyId ?? null,
    userGroups: group.UserGroupIds ?? [],
    snapshotWindow: group.SnapshotWindow ?? '',
    snapshotRetentionDays: group.SnapshotRetentionLimit ?? 0,
    nodeGroups: nodeGroups.map(({ NodeGroupId = '', Status }) => ({
      id: NodeGroupId,
      status: statusOf(Status),
    })),
    endpoint: addressOf(first?.PrimaryEndpoint),
    readEndpoint: addressOf(first?.ReaderEndpoint),
    tags,
    ...ofMembers(clusters),
    members: names.map((name) => memberOf(name, { clusters, placed, unseen: unseenIn(group) })),
  }
}

/** Of members whose group is gone, and with it what told whose they are. */
export function leftMembersSight(clusters: CacheCluster[]): PartSight {
  const group = { MemberClusters: clusters.map(({ CacheClusterId = '' }) => CacheClusterId) }
  const values = replicationGroupSight(group, clusters, null)
  return { seen: 'present', owner: 'unknown', arn: null, status: 'deleting', values }
}

/** Nothing else of a replication group's is of an unknown owner. */
export function isLeftMembers(part: PartSpec, sight: PartSight): boolean {
  const isOfGroup = part.type === 'elasticache-replication-group'
  return isOfGroup && sight.seen === 'present' && sight.owner === 'unknown'
}

function ofMembers(clusters: CacheCluster[]): JsonObject {
  const groups = clusters.flatMap(({ SecurityGroups = [] }) => SecurityGroups)
  const statuses = clusters.map(({ CacheParameterGroup: group }) => group?.ParameterApplyStatus)
  return {
    engineVersion: shared(clusters, ({ EngineVersion }) => EngineVersion) ?? '',
    nodeType: shared(clusters, ({ CacheNodeType }) => CacheNodeType) ?? '',
    subnetGroup: shared(clusters, ({ CacheSubnetGroupName }) => CacheSubnetGroupName) ?? '',
    parameterGroup: shared(clusters, ({ CacheParameterGroup: one }) => one?.CacheParameterGroupName) ?? '',
    parameterStatus: statuses.find((status) => status !== 'in-sync') ?? statuses[0] ?? null,
    securityGroups: [...new Set(groups.map(({ SecurityGroupId = '' }) => SecurityGroupId))],
    maintenanceWindow: shared(clusters, ({ PreferredMaintenanceWindow }) => PreferredMaintenanceWindow) ?? '',
  }
}

/** Named by its group and not there itself: it is not made yet, or gone already. */
function unseenIn({ Status }: ReplicationGroup): string {
  return statusOf(Status) === CREATING ? CREATING : 'unknown'
}

function memberOf(
  name: string,
  { clusters, placed, unseen }: { clusters: CacheCluster[]; placed: NodeGroupMember[]; unseen: string },
): JsonObject {
  const cluster = clusters.find(({ CacheClusterId }) => CacheClusterId === name)
  const place = placed.find(({ CacheClusterId }) => CacheClusterId === name)
  return {
    name,
    status: cluster ? statusOf(cluster.CacheClusterStatus) : unseen,
    role: place?.CurrentRole ?? '',
    zone: cluster?.PreferredAvailabilityZone ?? place?.PreferredAvailabilityZone ?? '',
    nodeType: cluster?.CacheNodeType ?? '',
  }
}

/** What all say; several values are all named, so that they are never as wanted. */
function shared(clusters: CacheCluster[], of: (cluster: CacheCluster) => string | undefined): string | null {
  const values = [...new Set(clusters.map(of).filter((value) => value !== undefined))]
  return values.length === 0 ? null : values.join(', ')
}

/** `{"AutomaticFailoverStatus":"enabled"}`; an empty structure is nothing. */
function inWords(pending: object | undefined): string | null {
  const text = JSON.stringify(pending ?? {})
  return text === '{}' ? null : text
}

function addressOf(endpoint: Endpoint | undefined): { host: string; port: number } | null {
  const { Address: host, Port: port } = endpoint ?? {}
  return host === undefined || port === undefined ? null : { host, port }
}
