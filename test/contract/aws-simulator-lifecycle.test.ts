import {
  AddTagsToResourceCommand,
  DeleteCacheParameterGroupCommand,
  DeleteCacheSubnetGroupCommand,
  DeleteReplicationGroupCommand,
  DeleteUserCommand,
  DeleteUserGroupCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createGroup,
  groupSeen,
  makeGroup,
  makeGroupNeeds,
  membersSeen,
  openAws,
  refusalOf,
  SETTINGS,
  type AwsStage,
} from './aws-simulator-kit.ts'

const ARN = 'arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:sessions'
let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const listTags = () => stage.client.send(new ListTagsForResourceCommand({ ResourceName: ARN }))
const deleteGroup = () =>
  stage.client.send(new DeleteReplicationGroupCommand({ ReplicationGroupId: 'sessions' }))

test('a group is available before its members are', async () => {
  await makeGroupNeeds(stage)
  const { ReplicationGroup: made } = await createGroup(stage)
  expect(made).toMatchObject({ Status: 'creating', MemberClusters: ['sessions-001', 'sessions-002'] })
  expect(made?.NodeGroups ?? []).toEqual([])
  stage.pass(SETTINGS.createMs - 1)
  expect((await groupSeen(stage)).Status).toBe('creating')
  stage.pass(1)
  const group = await groupSeen(stage)
  expect(group.Status).toBe('available')
  expect(group.NodeGroups?.[0]).toMatchObject({
    Status: 'available',
    PrimaryEndpoint: { Address: 'master.sessions.abc123.apn2.cache.amazonaws.com', Port: 6379 },
    ReaderEndpoint: { Address: 'replica.sessions.abc123.apn2.cache.amazonaws.com' },
    NodeGroupMembers: [
      {
        CacheClusterId: 'sessions-001',
        CurrentRole: 'primary',
        PreferredAvailabilityZone: 'ap-northeast-2a',
      },
      {
        CacheClusterId: 'sessions-002',
        CurrentRole: 'replica',
        PreferredAvailabilityZone: 'ap-northeast-2b',
      },
    ],
  })
  expect(await membersSeen(stage)).toEqual({ 'sessions-001': 'creating', 'sessions-002': 'creating' })
  stage.pass(SETTINGS.memberLagMs)
  expect(await membersSeen(stage)).toEqual({ 'sessions-001': 'available', 'sessions-002': 'available' })
})

test('tags are read and written while it is available only', async () => {
  await makeGroupNeeds(stage)
  await createGroup(stage)
  const refused = {
    name: 'InvalidReplicationGroupStateFault',
    Code: 'InvalidReplicationGroupState',
    message: 'Cluster not in available state to perform tagging operations.',
    status: 400,
  }
  expect(await refusalOf(listTags())).toEqual(refused)
  const tag = new AddTagsToResourceCommand({ ResourceName: ARN, Tags: [{ Key: 'a', Value: 'b' }] })
  expect(await refusalOf(stage.client.send(tag))).toEqual(refused)
  stage.pass(SETTINGS.createMs)
  expect((await listTags()).TagList).toEqual([{ Key: 'team', Value: 'checkout' }])
})

test('it cannot be deleted while it is created or deleted', async () => {
  await makeGroupNeeds(stage)
  await createGroup(stage)
  expect(await refusalOf(deleteGroup())).toMatchObject({
    name: 'InvalidReplicationGroupStateFault',
    message: 'Replication group sessions has status creating which is not valid for deletion.',
  })
  stage.pass(SETTINGS.createMs)
  expect((await deleteGroup()).ReplicationGroup?.Status).toBe('deleting')
  expect(await refusalOf(deleteGroup())).toMatchObject({ Code: 'InvalidReplicationGroupState' })
  stage.pass(SETTINGS.deleteMs)
  expect(await refusalOf(deleteGroup())).toEqual({
    name: 'ReplicationGroupNotFoundFault',
    Code: 'ReplicationGroupNotFoundFault',
    message: 'ReplicationGroup sessions not found.',
    status: 404,
  })
})

test('what it uses stays in use until its members are gone, the user group until it is', async () => {
  await makeGroup(stage)
  const { client, pass } = stage
  const subnetGroup = new DeleteCacheSubnetGroupCommand({ CacheSubnetGroupName: 'sessions' })
  const parameterGroup = new DeleteCacheParameterGroupCommand({ CacheParameterGroupName: 'sessions' })
  const userGroup = new DeleteUserGroupCommand({ UserGroupId: 'sessions' })
  const inUse = async () => [
    await refusalOf(client.send(subnetGroup)),
    await refusalOf(client.send(parameterGroup)),
  ]
  const refused = [
    { name: 'CacheSubnetGroupInUse', Code: 'CacheSubnetGroupInUse', status: 400 },
    {
      name: 'InvalidCacheParameterGroupStateFault',
      Code: 'InvalidCacheParameterGroupState',
      message:
        'One or more cache clusters are still members of this parameter group sessions, so the group cannot be deleted.',
    },
  ]
  expect(await inUse()).toMatchObject(refused)
  expect(await refusalOf(client.send(userGroup))).toMatchObject({ name: 'InvalidUserGroupStateFault' })
  expect(await refusalOf(client.send(new DeleteUserCommand({ UserId: 'sessions' })))).toMatchObject({
    name: 'DefaultUserAssociatedToUserGroupFault',
    Code: 'DefaultUserAssociatedToUserGroup',
  })
  await deleteGroup()
  pass(SETTINGS.deleteMs)
  expect(await refusalOf(groupSeen(stage))).toMatchObject({ name: 'ReplicationGroupNotFoundFault' })
  expect(await membersSeen(stage)).toEqual({ 'sessions-001': 'deleting', 'sessions-002': 'deleting' })
  expect(await inUse()).toMatchObject(refused)
  await client.send(userGroup)
  pass(SETTINGS.memberLagMs)
  await client.send(subnetGroup)
  await client.send(parameterGroup)
  await client.send(new DeleteUserCommand({ UserId: 'sessions' }))
  pass(SETTINGS.userMs)
  expect(stage.aws.inventory()).toEqual([])
})
