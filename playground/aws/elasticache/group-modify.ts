import type { Context } from './context.ts'
import { upgradedVersion } from './engines.ts'
import {
  checkFailover,
  checkFamily,
  checkSecurityGroups,
  checkUserGroups,
  familyDefault,
} from './group-checks.ts'
import { findChangeableGroup } from './group-find.ts'
import { beginChange } from './group-phases.ts'
import { groupWire } from './group-wire.ts'
import { flag, integer, invalidCombination, invalidValue, readInput, required, text, texts } from './input.ts'
import { allowedModifications, isSmaller } from './node-types.ts'
import type { GroupChange, ReplicationGroup } from './records.ts'
import { refuse } from './refusals.ts'
import { checkWindows } from './windows.ts'

const SHAPE = {
  ReplicationGroupId: required,
  ReplicationGroupDescription: text,
  AutomaticFailoverEnabled: flag,
  MultiAZEnabled: flag,
  SecurityGroupIds: texts('SecurityGroupId'),
  PreferredMaintenanceWindow: text,
  CacheParameterGroupName: text,
  ApplyImmediately: flag,
  Engine: text,
  EngineVersion: text,
  AutoMinorVersionUpgrade: flag,
  SnapshotRetentionLimit: integer,
  SnapshotWindow: text,
  SnapshottingClusterId: text,
  CacheNodeType: text,
  UserGroupIdsToAdd: texts(),
  UserGroupIdsToRemove: texts(),
  RemoveUserGroups: flag,
}
type Asked = ReturnType<typeof readAsked>

/**
 * What is said of backups, windows and security groups counts at once; the rest is applied now, together with all that
 * waits, or waits for the maintenance window (which never comes here).
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
 */
export function modifyReplicationGroup(context: Context): Record<string, unknown> {
  const { region, now, settings, call, faults } = context
  const asked = readAsked(context)
  const group = findChangeableGroup(region, asked.ReplicationGroupId)
  const change = changeOf(context, group, asked)
  const plain = plainOf(asked)
  if (Object.keys(change).length + Object.keys(plain).length === 0)
    throw invalidCombination('No modifications were requested')
  checkChange(context, group, change)
  checkSnapshots(group, asked)
  checkWindows({ snapshot: group.snapshotWindow, maintenance: group.maintenanceWindow, ...windowsOf(asked) })
  if (plain.securityGroups) checkSecurityGroups(region, plain.securityGroups)
  if (change.nodeType !== undefined && !isSmaller(change.nodeType, group.nodeType))
    refuse(context, ['capacity-sync'], {
      name: group.name,
      nodeType: change.nodeType,
      zones: group.members.map(({ zone }) => zone),
    })
  Object.assign(group, plain)
  if (asked.ApplyImmediately !== true) {
    group.waiting = { ...group.waiting, ...change }
    return { ReplicationGroup: groupWire(region, group, now) }
  }
  group.change = { ...group.waiting, ...change }
  group.waiting = {}
  const { nodeType } = group.change
  const goesDown = nodeType !== undefined && isSmaller(nodeType, group.nodeType)
  group.isUndone =
    goesDown && faults.use('scale-undone', { operation: call.operation, name: group.name }) !== null
  beginChange(group, now + settings.modifyMs)
  for (const member of group.members) {
    member.status = 'modifying'
    member.until = now + settings.modifyMs + settings.memberLagMs
  }
  return { ReplicationGroup: groupWire(region, group, now) }
}

function readAsked({ call }: Context) {
  return readInput(call, SHAPE)
}

