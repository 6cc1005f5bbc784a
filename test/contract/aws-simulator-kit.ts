import {
  CreateCacheParameterGroupCommand,
  CreateCacheSubnetGroupCommand,
  CreateReplicationGroupCommand,
  CreateUserCommand,
  CreateUserGroupCommand,
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  type CreateReplicationGroupCommandInput,
} from '@aws-sdk/client-elasticache'
import { placeOf } from '../../playground/aws/places.ts'
import type { AwsSettings } from '../../playground/aws/settings.ts'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'

export const START = Date.UTC(2026, 10, 21, 9, 0, 0)
export const SETTINGS: AwsSettings = {
  createMs: 10_000,
  memberLagMs: 2000,
  modifyMs: 5000,
  deleteMs: 4000,
  snapshotMs: 3000,
  userMs: 1000,
  parametersMs: 500,
}
export const PLACE = placeOf('ap-northeast-2')

export interface AwsStage {
  aws: AwsSimulator
  /** The real client of the SDK; it tries each call once. */
  client: ElastiCacheClient
  now(): number
  pass(ms: number): void
  stop(): Promise<void>
}

/** A simulator whose time moves only by `pass`. */
export async function openAws(): Promise<AwsStage> {
  let at = START
  const aws = await startAwsSimulator({ clock: { now: () => at }, settings: SETTINGS })
  const client = clientOf(aws)
  return {
    aws,
    client,
    now: () => at,
    pass: (ms) => void (at += ms),
    async stop() {
      client.destroy()
      await aws.stop()
    },
  }
}

export function clientOf({ url, credentials }: AwsSimulator, more: object = {}): ElastiCacheClient {
  return new ElastiCacheClient({
    endpoint: url,
    region: PLACE.region,
    credentials,
    maxAttempts: 1,
    ...more,
  })
}

/** What the SDK makes of a refusal. */
export async function refusalOf(sent: Promise<unknown>): Promise<{
  name: string
  Code: string
  message: string
  status: number | undefined
}> {
  try {
    await sent
  } catch (error) {
    const { name, Code, message, $metadata } = error as {
      name: string
      Code: string
      message: string
      $metadata?: { httpStatusCode?: number }
    }
    return { name, Code, message, status: $metadata?.httpStatusCode }
  }
  throw new Error('it was not refused')
}

/** What a group of replicas needs first, all in service. */
export async function makeGroupNeeds({ client, pass }: AwsStage, name = 'sessions'): Promise<void> {
  await client.send(
    new CreateUserCommand({
      UserId: name,
      UserName: 'default',
      Engine: 'valkey',
      AccessString: 'on ~* +@all',
      Passwords: ['a-password-of-the-test'],
    }),
  )
  pass(SETTINGS.userMs)
  await client.send(new CreateUserGroupCommand({ UserGroupId: name, Engine: 'valkey', UserIds: [name] }))
  pass(SETTINGS.userMs)
  await client.send(
    new CreateCacheSubnetGroupCommand({
      CacheSubnetGroupName: name,
      CacheSubnetGroupDescription: 'a subnet group [coxswain:r1]',
      SubnetIds: PLACE.subnets.map(({ id }) => id),
    }),
  )
  await client.send(
    new CreateCacheParameterGroupCommand({
      CacheParameterGroupName: name,
      CacheParameterGroupFamily: 'valkey8',
      Description: 'a parameter group [coxswain:r1]',
    }),
  )
}

export function groupInput(
  more: Partial<CreateReplicationGroupCommandInput> = {},
  name = 'sessions',
): CreateReplicationGroupCommandInput {
  return {
    ReplicationGroupId: name,
    ReplicationGroupDescription: 'sessions of checkout [coxswain:r1]',
    Engine: 'valkey',
    EngineVersion: '8.0',
    CacheNodeType: 'cache.t4g.small',
    NumCacheClusters: 2,
    PreferredCacheClusterAZs: ['ap-northeast-2a', 'ap-northeast-2b'],
    AutomaticFailoverEnabled: true,
    MultiAZEnabled: true,
    CacheSubnetGroupName: name,
    CacheParameterGroupName: name,
    UserGroupIds: [name],
    SecurityGroupIds: [...PLACE.securityGroups],
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    SnapshotWindow: '17:00-18:00',
    SnapshotRetentionLimit: 7,
    PreferredMaintenanceWindow: 'sun:19:00-sun:20:00',
    Tags: [{ Key: 'team', Value: 'checkout' }],
    ...more,
  }
}

export function createGroup(
  { client }: Pick<AwsStage, 'client'>,
  more: Partial<CreateReplicationGroupCommandInput> = {},
  name = 'sessions',
) {
  return client.send(new CreateReplicationGroupCommand(groupInput(more, name)))
}

/** A group with everything it needs, it and its members in service. */
export async function makeGroup(
  stage: AwsStage,
  more: Partial<CreateReplicationGroupCommandInput> = {},
): Promise<void> {
  await makeGroupNeeds(stage)
  await createGroup(stage, more)
  stage.pass(SETTINGS.createMs + SETTINGS.memberLagMs)
}

export async function groupSeen({ client }: Pick<AwsStage, 'client'>, name = 'sessions') {
  const answer = await client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: name }))
  return answer.ReplicationGroups?.[0] ?? {}
}

/** Status by member, also of those whose group is gone. */
export async function membersSeen({ client }: Pick<AwsStage, 'client'>): Promise<Record<string, string>> {
  const { CacheClusters = [] } = await client.send(new DescribeCacheClustersCommand({}))
  return Object.fromEntries(
    CacheClusters.map(({ CacheClusterId = '', CacheClusterStatus = '' }) => [
      CacheClusterId,
      CacheClusterStatus,
    ]),
  )
}
