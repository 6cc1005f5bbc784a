import {
  DecreaseReplicaCountCommand,
  DescribeCacheClustersCommand,
  IncreaseReplicaCountCommand,
  ListAllowedNodeTypeModificationsCommand,
  ModifyReplicationGroupCommand,
  type ModifyReplicationGroupCommandInput,
} from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  groupSeen,
  makeGroup,
  membersSeen,
  openAws,
  refusalOf,
  SETTINGS,
  type AwsStage,
} from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const NOW = { ReplicationGroupId: 'sessions', ApplyImmediately: true }
const modify = (more: Partial<ModifyReplicationGroupCommandInput>) =>
  stage.client.send(new ModifyReplicationGroupCommand({ ...NOW, ...more }))
const increase = (NewReplicaCount: number) =>
  stage.client.send(new IncreaseReplicaCountCommand({ ...NOW, NewReplicaCount }))
const decrease = (NewReplicaCount: number) =>
  stage.client.send(new DecreaseReplicaCountCommand({ ...NOW, NewReplicaCount }))
const settle = () => stage.pass(SETTINGS.modifyMs + SETTINGS.memberLagMs)

test('a node type changes with the group first, then with its members, one change at a time', async () => {
  await makeGroup(stage)
  const list = new ListAllowedNodeTypeModificationsCommand({ ReplicationGroupId: 'sessions' })
  const allowed = await stage.client.send(list)
  expect(allowed.ScaleUpModifications).toContain('cache.t4g.medium')
  expect(allowed.ScaleDownModifications).toContain('cache.t4g.micro')
  const { ReplicationGroup } = await modify({ CacheNodeType: 'cache.t4g.medium' })
  expect(ReplicationGroup?.Status).toBe('modifying')
  expect(await refusalOf(modify({ CacheNodeType: 'cache.m7g.large' }))).toMatchObject({
    name: 'InvalidReplicationGroupStateFault',
    message: 'Replication group must be in available state to modify.',
  })
  expect(await stage.client.send(list)).toMatchObject({
    ScaleUpModifications: [],
    ScaleDownModifications: [],
  })
  stage.pass(SETTINGS.modifyMs)
  expect(await groupSeen(stage)).toMatchObject({ Status: 'available', CacheNodeType: 'cache.t4g.medium' })
  const { CacheClusters = [] } = await stage.client.send(new DescribeCacheClustersCommand({}))
  expect(CacheClusters.map(({ CacheNodeType }) => CacheNodeType)).toEqual(Array(2).fill('cache.t4g.small'))
  expect(await refusalOf(increase(2))).toMatchObject({
    name: 'InvalidCacheClusterStateFault',
    Code: 'InvalidCacheClusterState',
  })
  stage.pass(SETTINGS.memberLagMs)
  const { CacheClusters: later = [] } = await stage.client.send(new DescribeCacheClustersCommand({}))
  expect(later.map(({ CacheNodeType }) => CacheNodeType)).toEqual(Array(2).fill('cache.t4g.medium'))
  expect(await refusalOf(modify({ CacheNodeType: 'cache.t4g.medium' }))).toMatchObject({
    Code: 'InvalidParameterCombination',
    message: 'No modifications were requested',
  })
  expect(await refusalOf(modify({ CacheNodeType: 'cache.r6gd.xlarge' }))).toMatchObject({
    Code: 'InvalidParameterValue',
  })
})

test('a new replica is a member at once, but counts once it is there', async () => {
  await makeGroup(stage)
  await increase(2)
  const group = await groupSeen(stage)
  expect(group.MemberClusters).toEqual(['sessions-001', 'sessions-002', 'sessions-003'])
  stage.pass(SETTINGS.modifyMs)
  const joining = await groupSeen(stage)
  expect([joining.Status, joining.NodeGroups?.[0]?.NodeGroupMembers?.length]).toEqual(['available', 2])
  expect((await membersSeen(stage))['sessions-003']).toBe('creating')
  stage.pass(SETTINGS.memberLagMs)
  const joined = (await groupSeen(stage)).NodeGroups?.[0]?.NodeGroupMembers ?? []
  expect(joined[2]).toMatchObject({
    CacheClusterId: 'sessions-003',
    CurrentRole: 'replica',
    PreferredAvailabilityZone: 'ap-northeast-2c',
  })
  expect(await refusalOf(increase(2))).toMatchObject({ name: 'NoOperationFault', Code: 'NoOperationFault' })
  expect(await refusalOf(increase(1))).toMatchObject({ Code: 'InvalidParameterValue' })
  expect(await refusalOf(increase(6))).toMatchObject({ Code: 'InvalidParameterValue' })
})

