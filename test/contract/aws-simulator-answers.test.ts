import { Readable } from 'node:stream'
import { ElastiCache, type CreateUserCommandOutput } from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OPERATIONS } from '../../playground/aws/elasticache/operations.ts'
import { groupInput, openAws, PLACE, SETTINGS, type AwsStage } from './aws-simulator-kit.ts'

/** Of the client that has a method for every operation. */
type Call = (input: object) => Promise<CreateUserCommandOutput>

let stage: AwsStage
let client: ElastiCache
let raw = ''

beforeEach(async () => {
  stage = await openAws()
  const { url: endpoint, credentials } = stage.aws
  client = new ElastiCache({ endpoint, credentials, region: PLACE.region })
  const { requestHandler } = client.config
  const handle = requestHandler.handle.bind(requestHandler)
  requestHandler.handle = async (...args) => {
    const answer = await handle(...args)
    const chunks: Buffer[] = []
    for await (const chunk of answer.response.body as AsyncIterable<Buffer>) chunks.push(chunk)
    raw = Buffer.concat(chunks).toString()
    answer.response.body = Readable.from(chunks)
    return answer
  }
})
afterEach(async () => {
  client.destroy()
  await stage.stop()
})

type Step = [operation: string, input?: object, passes?: number]

const SUBNET_GROUP = 'arn:aws:elasticache:ap-northeast-2:123456789012:subnetgroup:sessions'
const COUNT = { ReplicationGroupId: 'sessions', ApplyImmediately: true }
const READY = SETTINGS.createMs + SETTINGS.memberLagMs
/** Every operation once, each in a state in which it has much to say. */
const STEPS: Step[] = [
  [
    'CreateUser',
    {
      UserId: 'sessions',
      UserName: 'default',
      Engine: 'valkey',
      AccessString: 'on ~* +@all',
      AuthenticationMode: { Type: 'password', Passwords: ['a-password-of-the-test'] },
    },
    SETTINGS.userMs,
  ],
  ['CreateUserGroup', { UserGroupId: 'sessions', Engine: 'valkey', UserIds: ['sessions'] }, SETTINGS.userMs],
  [
    'CreateCacheSubnetGroup',
    {
      CacheSubnetGroupName: 'sessions',
      CacheSubnetGroupDescription: 'a "group" <of> subnets & more',
      SubnetIds: PLACE.subnets.map(({ id }) => id),
      Tags: [{ Key: 'team', Value: 'checkout' }],
    },
  ],
  [
    'CreateCacheParameterGroup',
    {
      CacheParameterGroupName: 'sessions',
      CacheParameterGroupFamily: 'valkey8',
      Description: 'parameters',
    },
  ],
  [
    'ModifyCacheParameterGroup',
    {
      CacheParameterGroupName: 'sessions',
      ParameterNameValues: [{ ParameterName: 'maxmemory-policy', ParameterValue: 'allkeys-lru' }],
    },
    SETTINGS.parametersMs,
  ],
  ['CreateReplicationGroup', groupInput(), READY],
  ['DescribeUsers'],
  ['DescribeUserGroups'],
  ['DescribeCacheSubnetGroups'],
  ['DescribeCacheParameterGroups'],
  ['DescribeCacheParameters', { CacheParameterGroupName: 'sessions' }],
  ['DescribeCacheEngineVersions'],
  ['DescribeReplicationGroups'],
  ['DescribeCacheClusters', { ShowCacheNodeInfo: true }],
  ['ListAllowedNodeTypeModifications', { ReplicationGroupId: 'sessions' }],
  ['DescribeEvents'],
  ['AddTagsToResource', { ResourceName: SUBNET_GROUP, Tags: [{ Key: 'cost-center', Value: 'platform' }] }],
  ['ListTagsForResource', { ResourceName: SUBNET_GROUP }],
  ['RemoveTagsFromResource', { ResourceName: SUBNET_GROUP, TagKeys: ['team'] }],
  ['CreateSnapshot', { SnapshotName: 'sessions-last', CacheClusterId: 'sessions-001' }, SETTINGS.snapshotMs],
  ['DescribeSnapshots'],
  [
    'ModifyReplicationGroup',
    { ...COUNT, CacheNodeType: 'cache.t4g.medium' },
    SETTINGS.modifyMs + SETTINGS.memberLagMs,
  ],
  ['IncreaseReplicaCount', { ...COUNT, NewReplicaCount: 2 }, SETTINGS.modifyMs + SETTINGS.memberLagMs],
  ['DecreaseReplicaCount', { ...COUNT, NewReplicaCount: 1 }, SETTINGS.modifyMs + SETTINGS.memberLagMs],
  ['ModifyUser', { UserId: 'sessions', AccessString: 'on ~app:* +@read' }, SETTINGS.userMs],
  [
    'CreateUser',
    {
      UserId: 'reader',
      UserName: 'reader',
      Engine: 'valkey',
      AccessString: 'on ~* +@read',
      Passwords: ['a-password-of-the-test'],
    },
    SETTINGS.userMs,
  ],
  ['ModifyUserGroup', { UserGroupId: 'sessions', UserIdsToAdd: ['reader'] }, SETTINGS.userMs],
  ['DeleteReplicationGroup', { ReplicationGroupId: 'sessions' }, SETTINGS.deleteMs + SETTINGS.memberLagMs],
  ['DeleteSnapshot', { SnapshotName: 'sessions-last' }],
  ['DeleteUserGroup', { UserGroupId: 'sessions' }, SETTINGS.userMs],
  ['DeleteUser', { UserId: 'sessions' }, SETTINGS.userMs],
  ['DeleteCacheParameterGroup', { CacheParameterGroupName: 'sessions' }],
  ['DeleteCacheSubnetGroup', { CacheSubnetGroupName: 'sessions' }],
]

test('the SDK reads everything that any operation answers', async () => {
  const calls = client as unknown as Record<string, Call>
  for (const [operation, input = {}, passes = 0] of STEPS) {
    const ask = calls[`${operation.charAt(0).toLowerCase()}${operation.slice(1)}`] as Call
    const { $metadata, ...read } = await ask.call(client, input)
    expect([operation, $metadata.httpStatusCode]).toEqual([operation, 200])
    expect(raw).toContain(`<ResponseMetadata><RequestId>${$metadata.requestId}</RequestId>`)
    expect([operation, ...leavesRead(read).toSorted()]).toEqual([operation, ...leavesSent(raw).toSorted()])
    stage.pass(passes)
  }
  expect(stage.aws.inventory().map(({ name }) => name)).toEqual(['reader'])
})

test('every operation that is answered was asked here', () => {
  expect(new Set(STEPS.map(([operation]) => operation))).toEqual(new Set(Object.keys(OPERATIONS)))
})

/** Texts between a tag and its end. */
function leavesSent(xml: string): string[] {
  const result = /<(\w+)Result>(.*)<\/\1Result>/s.exec(xml)?.[2] ?? ''
  const texts = [...result.matchAll(/<(\w+)>([^<]+)<\/\1>/g)].map(([, , text = '']) => text)
  return texts.map((text) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
  )
}

type Leaf = string | number | boolean | undefined

function leavesRead(value: Leaf | Date | object): string[] {
  if (value === undefined || value === '') return []
  if (value instanceof Date) return [value.toISOString()]
  if (typeof value === 'object') return Object.values(value as Record<string, Leaf>).flatMap(leavesRead)
  return [String(value)]
}
