import type { AwsCall } from './aws-service.ts'

/** Parameters that name the thing a call is about, the most telling first. */
const NAMES = [
  'SnapshotName',
  'ReplicationGroupId',
  'UserGroupId',
  'UserId',
  'CacheSubnetGroupName',
  'CacheParameterGroupName',
  'CacheClusterId',
  'SourceIdentifier',
  'ResourceName',
  'Name',
  'ResourceId',
  'RoleArn',
]

/** Of an ARN its last part; ElastiCache's in lower case. null: the call is about no single thing. */
export function nameIn({ service, input }: Pick<AwsCall, 'service' | 'input'>): string | null {
  const value = NAMES.map((name) => input[name]).find((one) => typeof one === 'string')
  if (typeof value !== 'string') return null
  const name = value.startsWith('arn:') ? value.split(/[:/]/).at(-1) : value
  return (service === 'elasticache' ? name?.toLowerCase() : name) ?? null
}

const READS = /^(Describe|List|Get|Simulate|AssumeRole)/

export function isWrite(operation: string): boolean {
  return !READS.test(operation)
}
