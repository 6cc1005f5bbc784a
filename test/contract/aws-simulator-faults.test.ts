import {
  AddTagsToResourceCommand,
  CreateCacheParameterGroupCommand,
  CreateCacheSubnetGroupCommand,
  DeleteCacheSubnetGroupCommand,
  DeleteReplicationGroupCommand,
  DeleteUserGroupCommand,
  DescribeEventsCommand,
  IncreaseReplicaCountCommand,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaultName } from '../../playground/aws/fault-scripts.ts'
import {
  createGroup,
  groupSeen,
  makeGroup,
  makeGroupNeeds,
  membersSeen,
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

const deleteGroup = (more: object = {}) =>
  stage.client.send(new DeleteReplicationGroupCommand({ ReplicationGroupId: 'sessions', ...more }))
const subnetGroup = () =>
  stage.client.send(
    new CreateCacheSubnetGroupCommand({
      CacheSubnetGroupName: 'other',
      CacheSubnetGroupDescription: 'd',
      SubnetIds: PLACE.subnets.map(({ id }) => id),
      Tags: [{ Key: 'a', Value: 'b' }],
    }),
  )
const parameterGroup = () =>
  stage.client.send(
    new CreateCacheParameterGroupCommand({
      CacheParameterGroupName: 'other',
      CacheParameterGroupFamily: 'redis7',
      Description: 'd',
    }),
  )

const REFUSED: [
  fault: FaultName,
  sent: () => Promise<unknown>,
  name: string,
  code: string,
  status: number,
][] = [
  [
    'capacity-sync',
    () => createGroup(stage),
    'InsufficientCacheClusterCapacityFault',
    'InsufficientCacheClusterCapacity',
    400,
  ],
  [
    'node-quota',
    () => createGroup(stage),
    'NodeQuotaForCustomerExceededFault',
    'NodeQuotaForCustomerExceeded',
    400,
  ],
  [
    'cluster-quota',
    () => createGroup(stage),
    'ClusterQuotaForCustomerExceededFault',
    'ClusterQuotaForCustomerExceeded',
    400,
  ],
  [
    'subnet-group-quota',
    subnetGroup,
    'CacheSubnetGroupQuotaExceededFault',
    'CacheSubnetGroupQuotaExceeded',
    400,
  ],
  [
    'parameter-group-quota',
    parameterGroup,
    'CacheParameterGroupQuotaExceededFault',
    'CacheParameterGroupQuotaExceeded',
    400,
  ],
  ['denied-create-replication-group', () => createGroup(stage), 'AccessDenied', 'AccessDenied', 403],
  ['denied-delete-replication-group', () => deleteGroup(), 'AccessDenied', 'AccessDenied', 403],
  [
    'denied-create-snapshot',
    () => deleteGroup({ FinalSnapshotIdentifier: 'final' }),
    'AccessDenied',
    'AccessDenied',
    403,
  ],
  ['denied-tags', subnetGroup, 'AccessDenied', 'AccessDenied', 403],
  ['expired-credentials', () => groupSeen(stage), 'ExpiredToken', 'ExpiredToken', 403],
  ['throttling', () => groupSeen(stage), 'Throttling', 'Throttling', 400],
  ['server-errors', () => groupSeen(stage), 'ServiceUnavailable', 'ServiceUnavailable', 503],
  ['invalid-subnet', subnetGroup, 'InvalidParameterValueException', 'InvalidParameterValue', 400],
  ['invalid-kms-key', () => createGroup(stage), 'InvalidKMSKeyFault', 'InvalidKMSKeyFault', 400],
  [
    'service-linked-role-missing',
    () => createGroup(stage),
    'ServiceLinkedRoleNotFoundFault',
    'ServiceLinkedRoleNotFoundFault',
    400,
  ],
  ['user-group-busy', () => createGroup(stage), 'InvalidUserGroupStateFault', 'InvalidUserGroupState', 400],
  ['tags-limit', subnetGroup, 'TagQuotaPerResourceExceeded', 'TagQuotaPerResourceExceeded', 400],
]

test('each refusal has its code and shape, and nothing is made', async () => {
  await makeGroupNeeds(stage)
  const before = stage.aws.inventory()
  for (const [fault, sent, name, Code, status] of REFUSED) {
    stage.aws.faults.set(fault)
    expect([fault, await refusalOf(sent())]).toMatchObject([fault, { name, Code, status }])
    stage.aws.faults.clear()
    expect(stage.aws.journal().at(-1)).toMatchObject({ code: Code, isEffective: false })
  }
  expect(stage.aws.inventory()).toEqual(before)
  await createGroup(stage)
})

test('a refusal names the zone without capacity, the action without permission', async () => {
  await makeGroupNeeds(stage)
  const { faults } = stage.aws
  faults.set('capacity-sync', { zone: 'ap-northeast-2a' })
  expect((await refusalOf(createGroup(stage))).message).toBe(
    'cache.t4g.small (VPC) is not currently supported in the availability zone ap-northeast-2a. ' +
      'Please try again using the following availability zones: ap-northeast-2b.',
  )
  faults.set('denied-create-replication-group')
  expect((await refusalOf(createGroup(stage))).message).toBe(
    'User: arn:aws:iam::123456789012:user/coxswain is not authorized to perform: ' +
      'elasticache:CreateReplicationGroup because no identity-based policy allows the ' +
      'elasticache:CreateReplicationGroup action',
  )
})

test('a fault strikes as often as it is told, where it is told', async () => {
  await makeGroup(stage)
  const { faults } = stage.aws
  faults.set('throttling', { times: 2, skip: 1, operation: 'DescribeReplicationGroups' })
  expect(faults.active()).toEqual([{ name: 'throttling', title: 'Throttled', left: 2 }])
  await membersSeen(stage)
  await groupSeen(stage)
  for (const _ of [1, 2]) expect((await refusalOf(groupSeen(stage))).Code).toBe('Throttling')
  await groupSeen(stage)
  expect(faults.active()).toEqual([])
  faults.set('server-errors', { name: 'others' })
  await groupSeen(stage)
  expect(() => faults.set('no-such-fault' as FaultName)).toThrow(/faults are capacity-sync/)
})

test('a zone that runs out of capacity later: create-failed, and the member tells why', async () => {
  await makeGroupNeeds(stage)
  stage.aws.faults.set('capacity-event')
  await createGroup(stage)
  stage.pass(SETTINGS.createMs + SETTINGS.memberLagMs)
  const group = await groupSeen(stage)
  expect([group.Status, group.NodeGroups ?? []]).toEqual(['create-failed', []])
  expect(await membersSeen(stage)).toEqual({ 'sessions-001': 'available', 'sessions-002': 'create-failed' })
  const { Events = [] } = await stage.client.send(
    new DescribeEventsCommand({ SourceIdentifier: 'sessions-002', SourceType: 'cache-cluster' }),
  )
  expect(Events.map(({ Message }) => Message)).toEqual([
    'Failed to create the cache cluster sessions-002: insufficient capacity for cache.t4g.small in availability ' +
      'zone ap-northeast-2b (InsufficientCacheClusterCapacity)',
  ])
  await deleteGroup()
  stage.pass(SETTINGS.deleteMs + SETTINGS.memberLagMs)
  expect(await membersSeen(stage)).toEqual({})
})

test('slow-create, in-use-lag and stale-reads stretch time', async () => {
  await makeGroupNeeds(stage)
  const { aws, client } = stage
  aws.faults.set('slow-create')
  await createGroup(stage)
  stage.pass(9 * SETTINGS.createMs)
  expect((await groupSeen(stage)).Status).toBe('creating')
  stage.pass(SETTINGS.createMs + SETTINGS.memberLagMs)
  aws.faults.set('in-use-lag', { ms: 60_000 })
  aws.faults.set('stale-reads', { ms: SETTINGS.deleteMs - 1 })
  expect((await deleteGroup()).ReplicationGroup?.Status).toBe('available')
  expect((await groupSeen(stage)).Status).toBe('available')
  stage.pass(SETTINGS.deleteMs - 1)
  expect((await groupSeen(stage)).Status).toBe('deleting')
  stage.pass(SETTINGS.memberLagMs + 1)
  expect(await membersSeen(stage)).toEqual({})
  const subnets = new DeleteCacheSubnetGroupCommand({ CacheSubnetGroupName: 'sessions' })
  const users = new DeleteUserGroupCommand({ UserGroupId: 'sessions' })
  expect((await refusalOf(client.send(subnets))).Code).toBe('CacheSubnetGroupInUse')
  expect((await refusalOf(client.send(users))).Code).toBe('InvalidUserGroupState')
  stage.pass(60_000)
  await client.send(subnets)
  await client.send(users)
})

test('scaling down is undone silently; scaling up and out find no capacity', async () => {
  await makeGroup(stage)
  const { aws, client } = stage
  const change = { ReplicationGroupId: 'sessions', ApplyImmediately: true }
  const scale = (CacheNodeType: string) =>
    client.send(new ModifyReplicationGroupCommand({ ...change, CacheNodeType }))
  aws.faults.set('scale-undone')
  await scale('cache.t4g.micro')
  stage.pass(SETTINGS.modifyMs + SETTINGS.memberLagMs)
  expect(await groupSeen(stage)).toMatchObject({ Status: 'available', CacheNodeType: 'cache.t4g.small' })
  const { Events = [] } = await client.send(
    new DescribeEventsCommand({ SourceIdentifier: 'sessions', SourceType: 'replication-group' }),
  )
  expect(Events.at(-1)?.Message).toMatch(/^Failed to scale down .* insufficient memory/)
  aws.faults.set('capacity-sync', { times: 2 })
  expect((await refusalOf(scale('cache.t4g.medium'))).Code).toBe('InsufficientCacheClusterCapacity')
  const grow = new IncreaseReplicaCountCommand({ ...change, NewReplicaCount: 2 })
  expect((await refusalOf(client.send(grow))).Code).toBe('InsufficientCacheClusterCapacity')
  aws.faults.set('tags-limit')
  const tag = new AddTagsToResourceCommand({
    ResourceName: 'arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:sessions',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  expect((await refusalOf(client.send(tag))).name).toBe('TagQuotaPerResourceExceeded')
})
