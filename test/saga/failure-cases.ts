import type { FaultName, FaultOptions } from '../../playground/aws/fault-scripts.ts'
import type { AwsKind } from '../../playground/aws/inventory.ts'
import { DEFAULT_REGION, placeOf } from '../../playground/aws/places.ts'
import type { Verb } from './cell.ts'

/** What goes wrong for good, and what people have to read then. */
export interface FailureCase {
  verb: Verb
  fault: FaultName
  options?: FaultOptions
  /** The call whose AWS request id is told; default: the one that was refused. */
  call?: string
  /** The cause in words, and what makes it plain. */
  cause: string
  /** Of a quota: what is counted. */
  used?: AwsKind
  next: string
}

const quota = (fault: FaultName, call: string, what: string, used: AwsKind): FailureCase => ({
  verb: 'create',
  fault,
  call,
  cause: `the AWS account may not have any more ${what} in this region: its quota is used up`,
  used,
  next: 'ask the platform team to raise the quota (Service Quotas, Amazon ElastiCache)',
})

const denied = (verb: Verb, fault: FaultName, action: string): FailureCase => ({
  verb,
  fault,
  cause: `the bot may not call \`elasticache:${action}\` in this AWS account`,
  next: 'Ask the platform team to give the bot’s role the policy `deploy/aws-iam-policy.json`',
})

const capacity = (verb: Verb, fault: FaultName, asked: { call: string; nodeType: string }): FailureCase => ({
  verb,
  fault,
  options: { zone: 'ap-northeast-2b' },
  call: asked.call,
  cause: `AWS has no room for \`${asked.nodeType}\` in \`ap-northeast-2b\` at the moment`,
  next: 'Ask for it again in an hour, or choose another size',
})

const CREATE = 'CreateReplicationGroup'
const SMALL = 'cache.t4g.small'
const LAST_SUBNET = placeOf(DEFAULT_REGION).subnets.at(-1)?.id

export const FAILURE_CASES: FailureCase[] = [
  capacity('create', 'capacity-sync', { call: CREATE, nodeType: SMALL }),
  capacity('create', 'capacity-event', { call: CREATE, nodeType: SMALL }),
  // Replicas are added before the nodes are made smaller.
  capacity('modify', 'capacity-sync', { call: 'IncreaseReplicaCount', nodeType: 'cache.m7g.large' }),
  quota('node-quota', CREATE, 'nodes', 'elasticache-cache-cluster'),
  quota('cluster-quota', CREATE, 'clusters', 'elasticache-cache-cluster'),
  quota('subnet-group-quota', 'CreateCacheSubnetGroup', 'subnet groups', 'elasticache-subnet-group'),
  quota(
    'parameter-group-quota',
    'CreateCacheParameterGroup',
    'parameter groups',
    'elasticache-parameter-group',
  ),
  {
    ...quota('node-quota', 'IncreaseReplicaCount', 'nodes', 'elasticache-cache-cluster'),
    verb: 'modify',
  },
  {
    verb: 'create',
    fault: 'tags-limit',
    cause: 'AWS lets one thing have 50 tags, and policy gives more',
    next: 'Ask the platform team to name fewer `tags` for this environment',
  },
  denied('create', 'denied-create-replication-group', CREATE),
  denied('create', 'denied-tags', 'AddTagsToResource'),
  denied('delete', 'denied-delete-replication-group', 'DeleteReplicationGroup'),
  denied('delete', 'denied-create-snapshot', 'CreateSnapshot'),
  {
    verb: 'create',
    fault: 'service-linked-role-missing',
    call: CREATE,
    cause: 'the AWS account never used ElastiCache before: its service-linked role is missing',
    next: 'run `aws iam create-service-linked-role --aws-service-name elasticache.amazonaws.com` once',
  },
  {
    verb: 'create',
    fault: 'invalid-subnet',
    call: 'CreateCacheSubnetGroup',
    cause: `AWS does not take the subnets that policy gives (\`${LAST_SUBNET}\`)`,
    next: 'Ask the platform team to correct the `subnets` of this environment in the configuration',
  },
  {
    verb: 'create',
    fault: 'invalid-kms-key',
    call: CREATE,
    cause: 'the KMS key that policy gives',
    next: 'Ask the platform team to check that the key exists in this region',
  },
  {
    verb: 'modify',
    fault: 'scale-undone',
    call: 'ModifyReplicationGroup',
    cause: `AWS took the change to \`${SMALL}\` back by itself`,
    next: 'delete data or choose a larger size, then modify it again',
  },
  {
    verb: 'delete',
    fault: 'snapshot-fails',
    call: 'CreateSnapshot',
    cause: 'AWS did not finish the final snapshot. Nothing was deleted',
    next: 'Ask for it again; if it fails again, tell the platform team',
  },
  {
    verb: 'delete',
    fault: 'snapshot-fails',
    options: { end: 'gone' },
    call: 'CreateSnapshot',
    cause: 'AWS did not finish the final snapshot. Nothing was deleted',
    next: 'Ask for it again; if it fails again, tell the platform team',
  },
  {
    verb: 'delete',
    fault: 'snapshot-refused',
    call: 'CreateSnapshot',
    cause: `AWS takes no snapshot of \`${SMALL}\`, and policy wants a final one`,
    next: 'Ask the platform team to set `deletion.finalSnapshot: false` for this environment',
  },
]
