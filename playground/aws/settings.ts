/** Durations are of what goes on by itself, in milliseconds of the simulator's clock. */
export interface AwsSettings {
  /** A replication group from the request to `available`. */
  createMs: number
  /** How long members lag behind their group: in becoming available, in changing, in going. */
  memberLagMs: number
  /** A change of a replication group: node type, replicas, failover, user groups. */
  modifyMs: number
  deleteMs: number
  snapshotMs: number
  /** Users and user groups: until `active`, and until they are gone. */
  userMs: number
  /** Between a change of a parameter group and `in-sync` of its members. */
  parametersMs: number
  /** The account that STS says it is, as with the credentials of another one; default: AWS_ACCOUNT_ID. */
  accountId?: string
}

/** A create of about 25 seconds, so that people see it happen. */
export const PLAYGROUND_SETTINGS: AwsSettings = {
  createMs: 18_000,
  memberLagMs: 3000,
  modifyMs: 12_000,
  deleteMs: 10_000,
  snapshotMs: 8000,
  userMs: 2000,
  parametersMs: 2000,
}
