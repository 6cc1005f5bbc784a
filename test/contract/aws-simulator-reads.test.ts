import {
  DescribeEventsCommand,
  DescribeReplicationGroupsCommand,
  paginateDescribeReplicationGroups,
} from '@aws-sdk/client-elasticache'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { groupSeen, makeGroup, openAws, refusalOf, START, type AwsStage } from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

test('lists come by pages of at most 100', async () => {
  for (let index = 0; index < 230; index++)
    stage.aws.addForeign('elasticache-replication-group', `group-${String(index).padStart(3, '0')}`)
  const sizes: (number | undefined)[] = []
  const names: (string | undefined)[] = []
  const pages = paginateDescribeReplicationGroups({ client: stage.client }, {})
  for await (const { ReplicationGroups = [] } of pages) {
    sizes.push(ReplicationGroups.length)
    names.push(...ReplicationGroups.map(({ ReplicationGroupId }) => ReplicationGroupId))
  }
  expect(sizes).toEqual([100, 100, 30])
  expect(new Set(names).size).toBe(230)
  for (const input of [{ MaxRecords: 19 }, { MaxRecords: 101 }, { Marker: 'page-2' }])
    expect(await refusalOf(stage.client.send(new DescribeReplicationGroupsCommand(input)))).toMatchObject({
      Code: 'InvalidParameterValue',
    })
})

test('a page goes on where the last ended, also when something is gone since', async () => {
  for (let index = 0; index < 40; index++)
    stage.aws.addForeign('elasticache-replication-group', `group-${String(index).padStart(3, '0')}`)
  const page = (Marker?: string) =>
    stage.client.send(new DescribeReplicationGroupsCommand({ MaxRecords: 20, Marker }))
  const first = await page()
  stage.aws.removeByHand('elasticache-replication-group', 'group-019')
  const second = await page(first.Marker)
  expect([second.ReplicationGroups?.[0]?.ReplicationGroupId, second.Marker]).toEqual(['group-020', undefined])
})

test('events tell the last hour, or as much of 14 days as is asked for', async () => {
  await makeGroup(stage)
  const events = async (input: object) => {
    const { Events = [] } = await stage.client.send(new DescribeEventsCommand(input))
    return Events.map(({ SourceIdentifier, Message }) => `${SourceIdentifier}: ${Message}`)
  }
  const all = await events({})
  expect(all).toContain('sessions: Replication group sessions created')
  expect(all).toContain('sessions-001: Cache cluster created')
  expect(await events({ SourceIdentifier: 'sessions-002', SourceType: 'cache-cluster' })).toEqual([
    'sessions-002: Added cache node 0001 in availability zone ap-northeast-2b',
    'sessions-002: Cache cluster created',
  ])
  stage.pass(2 * HOUR_MS)
  expect(await events({})).toEqual([])
  expect(await events({ Duration: 180 })).toEqual(all)
  expect(await events({ StartTime: new Date(START) })).toEqual(all)
  expect(await events({ StartTime: new Date(START), EndTime: new Date(START + 1) })).toEqual([])
  stage.pass(14 * DAY_MS)
  expect(await events({ Duration: 15 * 24 * 60 })).toEqual([])
  expect(
    await refusalOf(stage.client.send(new DescribeEventsCommand({ StartTime: new Date(START) }))),
  ).toMatchObject({ Code: 'InvalidParameterValue' })
})

test('a read before its time does not see what was made', async () => {
  stage.aws.faults.set('stale-reads', { ms: 20_000, operation: 'CreateReplicationGroup' })
  await makeGroup(stage)
  expect(await refusalOf(groupSeen(stage))).toMatchObject({ name: 'ReplicationGroupNotFoundFault' })
  stage.pass(20_000)
  expect((await groupSeen(stage)).Status).toBe('available')
})
