import { AwsFault } from '../aws-service.ts'
import type { Context } from './context.ts'
import { engineVersionOf, readEngine, type EngineVersion } from './engines.ts'
import { checkFailover, checkFamily, checkReferences, familyDefault, readZones } from './group-checks.ts'
import { groupWire } from './group-wire.ts'
import {
  flag,
  integer,
  invalidCombination,
  invalidValue,
  readInput,
  required,
  tags,
  text,
  texts,
} from './input.ts'
import { newName } from './names.ts'
import { newRecord } from './new-record.ts'
import { checkNodeType } from './node-types.ts'
import type { Member, ReplicationGroup } from './records.ts'
import { refuse } from './refusals.ts'
import { checkWindows } from './windows.ts'

const SHAPE = {
  ReplicationGroupId: required,
  ReplicationGroupDescription: required,
  AutomaticFailoverEnabled: flag,
  MultiAZEnabled: flag,
  NumCacheClusters: integer,
  PreferredCacheClusterAZs: texts('AvailabilityZone'),
  CacheNodeType: required,
  Engine: text,
  EngineVersion: text,
  CacheParameterGroupName: text,
  CacheSubnetGroupName: text,
  SecurityGroupIds: texts('SecurityGroupId'),
  Tags: tags,
  PreferredMaintenanceWindow: text,
  Port: integer,
  AutoMinorVersionUpgrade: flag,
  SnapshotRetentionLimit: integer,
  SnapshotWindow: text,
  TransitEncryptionEnabled: flag,
  AtRestEncryptionEnabled: flag,
  KmsKeyId: text,
  UserGroupIds: texts(),
}
type Asked = ReturnType<typeof readAsked>

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html, cluster mode disabled */
export function createReplicationGroup(context: Context): Record<string, unknown> {
  const { region, now } = context
  const asked = readAsked(context)
  const name = newName(asked.ReplicationGroupId, { parameter: 'ReplicationGroupId', most: 40 })
  const version = engineVersionOf(readEngine(asked.Engine ?? 'redis'), asked.EngineVersion)
  const values = valuesOf(asked, version)
  const nodes = asked.NumCacheClusters ?? 1
  checkValues(values, asked, nodes)
  if (region.replicationGroups.has(name))
    throw new AwsFault('ReplicationGroupAlreadyExists', `Replication group with ID ${name} already exists.`)
  checkReferences(context, values)
  checkFamily(region, version.family, values.parameterGroup)
  const zones = readZones(region, { ...values, nodes, preferred: asked.PreferredCacheClusterAZs })
  refuse(
    context,
    ['service-linked-role-missing', 'invalid-kms-key', 'cluster-quota', 'node-quota', 'capacity-sync'],
    { name, nodeType: values.nodeType, zones },
  )
  const group: ReplicationGroup = {
    ...newRecord(context, name, asked.Tags),
    ...values,
    members: [],
    ...atWork(context, name, zones),
  }
  const readyAt = group.until ?? now
  group.members = zones.map((zone, index) =>
    newMember(group, { number: index + 1, zone, now, until: readyAt + context.settings.memberLagMs }),
  )
  region.replicationGroups.set(name, group)
  return { ReplicationGroup: groupWire(region, group, now) }
}

function readAsked({ call }: Context) {
  return readInput(call, SHAPE)
}

function valuesOf(asked: Asked, { engine, actual, family }: EngineVersion) {
  return {
    description: asked.ReplicationGroupDescription,
    engine,
    engineVersion: actual,
    nodeType: asked.CacheNodeType,
    parameterGroup: asked.CacheParameterGroupName?.toLowerCase() ?? familyDefault(family),
    subnetGroup: asked.CacheSubnetGroupName?.toLowerCase() ?? '',
    securityGroups: asked.SecurityGroupIds ?? [],
    userGroups: (asked.UserGroupIds ?? []).map((id) => id.toLowerCase()),
    port: asked.Port ?? 6379,
    maintenanceWindow: asked.PreferredMaintenanceWindow?.toLowerCase() ?? 'sun:23:00-mon:01:30',
    snapshotWindow: asked.SnapshotWindow ?? '05:00-09:00',
    snapshotRetentionDays: asked.SnapshotRetentionLimit ?? 0,
    autoMinorVersionUpgrade: asked.AutoMinorVersionUpgrade ?? true,
    transitEncryption: asked.TransitEncryptionEnabled ?? false,
    // On by default with Valkey only.
    atRestEncryption: asked.AtRestEncryptionEnabled ?? engine === 'valkey',
    kmsKeyId: asked.KmsKeyId ?? null,
    automaticFailover: asked.AutomaticFailoverEnabled ?? false,
    multiAz: asked.MultiAZEnabled ?? false,
  }
}

/** What can be said without looking at anything else. */
function checkValues(values: ReturnType<typeof valuesOf>, asked: Asked, nodes: number): void {
  if (values.description.length > 255) throw invalidValue('The description must not exceed 255 characters.')
  checkNodeType(values.nodeType)
  if (nodes < 1 || nodes > 6) throw invalidValue('The number of cache clusters must be between 1 and 6.')
  checkFailover({ ...values, nodes })
  checkWindows({ snapshot: values.snapshotWindow, maintenance: values.maintenanceWindow })
  if (values.snapshotRetentionDays < 0 || values.snapshotRetentionDays > 35)
    throw invalidValue('The snapshot retention limit must be between 0 and 35.')
  if (values.port < 1 || values.port > 65_535) throw invalidValue(`Invalid port: ${values.port}`)
  if (values.kmsKeyId !== null && !values.atRestEncryption)
    throw invalidCombination('A KMS key can only be given when encryption at rest is enabled.')
  if (values.userGroups.length > 0 && !values.transitEncryption)
    throw invalidCombination(
      'User group based access control requires encryption-in-transit to be enabled on the replication group.',
    )
  if (asked.CacheSubnetGroupName === undefined)
    throw invalidCombination(
      'CacheSubnetGroupName must be given: the simulated account has no default subnet group, and encryption in ' +
        'transit needs one.',
    )
}

/** How long it takes, and what will become of it. */
function atWork({ call, faults, settings, now }: Context, name: string, zones: string[]) {
  const subject = { operation: call.operation, name }
  const factor = faults.use('slow-create', subject)?.factor ?? 1
  const failing = faults.use('capacity-event', subject)
  return {
    status: 'creating',
    until: now + settings.createMs * factor,
    change: {},
    waiting: {},
    isUndone: false,
    failingZone: failing ? (failing.zone ?? zones.at(-1) ?? null) : null,
    isDeletedNext: false,
    holdMs: 0,
    staleUntil: 0,
  } as const
}

export function newMember(
  group: Pick<ReplicationGroup, 'name' | 'nodeType' | 'engineVersion'>,
  made: { number: number; zone: string; now: number; until: number },
): Member {
  return {
    name: `${group.name}-${String(made.number).padStart(3, '0')}`,
    zone: made.zone,
    role: made.number === 1 ? 'primary' : 'replica',
    nodeType: group.nodeType,
    engineVersion: group.engineVersion,
    createdAt: made.now,
    status: 'creating',
    until: made.until,
  }
}
