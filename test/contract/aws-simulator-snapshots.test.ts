import {
  CreateSnapshotCommand,
  DeleteReplicationGroupCommand,
  DescribeEventsCommand,
  DescribeSnapshotsCommand,
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

const snapshot = (SnapshotName: string, CacheClusterId = 'sessions-002') =>
  stage.client.send(
    new CreateSnapshotCommand({ SnapshotName, CacheClusterId, Tags: [{ Key: 'a', Value: 'b' }] }),
  )
const statusOf = async (SnapshotName: string) => {
  const { Snapshots = [] } = await stage.client.send(new DescribeSnapshotsCommand({ SnapshotName }))
  return Snapshots[0]?.SnapshotStatus
}

test('a snapshot is of one member, and the group is busy until it is there', async () => {
  await makeGroup(stage)
  expect(
    await refusalOf(
      stage.client.send(new CreateSnapshotCommand({ SnapshotName: 's', ReplicationGroupId: 'sessions' })),
    ),
  ).toMatchObject({
    Code: 'InvalidParameterCombination',
    message: expect.stringContaining('Please specify a cache cluster instead') as string,
  })
  await snapshot('last')
  expect([await statusOf('last'), (await groupSeen(stage)).Status]).toEqual(['creating', 'snapshotting'])
  expect(await membersSeen(stage)).toEqual({ 'sessions-001': 'available', 'sessions-002': 'snapshotting' })
  expect(await refusalOf(snapshot('more'))).toMatchObject({ name: 'InvalidCacheClusterStateFault' })
  const end = new DeleteReplicationGroupCommand({ ReplicationGroupId: 'sessions' })
  expect(await refusalOf(stage.client.send(end))).toMatchObject({ Code: 'InvalidReplicationGroupState' })
  stage.pass(SETTINGS.snapshotMs)
  expect([await statusOf('last'), (await groupSeen(stage)).Status]).toEqual(['available', 'available'])
  expect(await refusalOf(snapshot('last'))).toMatchObject({ name: 'SnapshotAlreadyExistsFault' })
  expect(await refusalOf(statusOf('none'))).toMatchObject({ name: 'SnapshotNotFoundFault', status: 404 })
})

test('a final one is taken before the group goes, and stays', async () => {
  await makeGroup(stage)
  const { ReplicationGroup } = await stage.client.send(
    new DeleteReplicationGroupCommand({
      ReplicationGroupId: 'sessions',
      FinalSnapshotIdentifier: 'sessions-final',
    }),
  )
  expect(ReplicationGroup?.Status).toBe('snapshotting')
  stage.pass(SETTINGS.snapshotMs)
  expect([await statusOf('sessions-final'), (await groupSeen(stage)).Status]).toEqual([
    'available',
    'deleting',
  ])
  stage.pass(SETTINGS.deleteMs + SETTINGS.memberLagMs)
  expect(await membersSeen(stage)).toEqual({})
  const kept = stage.aws.inventory().map(({ kind, name }) => `${kind} ${name}`)
  expect(kept).toContain('elasticache-snapshot sessions-final')
  expect(kept.filter((one) => one.includes('replication-group') || one.includes('cluster'))).toEqual([])
})

test('one that fails says so, or is gone', async () => {
  await makeGroup(stage)
  stage.aws.faults.set('snapshot-fails')
  await snapshot('fails')
  stage.pass(SETTINGS.snapshotMs)
  expect(await statusOf('fails')).toBe('failed')
  stage.aws.faults.set('snapshot-fails', { end: 'gone' })
  await snapshot('goes')
  stage.pass(SETTINGS.snapshotMs)
  expect(await refusalOf(statusOf('goes'))).toMatchObject({ name: 'SnapshotNotFoundFault' })
  const { Events = [] } = await stage.client.send(
    new DescribeEventsCommand({ SourceIdentifier: 'sessions-002', SourceType: 'cache-cluster' }),
  )
  expect(Events.filter(({ Message }) => Message?.startsWith('Snapshot failed'))).toHaveLength(2)
  stage.aws.faults.set('snapshot-refused')
  expect(await refusalOf(snapshot('last'))).toMatchObject({ name: 'SnapshotFeatureNotSupportedFault' })
})
