import { describe, expect, test } from 'vitest'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import { partOf } from '../unit/resources/a-redis.ts'
import { MINUTE_MS, openStage, redisParts } from './aws-adapter-stage.ts'

describe('events', () => {
  test('of members tell why a creation failed', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts.slice(0, -1))
    const main = partOf(parts, redis.mainPart)
    stage.aws.faults.set('capacity-event', { zone: 'ap-northeast-2b' })
    const since = stage.clock.now()
    await stage.cloud.make(main)
    await stage.clock.advance(MINUTE_MS)
    expect(await stage.present(main)).toMatchObject({ status: 'create-failed' })
    const events = await stage.cloud.events(main, since)
    expect(events).toContainEqual({
      at: expect.any(Number),
      about: `${main.name}-002`,
      message: expect.stringMatching(/insufficient capacity for cache\.t4g\.small .* ap-northeast-2b/),
    })
  })

  test('come in order, of the group and each member, and none from before', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = partOf(parts, redis.mainPart)
    await stage.makeAll(redisParts('payments-prod-other', 'r2'))
    const all = await stage.cloud.events(main, stage.clock.now() - 60 * MINUTE_MS)
    expect([...new Set(all.map(({ about }) => about))].toSorted()).toEqual([
      main.name,
      `${main.name}-001`,
      `${main.name}-002`,
    ])
    expect(all).toEqual(all.toSorted((a, b) => a.at - b.at))
    const last = all.at(-1)?.at ?? 0
    const late = await stage.cloud.events(main, last)
    expect(late.every(({ at }) => at >= last)).toBe(true)
    expect(late.length).toBeGreaterThan(0)
    expect(await stage.cloud.events(main, last + 1)).toEqual([])
  })

  test('from longer ago than AWS keeps them are those that it keeps', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = partOf(parts, redis.mainPart)
    expect((await stage.cloud.events(main, 0)).length).toBeGreaterThan(0)
    await stage.clock.advance(15 * 24 * 60 * MINUTE_MS)
    expect(await stage.cloud.events(main, 0)).toEqual([])
  })

  test('are asked for of a replication group only', async () => {
    await using stage = await openStage()
    expect(await stage.cloud.events(partOf(redisParts(), 'user'), 0)).toEqual([])
    expect(stage.operations()).toEqual([])
  })
})

describe('looking at many at once', () => {
  test('lists everything once instead of asking for each', async () => {
    await using stage = await openStage()
    const names = ['one', 'two', 'three']
    const groups = []
    for (const name of names) {
      const parts = redisParts(`payments-prod-${name}`, name)
      await stage.makeAll(parts)
      groups.push(partOf(parts, redis.mainPart))
    }
    const start = stage.operations().length
    const sights = await Promise.all(groups.map((group) => stage.cloud.look(group)))
    expect(sights.map((sight) => sight.seen === 'present' && sight.arn)).toEqual(
      groups.map(({ name }) => expect.stringContaining(name)),
    )
    expect(stage.countedFrom(start)).toEqual({
      DescribeReplicationGroups: 1,
      DescribeCacheClusters: 1,
      ListTagsForResource: 3,
    })
  })

  test('asks for one by its name', async () => {
    await using stage = await openStage()
    const parts = redisParts('payments-prod-sessions', 'r1', 0)
    await stage.makeAll(parts)
    const start = stage.operations().length
    await stage.cloud.look(partOf(parts, redis.mainPart))
    const named = stage.aws.journal().slice(start)
    expect(named.map(({ operation, name }) => `${operation} ${String(name)}`).toSorted()).toEqual([
      'DescribeCacheClusters payments-prod-sessions-001',
      'DescribeReplicationGroups payments-prod-sessions',
      'ListTagsForResource payments-prod-sessions',
    ])
  })
})
