import { arnOf } from './arns.ts'
import { nodeEndpoint, primaryEndpoint, readerEndpoint } from './endpoints.ts'
import type { Member, ReplicationGroup } from './records.ts'
import type { Region } from './region.ts'

/** A group as AWS shows it. Without node groups before it is made: they have no endpoints yet. */
export function groupWire(region: Region, group: ReplicationGroup, now: number): Record<string, unknown> {
  const { name, members, atRestEncryption, transitEncryption, snapshotRetentionDays } = group
  const status = shownStatus(group, now)
  const hasNodes = status !== 'creating' && status !== 'create-failed'
  return {
    ReplicationGroupId: name,
    Description: group.description,
    Status: status,
    PendingModifiedValues: pendingWire(group),
    MemberClusters: { ClusterId: members.map((member) => member.name) },
    NodeGroups: hasNodes ? { NodeGroup: [nodeGroupWire(region, group, status)] } : undefined,
    SnapshottingClusterId: snapshotRetentionDays > 0 ? members.at(-1)?.name : undefined,
    AutomaticFailover: failoverStatus(group),
    MultiAZ: enabled(group.multiAz),
    SnapshotRetentionLimit: snapshotRetentionDays,
    SnapshotWindow: group.snapshotWindow,
    ClusterEnabled: false,
    CacheNodeType: group.nodeType,
    AuthTokenEnabled: false,
    TransitEncryptionEnabled: transitEncryption,
    AtRestEncryptionEnabled: atRestEncryption,
    KmsKeyId: group.kmsKeyId,
    ARN: arnOf(region.place.region, 'replicationgroup', name),
    UserGroupIds: { member: group.userGroups },
    LogDeliveryConfigurations: {},
    ReplicationGroupCreateTime: new Date(group.createdAt).toISOString(),
    DataTiering: 'disabled',
    AutoMinorVersionUpgrade: group.autoMinorVersionUpgrade,
    NetworkType: 'ipv4',
    IpDiscovery: 'ipv4',
    TransitEncryptionMode: transitEncryption ? 'required' : undefined,
    ClusterMode: 'disabled',
    Engine: group.engine,
  }
}

export function shownStatus({ status, staleUntil }: ReplicationGroup, now: number): string {
  return staleUntil > now ? 'available' : status
}

/** A replica that is being added, and one that is being removed, do not count. */
function nodeGroupWire(region: Region, group: ReplicationGroup, status: string) {
  const shown = group.members.filter((member) => !isLeaving(group, member) && !isJoining(group, member))
  return {
    NodeGroupId: '0001',
    Status: status === 'snapshotting' ? 'available' : status,
    PrimaryEndpoint: primaryEndpoint(region.place, group),
    ReaderEndpoint: readerEndpoint(region.place, group),
    NodeGroupMembers: {
      NodeGroupMember: shown.map((member) => ({
        CacheClusterId: member.name,
        CacheNodeId: '0001',
        ReadEndpoint: nodeEndpoint(region.place, group, member.name),
        PreferredAvailabilityZone: member.zone,
        CurrentRole: member.role,
      })),
    },
  }
}

function isLeaving(group: ReplicationGroup, { status }: Member): boolean {
  return status === 'deleting' && group.status !== 'deleting'
}

function isJoining(group: ReplicationGroup, { status, createdAt }: Member): boolean {
  return status === 'creating' && createdAt > group.createdAt
}

function failoverStatus({ automaticFailover, change }: ReplicationGroup): string {
  if (change.automaticFailover === undefined || change.automaticFailover === automaticFailover)
    return enabled(automaticFailover)
  return change.automaticFailover ? 'enabling' : 'disabling'
}

/** Node type and engine version stand with the members. */
function pendingWire({ waiting, change, userGroups }: ReplicationGroup): Record<string, unknown> {
  const { automaticFailover, userGroups: wanted } = { ...waiting, ...change }
  return {
    AutomaticFailoverStatus: automaticFailover === undefined ? undefined : enabled(automaticFailover),
    UserGroups: wanted && {
      UserGroupIdsToAdd: { member: wanted.filter((one) => !userGroups.includes(one)) },
      UserGroupIdsToRemove: { member: userGroups.filter((one) => !wanted.includes(one)) },
    },
  }
}

function enabled(isOn: boolean): string {
  return isOn ? 'enabled' : 'disabled'
}
