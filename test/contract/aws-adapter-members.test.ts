import { describe, expect, test } from 'vitest'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import { partOf } from '../unit/resources/a-redis.ts'
import { MINUTE_MS, openStage, redisParts } from './aws-adapter-stage.ts'

/** A group whose second member has been replaced so often that it has a high number. */
async function openWithHighNumber() {
  const stage = await openStage()
  const parts = redisParts()
  await stage.makeAll(parts)
  const main = partOf(parts, redis.mainPart)
  const saved = stage.aws.save()
  for (const { replicationGroups, events } of saved.elasticache) {
    for (const member of replicationGroups.flatMap(({ members }) => members)) {
      member.name = member.name.replace('-002', '-017')
    }
    for (const event of events) event.source = event.source.replace('-002', '-017')
  }
  stage.aws.load(saved)
  return { ...stage, main, parts }
}

describe('a member with a high number', () => {
  test('is seen with its group, and what happened to it is told', async () => {
    await using stage = await openWithHighNumber()
    const { values } = await stage.present(stage.main)
    expect(values).toMatchObject({ members: [{}, { name: `${stage.main.name}-017`, status: 'available' }] })
    const events = await stage.cloud.events(stage.main, 0)
    expect(events.map(({ about }) => about)).toContain(`${stage.main.name}-017`)
  })

  test('is seen and its events are told when its group is gone already', async () => {
    await using stage = await openWithHighNumber()
    await stage.cloud.unmake(stage.main)
    await stage.clock.advance(stage.aws.settings.deleteMs)
    const saved = stage.aws.save()
    for (const leftover of saved.elasticache.flatMap(({ leftovers }) => leftovers)) {
      leftover.members = leftover.members.filter(({ name }) => name.endsWith('-017'))
    }
    stage.aws.load(saved)

    const start = stage.operations().length
    expect(await stage.cloud.look(stage.main)).toMatchObject({
      seen: 'present',
      owner: 'unknown',
      values: { members: [{ name: `${stage.main.name}-017`, status: 'deleting' }] },
    })
    expect(stage.countedFrom(start)).toEqual({ DescribeReplicationGroups: 1, DescribeCacheClusters: 1 })
    expect(await stage.cloud.residue({ id: 'r1', parts: [stage.main] })).toContainEqual(
      expect.objectContaining({ type: 'elasticache-replication-group', status: 'deleting' }),
    )
    const events = await stage.cloud.events(stage.main, 0)
    expect(events.map(({ about }) => about)).toContain(`${stage.main.name}-017`)
  })
})

test('events of a group that is gone are those of all members that it may have had', async () => {
  await using stage = await openStage()
  const parts = redisParts('payments-prod-sessions', 'r1', 2)
  await stage.makeAll(parts)
  const main = partOf(parts, redis.mainPart)
  await stage.cloud.unmake(main)
  await stage.clock.advance(10 * MINUTE_MS)
  const asMadeFirst = { ...main, values: { ...main.values, replicas: 0 } }
  const events = await stage.cloud.events(asMadeFirst, 0)
  expect(events.map(({ about }) => about)).toContain(`${main.name}-003`)
})
