/** What every kind of thing has. Times are ms of the simulator's clock. */
export interface AwsRecord {
  /** Lower case. */
  name: string
  tags: Record<string, string>
  createdAt: number
  /** Until then reads do not see it: the fault stale-reads. */
  hiddenUntil: number
}

export interface SubnetGroup extends AwsRecord {
  description: string
  subnetIds: string[]
}

export interface ParameterGroup extends AwsRecord {
  description: string
  family: string
  /** Differences from the family's defaults. */
  values: Record<string, string>
  /** Members apply it until then. */
  syncedAt: number
}

/** null: `active`. */
export type UserPhase = { status: 'creating' | 'modifying' | 'deleting'; until: number } | null

export interface User extends AwsRecord {
  userName: string
  engine: 'redis' | 'valkey'
  accessString: string
  authentication: 'password' | 'no-password'
  passwordCount: number
  phase: UserPhase
}

export interface UserGroup extends AwsRecord {
  engine: 'redis' | 'valkey'
  userIds: string[]
  /** Of ModifyUserGroup; they count once it is `active` again. */
  adding: string[]
  removing: string[]
  phase: UserPhase
}

export type ClusterStatus =
  'creating' | 'available' | 'modifying' | 'deleting' | 'snapshotting' | 'create-failed'

/** A node: a cache cluster that belongs to a group. Its status changes by itself at `until`, later than its group's. */
export interface Member {
  name: string
  zone: string
  role: 'primary' | 'replica'
  nodeType: string
  engineVersion: string
  createdAt: number
  status: ClusterStatus
  until: number | null
}

export type GroupStatus =
  'creating' | 'available' | 'modifying' | 'deleting' | 'create-failed' | 'snapshotting'

/** What a modification of a group sets. */
export interface GroupChange {
  nodeType?: string
  engine?: 'redis' | 'valkey'
  engineVersion?: string
  parameterGroup?: string
  automaticFailover?: boolean
  multiAz?: boolean
  userGroups?: string[]
}

export interface ReplicationGroup extends AwsRecord {
  description: string
  engine: 'redis' | 'valkey'
  engineVersion: string
  nodeType: string
  parameterGroup: string
  subnetGroup: string
  securityGroups: string[]
  userGroups: string[]
  port: number
  maintenanceWindow: string
  snapshotWindow: string
  snapshotRetentionDays: number
  autoMinorVersionUpgrade: boolean
  transitEncryption: boolean
  atRestEncryption: boolean
  kmsKeyId: string | null
  automaticFailover: boolean
  multiAz: boolean
  members: Member[]
  status: GroupStatus
  /** When the status changes by itself; null: it stays. */
  until: number | null
  /** What `until` brings. */
  change: GroupChange
  /** For the next maintenance window, or the next change that is applied immediately. */
  waiting: GroupChange
  /** The fault scale-undone: the node type stays although it was accepted. */
  isUndone: boolean
  /** The fault capacity-event: the zone without capacity. */
  failingZone: string | null
  /** Its final snapshot is taken; then it goes. */
  isDeletedNext: boolean
  /** The fault in-use-lag: how long after its end what it used stays in use. */
  holdMs: number
  /** The fault stale-reads: shown as `available` until then. */
  staleUntil: number
}

export interface Snapshot extends AwsRecord {
  replicationGroup: string
  description: string
  member: string
  status: 'creating' | 'available' | 'deleting' | 'failed'
  until: number | null
  /** The fault snapshot-fails. */
  fails: 'failed' | 'gone' | null
  engine: 'redis' | 'valkey'
  engineVersion: string
  nodeType: string
  port: number
  parameterGroup: string
  subnetGroup: string
  maintenanceWindow: string
  snapshotWindow: string
  snapshotRetentionDays: number
  automaticFailover: boolean
  kmsKeyId: string | null
}

/** What is left of a group that is gone: members that go later, and what is held in use for a while. */
export interface Leftover {
  group: string
  members: Member[]
  subnetGroup: string
  parameterGroup: string
  userGroups: string[]
  /** The fault in-use-lag; 0: in use only while members are there. */
  heldUntil: number
}

export type SourceType =
  'cache-cluster' | 'replication-group' | 'cache-parameter-group' | 'cache-subnet-group'

export interface StoredEvent {
  at: number
  source: string
  sourceType: SourceType
  message: string
}