/** Only what differs. */
function changeOf({ region }: Context, group: ReplicationGroup, asked: Asked): GroupChange {
  const userGroups = wantedUserGroups(group, asked)
  const wanted: GroupChange = {
    ...(asked.CacheNodeType !== undefined && { nodeType: asked.CacheNodeType }),
    ...(asked.AutomaticFailoverEnabled !== undefined && {
      automaticFailover: asked.AutomaticFailoverEnabled,
    }),
    ...(asked.MultiAZEnabled !== undefined && { multiAz: asked.MultiAZEnabled }),
    ...(userGroups && { userGroups }),
    ...(asked.CacheParameterGroupName !== undefined && {
      parameterGroup: asked.CacheParameterGroupName.toLowerCase(),
    }),
  }
  if (asked.Engine !== undefined || asked.EngineVersion !== undefined) {
    const engine = asked.Engine === 'valkey' ? 'valkey' : asked.Engine === 'redis' ? 'redis' : group.engine
    const version = asked.EngineVersion ?? group.engineVersion.split('.').slice(0, 2).join('.')
    const to = upgradedVersion(group, { engine, version })
    wanted.engine = engine
    wanted.engineVersion = to.actual
    if (wanted.parameterGroup === undefined && group.parameterGroup.startsWith('default.'))
      wanted.parameterGroup = familyDefault(to.family)
    checkFamily(region, to.family, wanted.parameterGroup ?? group.parameterGroup)
  }
  const differing = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(group[name as keyof GroupChange]),
  )
  return Object.fromEntries(differing)
}

function wantedUserGroups({ userGroups }: ReplicationGroup, asked: Asked): string[] | null {
  const { UserGroupIdsToAdd: adding = [], UserGroupIdsToRemove: removing = [] } = asked
  if (asked.RemoveUserGroups === true) return []
  if (adding.length + removing.length === 0) return null
  const left = userGroups.filter((one) => !removing.includes(one))
  return [...left, ...adding.map((one) => one.toLowerCase())]
}

function plainOf(asked: Asked): Partial<ReplicationGroup> {
  const { SecurityGroupIds, AutoMinorVersionUpgrade, SnapshotRetentionLimit } = asked
  const description = asked.ReplicationGroupDescription
  const { snapshot, maintenance } = windowsOf(asked)
  return {
    ...(description !== undefined && { description }),
    ...(SecurityGroupIds && { securityGroups: SecurityGroupIds }),
    ...(AutoMinorVersionUpgrade !== undefined && { autoMinorVersionUpgrade: AutoMinorVersionUpgrade }),
    ...(SnapshotRetentionLimit !== undefined && { snapshotRetentionDays: SnapshotRetentionLimit }),
    ...(snapshot !== undefined && { snapshotWindow: snapshot }),
    ...(maintenance !== undefined && { maintenanceWindow: maintenance }),
  }
}

function windowsOf(asked: Asked): { snapshot?: string; maintenance?: string } {
  const { SnapshotWindow: snapshot, PreferredMaintenanceWindow: maintenance } = asked
  return {
    ...(snapshot !== undefined && { snapshot }),
    ...(maintenance !== undefined && { maintenance: maintenance.toLowerCase() }),
  }
}

/** Who switches daily snapshots on says of which member: aws-controllers-k8s/community#1846. */
function checkSnapshots({ snapshotRetentionDays, members }: ReplicationGroup, asked: Asked): void {
  const { SnapshotRetentionLimit: days = 0, SnapshottingClusterId: member } = asked
  if (snapshotRetentionDays === 0 && days > 0 && member === undefined)
    throw invalidCombination(
      'Must specify both SnapshotRetentionLimit and SnapshottingClusterId to turn on snapshots',
    )
  if (member !== undefined && !members.some(({ name }) => name === member.toLowerCase()))
    throw invalidValue(`${member} is no member of the replication group.`)
}

function checkChange(context: Context, group: ReplicationGroup, change: GroupChange): void {
  const { automaticFailover, multiAz } = { ...group, ...change }
  if (change.automaticFailover !== undefined || change.multiAz !== undefined)
    checkFailover({ automaticFailover, multiAz, nodes: group.members.length })
  if (change.userGroups)
    checkUserGroups(context, { userGroups: change.userGroups, engine: change.engine ?? group.engine })
  if (change.nodeType === undefined) return
  const { up, down } = allowedModifications(group.nodeType)
  if (!up.includes(change.nodeType) && !down.includes(change.nodeType))
    throw invalidValue(
      `Cannot modify from ${group.nodeType} to ${change.nodeType}: see ListAllowedNodeTypeModifications.`,
    )
}
