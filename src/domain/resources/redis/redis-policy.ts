/** What the platform team lets people choose, and what it decides for them, in one environment. */
export interface RedisPolicy {
  engines: RedisEngine[]
  /** In the order in which they are shown. */
  sizes: RedisSize[]
  replicas: { min: number; max: number; default: number }
  /** One or more per zone; nodes are spread over the zones. */
  subnets: { id: string; zone: string }[]
  securityGroups: string[]
  /** Multi-AZ with automatic failover whenever there is a replica. */
  multiAz: boolean
  port: number
  /** KMS key of encryption at rest; null: the AWS owned one. In transit and at rest are always encrypted. */
  kmsKeyId: string | null
  /** UTC, `hh:mm-hh:mm`. */
  snapshotWindow: string
  /** Days; 0: no daily snapshots. */
  snapshotRetentionDays: number
  /** UTC, `ddd:hh:mm-ddd:hh:mm`. */
  maintenanceWindow: string
}

export interface RedisEngine {
  engine: 'valkey' | 'redis'
  version: string
  /** Differences from the family's defaults. */
  parameters: Record<string, string>
}

/** What people choose: a purpose in words; the node type is shown beside it. */
export interface RedisSize {
  /** Unique: `session-small`. */
  id: string
  /** `Session store, small` */
  title: string
  nodeType: string
}
