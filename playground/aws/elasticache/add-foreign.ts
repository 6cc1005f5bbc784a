import type { AwsKind } from '../inventory.ts'
import type { Member, ReplicationGroup, Snapshot } from './records.ts'
import type { Region } from './region.ts'

/** Something that somebody else made: in service, no marker, no tags; groups it would need are not made. */
export function addForeign(region: Region, kind: AwsKind, made: { name: string; now: number }): void {
  const { name, now } = made
  const record = { name, tags: {}, createdAt: now, hiddenUntil: 0 }
  const description = 'made by somebody else'
  switch (kind) {
    case 'elasticache-user':
      region.users.set(name, {
        ...record,
        userName: name,
        engine: 'redis',
        accessString: 'on ~* +@all',
        authentication: 'password',
        passwordCount: 1,
        phase: null,
      })
      return
    case 'elasticache-user-group':
      region.userGroups.set(name, {
        ...record,
        engine: 'redis',
        userIds: ['default'],
        adding: [],
        removing: [],
        phase: null,
      })
      return
    case 'elasticache-subnet-group': {
      const subnetIds = region.place.subnets.map(({ id }) => id)
      region.subnetGroups.set(name, { ...record, description, subnetIds })
      return
    }
    case 'elasticache-parameter-group':
      region.parameterGroups.set(name, { ...record, description, family: 'redis7', values: {}, syncedAt: 0 })
      return
    case 'elasticache-replication-group':
      region.replicationGroups.set(name, { ...foreignGroup(region, name, now), ...record, description })
      return
    case 'elasticache-snapshot':
      region.snapshots.set(name, { ...foreignSnapshot(), ...record, description })
      return
    case 'elasticache-cache-cluster':
    case 'ssm-parameter':
      throw new TypeError(`no ${kind} can be added to ElastiCache`)
  }
}

const SETTINGS = {
  engine: 'redis',
  engineVersion: '7.1.0',
  nodeType: 'cache.t4g.small',
  parameterGroup: 'default.redis7',
  subnetGroup: 'foreign',
  port: 6379,
  maintenanceWindow: 'sun:23:00-mon:01:30',
  snapshotWindow: '05:00-09:00',
  snapshotRetentionDays: 0,
  automaticFailover: false,
  kmsKeyId: null,
} as const

function foreignGroup({ place }: Region, name: string, now: number) {
  const member: Member = {
    name: `${name}-001`,
    zone: place.subnets[0]?.zone ?? '',
    role: 'primary',
    nodeType: SETTINGS.nodeType,
    engineVersion: SETTINGS.engineVersion,
    createdAt: now,
    status: 'available',
    until: null,
  }
  return {
    ...SETTINGS,
    securityGroups: place.securityGroups.slice(0, 1),
    userGroups: [],
    autoMinorVersionUpgrade: true,
    transitEncryption: false,
    atRestEncryption: false,
    multiAz: false,
    members: [member],
    status: 'available',
    until: null,
    change: {},
    waiting: {},
    isUndone: false,
    failingZone: null,
    isDeletedNext: false,
    holdMs: 0,
    staleUntil: 0,
  } satisfies Partial<ReplicationGroup>
}

function foreignSnapshot() {
  return {
    ...SETTINGS,
    replicationGroup: 'foreign',
    member: 'foreign-001',
    status: 'available',
    until: null,
    fails: null,
  } satisfies Partial<Snapshot>
}
