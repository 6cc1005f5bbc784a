export interface FaultOptions {
  /** How often it strikes; null: until it is switched off. Each script has its own default. */
  times?: number | null
  /** How many calls it lets pass first: `skip: 2` strikes at the third. */
  skip?: number
  /** Only calls of this operation: `DescribeReplicationGroups`. */
  operation?: string
  /** Only calls about the thing of this name. */
  name?: string
  /** How long, of the simulator's clock: stale-reads, in-use-lag. */
  ms?: number
  /** How many times as long: slow-create. */
  factor?: number
  /** The zone without capacity: capacity-sync, capacity-event. Default: that of the last node asked for. */
  zone?: string
  /** snapshot-fails: it ends as `failed`, or is gone. */
  end?: 'failed' | 'gone'
}

export interface FaultScript {
  /** For a button. */
  title: string
  /** How often it strikes by default; null: until it is switched off. */
  times: number | null
  options?: FaultOptions
}

/** What can be made to go wrong, by name. Where each strikes stands in the README. */
export const FAULT_SCRIPTS = {
  'capacity-sync': { title: 'No capacity in a zone, refused at once', times: 1 },
  'capacity-event': { title: 'No capacity in a zone, create-failed later', times: 1 },
  'node-quota': { title: 'Quota of nodes used up', times: null },
  'cluster-quota': { title: 'Quota of clusters used up', times: null },
  'subnet-group-quota': { title: 'Quota of subnet groups used up', times: null },
  'parameter-group-quota': { title: 'Quota of parameter groups used up', times: null },
  'denied-create-replication-group': { title: 'No permission to create the group', times: null },
  'denied-delete-replication-group': { title: 'No permission to delete the group', times: null },
  'denied-create-snapshot': { title: 'No permission to take snapshots', times: null },
  'denied-tags': { title: 'No permission to tag', times: null },
  'expired-credentials': { title: 'Credentials expired', times: null },
  unreachable: { title: 'AWS cannot be reached', times: null },
  throttling: { title: 'Throttled', times: 20 },
  'server-errors': { title: 'Errors of AWS itself (503)', times: 20 },
  'lost-answers': { title: 'The next write is carried out, its answer lost', times: 1 },
  'invalid-subnet': { title: 'A subnet does not exist', times: null },
  'invalid-kms-key': { title: 'The KMS key cannot be used', times: null },
  'service-linked-role-missing': { title: 'No service-linked role', times: null },
  'slow-create': { title: 'Creation takes ten times as long', times: 1, options: { factor: 10 } },
  'stale-reads': { title: 'Reads are late', times: null, options: { ms: 10_000 } },
  'in-use-lag': { title: 'Still in use after the group is gone', times: null, options: { ms: 30_000 } },
  'scale-undone': { title: 'Scaling down is undone silently', times: 1 },
  'snapshot-fails': { title: 'The snapshot fails', times: 1, options: { end: 'failed' } },
  'snapshot-refused': { title: 'Snapshots are not supported', times: null },
  'user-group-busy': { title: 'The user group is busy', times: 3 },
  'tags-limit': { title: 'Too many tags', times: null },
  'denied-cost-explorer': { title: 'No permission to read costs', times: null },
  'cost-throttled': { title: 'Cost Explorer throttled', times: null },
  'cost-data-unavailable': { title: 'Cost Explorer has no data', times: null },
  'cost-tag-inactive': { title: 'The cost allocation tag is not activated', times: null },
} as const satisfies Record<string, FaultScript>

export type FaultName = keyof typeof FAULT_SCRIPTS