test('a replica that goes is a member until it is gone; with failover one stays', async () => {
  await makeGroup(stage)
  await increase(2)
  settle()
  await decrease(1)
  stage.pass(SETTINGS.modifyMs)
  const leaving = await groupSeen(stage)
  expect([leaving.Status, leaving.MemberClusters?.length]).toEqual(['available', 3])
  expect(leaving.NodeGroups?.[0]?.NodeGroupMembers).toHaveLength(2)
  expect((await membersSeen(stage))['sessions-003']).toBe('deleting')
  stage.pass(SETTINGS.memberLagMs)
  expect((await groupSeen(stage)).MemberClusters).toHaveLength(2)
  expect(await refusalOf(decrease(1))).toMatchObject({ Code: 'NoOperationFault' })
  expect(await refusalOf(decrease(0))).toMatchObject({
    name: 'InvalidParameterValueException',
    Code: 'InvalidParameterValue',
    message: 'Must have at least 1 replica when cluster mode is disabled with auto failover enabled.',
  })
  const later = new DecreaseReplicaCountCommand({ ...NOW, ApplyImmediately: false, NewReplicaCount: 0 })
  expect(await refusalOf(stage.client.send(later))).toMatchObject({ Code: 'InvalidParameterValue' })
})

test('failover is switched off before the last replica goes', async () => {
  await makeGroup(stage)
  const { ReplicationGroup } = await modify({ AutomaticFailoverEnabled: false, MultiAZEnabled: false })
  expect(ReplicationGroup).toMatchObject({
    AutomaticFailover: 'disabling',
    PendingModifiedValues: { AutomaticFailoverStatus: 'disabled' },
  })
  settle()
  expect(await groupSeen(stage)).toMatchObject({ AutomaticFailover: 'disabled', MultiAZ: 'disabled' })
  await decrease(0)
  settle()
  const on = { AutomaticFailoverEnabled: true, MultiAZEnabled: true }
  expect(await refusalOf(modify(on))).toMatchObject({
    message: 'Must have at least 1 replica for Multi-AZ enabled Replication Group',
  })
})

test('what is not applied immediately waits, and is applied with the next that is', async () => {
  await makeGroup(stage)
  await modify({ ApplyImmediately: false, CacheNodeType: 'cache.t4g.medium' })
  const { CacheClusters = [] } = await stage.client.send(new DescribeCacheClustersCommand({}))
  expect(CacheClusters[0]?.PendingModifiedValues?.CacheNodeType).toBe('cache.t4g.medium')
  expect(await groupSeen(stage)).toMatchObject({ Status: 'available', CacheNodeType: 'cache.t4g.small' })
  await modify({ AutomaticFailoverEnabled: false, MultiAZEnabled: false })
  settle()
  expect(await groupSeen(stage)).toMatchObject({
    CacheNodeType: 'cache.t4g.medium',
    AutomaticFailover: 'disabled',
  })
})

test('an engine goes up, never down', async () => {
  await makeGroup(stage)
  expect(await refusalOf(modify({ EngineVersion: '7.2' }))).toMatchObject({ Code: 'InvalidParameterValue' })
  expect(await refusalOf(modify({ EngineVersion: '9.0' }))).toMatchObject({
    message: 'Expected a parameter group of family valkey9 but found one of family valkey8',
  })
  await modify({ EngineVersion: '8.1', SnapshotWindow: '01:00-02:00' })
  settle()
  const { CacheClusters = [] } = await stage.client.send(new DescribeCacheClustersCommand({}))
  expect(CacheClusters[0]).toMatchObject({ EngineVersion: '8.1.0', SnapshotWindow: '01:00-02:00' })
})

test('daily snapshots are switched on for one member', async () => {
  await makeGroup(stage, { SnapshotRetentionLimit: 0 })
  expect(await refusalOf(modify({ SnapshotRetentionLimit: 7 }))).toMatchObject({
    Code: 'InvalidParameterCombination',
    message: 'Must specify both SnapshotRetentionLimit and SnapshottingClusterId to turn on snapshots',
  })
  await modify({ SnapshotRetentionLimit: 7, SnapshottingClusterId: 'sessions-002' })
  settle()
  expect((await groupSeen(stage)).SnapshotRetentionLimit).toBe(7)
})
