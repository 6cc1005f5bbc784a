import { AwsFault } from '../aws-service.ts'
import { groupNotFound } from './group-find.ts'
import type { Context } from './context.ts'
import { integer, invalidCombination, readInput, required, tags, text } from './input.ts'
import { newName } from './names.ts'
import { isVisible, newRecord } from './new-record.ts'
import { byName, page } from './paging.ts'
import { clusterNotFound } from './cache-clusters.ts'
import type { ReplicationGroup, Snapshot } from './records.ts'
import { refuse } from './refusals.ts'
import { snapshotWire } from './snapshot-wire.ts'

/**
 * Of one node: with cluster mode disabled AWS takes none of a whole group.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html
 */
export function createSnapshot(context: Context): Record<string, unknown> {
  const { call, region } = context
  const asked = readInput(call, {
    SnapshotName: required,
    ReplicationGroupId: text,
    CacheClusterId: text,
    Tags: tags,
  })
  const { CacheClusterId: cluster, ReplicationGroupId: groupName } = asked
  if (groupName !== undefined) {
    if (!region.replicationGroups.has(groupName.toLowerCase())) throw groupNotFound(groupName.toLowerCase())
    throw invalidCombination(
      'Cannot snapshot a replication group with cluster-mode disabled. Please specify a cache cluster instead.',
    )
  }
  if (cluster === undefined) throw invalidCombination('CacheClusterId must be given.')
  const group = [...region.replicationGroups.values()].find(({ members }) =>
    members.some(({ name }) => name === cluster.toLowerCase()),
  )
  if (!group) throw clusterNotFound(cluster.toLowerCase())
  const member = group.members.find(({ name }) => name === cluster.toLowerCase())
  if (group.status !== 'available' || member?.status !== 'available')
    throw new AwsFault(
      'InvalidCacheClusterState',
      `Cache cluster ${cluster} is not in a valid state to be snapshotted.`,
    )
  const snapshot = takeSnapshot(context, group, {
    sent: asked.SnapshotName,
    tags: asked.Tags,
    member: member.name,
  })
  return { Snapshot: snapshotWire(region, snapshot) }
}

/** Throws AwsFault. The group is `snapshotting` from now on. */
export function takeSnapshot(
  context: Context,
  group: ReplicationGroup,
  wanted: { sent: string; tags: Record<string, string> | undefined; member?: string },
): Snapshot {
  const { region, now, settings, faults, call } = context
  const name = newName(wanted.sent, { parameter: 'SnapshotName', most: 255 })
  if (region.snapshots.has(name))
    throw new AwsFault('SnapshotAlreadyExistsFault', `Snapshot ${name} already exists.`)
  refuse(context, ['snapshot-refused'], { name })
  const until = now + settings.snapshotMs
  const member = wanted.member ?? group.members[0]?.name ?? ''
  const fails = faults.use('snapshot-fails', { operation: call.operation, name })
  const snapshot: Snapshot = {
    ...newRecord(context, name, wanted.tags),
    ...settingsOf(group),
    member,
    status: 'creating',
    until,
    fails: fails ? (fails.end ?? 'failed') : null,
  }
  region.snapshots.set(name, snapshot)
  group.status = 'snapshotting'
  group.until = until
  for (const one of group.members.filter((each) => each.name === member)) {
    one.status = 'snapshotting'
    one.until = until
  }
  return snapshot
}

export function describeSnapshots({ call, region, now }: Context): Record<string, unknown> {
  const asked = readInput(call, {
    SnapshotName: text,
    ReplicationGroupId: text,
    CacheClusterId: text,
    SnapshotSource: text,
    MaxRecords: integer,
    Marker: text,
  })
  const name = asked.SnapshotName?.toLowerCase()
  const group = asked.ReplicationGroupId?.toLowerCase()
  const cluster = asked.CacheClusterId?.toLowerCase()
  const found = [...region.snapshots.values()]
    .filter((one) => isVisible(one, now) && (name ?? one.name) === one.name)
    .filter((one) => (group ?? one.replicationGroup) === one.replicationGroup)
    .filter((one) => (cluster ?? one.member) === one.member && asked.SnapshotSource !== 'system')
    .toSorted(byName)
  if (name !== undefined && found.length === 0) throw snapshotNotFound(name)
  const { items, Marker } = page(found, asked, (one) => one.name)
  return { Marker, Snapshots: { Snapshot: items.map((one) => snapshotWire(region, one)) } }
}

export function deleteSnapshot({ call, region, now, settings }: Context): Record<string, unknown> {
  const name = readInput(call, { SnapshotName: required }).SnapshotName.toLowerCase()
  const snapshot = region.snapshots.get(name)
  if (!snapshot) throw snapshotNotFound(name)
  if (snapshot.status !== 'available' && snapshot.status !== 'failed')
    throw new AwsFault('InvalidSnapshotState', `Snapshot ${name} has status ${snapshot.status}.`)
  snapshot.status = 'deleting'
  snapshot.until = now + settings.userMs
  return { Snapshot: snapshotWire(region, snapshot) }
}

export function snapshotNotFound(name: string): AwsFault {
  return new AwsFault('SnapshotNotFoundFault', `Snapshot ${name} not found.`, 404)
}

function settingsOf(group: ReplicationGroup) {
  const { engine, engineVersion, nodeType, port, parameterGroup, subnetGroup } = group
  const { maintenanceWindow, snapshotWindow, snapshotRetentionDays, automaticFailover, kmsKeyId } = group
  return {
    replicationGroup: group.name,
    description: group.description,
    engine,
    engineVersion,
    nodeType,
    port,
    parameterGroup,
    subnetGroup,
    maintenanceWindow,
    snapshotWindow,
    snapshotRetentionDays,
    automaticFailover,
    kmsKeyId,
  }
}
