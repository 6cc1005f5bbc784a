import type { CreateReplicationGroupCommandInput } from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createGroup,
  groupSeen,
  makeGroup,
  makeGroupNeeds,
  openAws,
  PLACE,
  refusalOf,
  SETTINGS,
  type AwsStage,
} from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

type More = Partial<CreateReplicationGroupCommandInput>

const REFUSED: [why: string, more: More, code: string, words: RegExp][] = [
  ['a digit first', { ReplicationGroupId: '1sessions' }, 'InvalidParameterValue', /not a valid identifier/],
  ['two hyphens', { ReplicationGroupId: 'ses--sions' }, 'InvalidParameterValue', /consecutive hyphens/],
  ['a hyphen last', { ReplicationGroupId: 'sessions-' }, 'InvalidParameterValue', /not a valid identifier/],
  ['too long a name', { ReplicationGroupId: 's'.repeat(41) }, 'InvalidParameterValue', /40 characters/],
  ['Valkey without a version', { EngineVersion: undefined }, 'InvalidParameterValue', /EngineVersion/],
  ['an unknown version', { EngineVersion: '8.7' }, 'InvalidParameterValue', /Cannot find version 8.7/],
  ['an unknown node type', { CacheNodeType: 'cache.z1.small' }, 'InvalidParameterValue', /cache\.z1\.small/],
  ['no subnet group of this name', { CacheSubnetGroupName: 'x' }, 'CacheSubnetGroupNotFoundFault', /x/],
  ['no parameter group of this name', { CacheParameterGroupName: 'x' }, 'CacheParameterGroupNotFound', /x/],
  [
    'a parameter group of another family',
    { CacheParameterGroupName: 'default.redis7' },
    'InvalidParameterCombination',
    /Expected a parameter group of family valkey8 but found one of family redis7/,
  ],
  ['no user group of this name', { UserGroupIds: ['x'] }, 'UserGroupNotFound', /x/],
  ['an unknown security group', { SecurityGroupIds: ['sg-x'] }, 'InvalidParameterValue', /sg-x/],
  ['an unknown key', { KmsKeyId: 'x' }, 'InvalidKMSKeyFault', /KMS/],
  [
    'more nodes than zones',
    { NumCacheClusters: 3 },
    'InvalidParameterValue',
    /must match the number of preferred availability zones/,
  ],
  [
    'a zone without a subnet',
    { PreferredCacheClusterAZs: ['ap-northeast-2a', 'ap-northeast-2d'] },
    'InvalidParameterValue',
    /ap-northeast-2d/,
  ],
  [
    'Multi-AZ without a replica',
    { NumCacheClusters: 1, PreferredCacheClusterAZs: undefined },
    'InvalidParameterValue',
    /Must have at least 1 replica/,
  ],
  [
    'failover without a replica',
    { NumCacheClusters: 1, PreferredCacheClusterAZs: undefined, MultiAZEnabled: false },
    'InvalidParameterCombination',
    /at least 2 cache clusters/,
  ],
  [
    'Multi-AZ without failover',
    { AutomaticFailoverEnabled: false },
    'InvalidParameterCombination',
    /failover/,
  ],
  [
    'a user group without TLS',
    { TransitEncryptionEnabled: false },
    'InvalidParameterCombination',
    /encryption-in-transit/,
  ],
  [
    'windows that overlap',
    { PreferredMaintenanceWindow: 'sun:17:30-sun:18:30' },
    'InvalidParameterCombination',
    /overlap/,
  ],
  ['a short window', { SnapshotWindow: '17:00-17:30' }, 'InvalidParameterValue', /60 minutes/],
  ['a long memory', { SnapshotRetentionLimit: 36 }, 'InvalidParameterValue', /35/],
  ['a tag of AWS', { Tags: [{ Key: 'aws:x', Value: 'y' }] }, 'InvalidParameterValue', /aws:/],
  [
    'too many tags',
    { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `tag-${index}`, Value: '' })) },
    'TagQuotaPerResourceExceeded',
    /tags/,
  ],
  ['cluster mode', { NumNodeGroups: 2 }, 'InvalidParameterValue', /does not support NumNodeGroups/],
]

test('a group that is not as AWS wants it is refused, and nothing is made', async () => {
  await makeGroupNeeds(stage)
  for (const [why, more, code, words] of REFUSED) {
    const { Code, message } = await refusalOf(createGroup(stage, more))
    expect([why, Code, message]).toEqual([why, code, expect.stringMatching(words)])
  }
  const made = stage.aws.inventory().filter(({ kind }) => kind === 'elasticache-replication-group')
  expect(made).toEqual([])
})

test('names are in lower case, and taken once', async () => {
  await makeGroupNeeds(stage)
  const { ReplicationGroup } = await createGroup(stage, { ReplicationGroupId: 'SESSIONS' })
  expect(ReplicationGroup?.ReplicationGroupId).toBe('sessions')
  expect(await refusalOf(createGroup(stage))).toMatchObject({
    name: 'ReplicationGroupAlreadyExistsFault',
    Code: 'ReplicationGroupAlreadyExists',
    status: 400,
  })
})

test('what is not said is as AWS has it', async () => {
  await makeGroup(stage, {
    Engine: 'redis',
    EngineVersion: undefined,
    NumCacheClusters: 3,
    PreferredCacheClusterAZs: undefined,
    CacheParameterGroupName: undefined,
    UserGroupIds: undefined,
    TransitEncryptionEnabled: undefined,
    AtRestEncryptionEnabled: undefined,
    AutomaticFailoverEnabled: undefined,
    MultiAZEnabled: undefined,
    SnapshotRetentionLimit: undefined,
  })
  const group = await groupSeen(stage)
  expect(group).toMatchObject({
    AtRestEncryptionEnabled: false,
    TransitEncryptionEnabled: false,
    AutomaticFailover: 'disabled',
    MultiAZ: 'disabled',
    SnapshotRetentionLimit: 0,
  })
  expect(group.NodeGroups?.[0]?.PrimaryEndpoint?.Address).toBe(
    'sessions.abc123.ng.0001.apn2.cache.amazonaws.com',
  )
  const zones = group.NodeGroups?.[0]?.NodeGroupMembers?.map((member) => member.PreferredAvailabilityZone)
  expect(zones).toEqual(PLACE.subnets.map(({ zone }) => zone))
})

test('a user group must be active, and of the engine', async () => {
  await makeGroupNeeds(stage)
  stage.aws.faults.set('user-group-busy', { times: 1 })
  expect(await refusalOf(createGroup(stage))).toMatchObject({
    name: 'InvalidUserGroupStateFault',
    Code: 'InvalidUserGroupState',
  })
  const redis = { Engine: 'redis', EngineVersion: '7.1', CacheParameterGroupName: undefined }
  expect(await refusalOf(createGroup(stage, redis))).toMatchObject({ Code: 'InvalidParameterCombination' })
  await createGroup(stage)
  stage.pass(SETTINGS.createMs)
  expect((await groupSeen(stage)).UserGroupIds).toEqual(['sessions'])
})
