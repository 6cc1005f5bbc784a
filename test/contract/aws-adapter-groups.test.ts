import { describe, expect, test } from 'vitest'
import { PARAMETERS, type CacheParameter } from '../../playground/aws/elasticache/parameters.ts'
import { redis } from '../../src/domain/resources/redis/redis.ts'
import { partOf } from '../unit/resources/a-redis.ts'
import { failureOf } from './aws-adapter-kit.ts'
import { MINUTE_MS, openStage, redisParts } from './aws-adapter-stage.ts'

const mainOf = (parts: ReturnType<typeof redisParts>) => partOf(parts, redis.mainPart)

describe('a replication group', () => {
  test('is made without asking for its members, which say nothing else until it is available', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts.slice(0, -1))
    const main = mainOf(parts)
    await stage.cloud.make(main)
    const start = stage.operations().length
    const { values } = await stage.present(main)
    expect(stage.countedFrom(start)).toEqual({ DescribeReplicationGroups: 1 })
    expect(values).toMatchObject({ members: [{ status: 'creating' }, { status: 'creating' }] })

    await stage.clock.advance(stage.aws.settings.createMs)
    const later = stage.operations().length
    await stage.cloud.look(main)
    expect(stage.countedFrom(later)).toMatchObject({ DescribeReplicationGroups: 1, DescribeCacheClusters: 1 })
  })

  test('is seen with its members, which lag behind it, and with tags once they can be read', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts.slice(0, -1))
    const main = mainOf(parts)
    await stage.cloud.make(main)
    const creating = await stage.present(main)
    expect(creating).toMatchObject({ owner: 'ours', status: 'creating', values: { tags: null } })
    expect(redis.verdict(main, creating)).toMatchObject({ state: 'settling' })

    await stage.clock.advance(stage.aws.settings.createMs)
    const lagging = await stage.present(main)
    expect(lagging).toMatchObject({
      status: 'available',
      values: { members: [{ status: 'creating' }, { status: 'creating' }] },
    })
    expect(redis.verdict(main, lagging)).toMatchObject({
      state: 'settling',
      what: `member ${main.name}-001 is creating`,
    })

    await stage.clock.advance(stage.aws.settings.memberLagMs)
    expect((await stage.present(main)).values).toMatchObject({
      engine: 'valkey',
      replicas: 1,
      parameterStatus: 'in-sync',
      subnetGroup: main.name,
      parameterGroup: main.name,
      userGroups: [main.name],
      tags: { 'coxswain:resource': 'r1', project: 'payments' },
      members: [
        { name: `${main.name}-001`, status: 'available', role: 'primary', nodeType: 'cache.t4g.small' },
        { name: `${main.name}-002`, status: 'available', role: 'replica', nodeType: 'cache.t4g.small' },
      ],
      endpoint: { port: 6379 },
      readEndpoint: { port: 6379 },
    })
  })

  test('is still there while members of it are, though nobody can say whose it was', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = mainOf(parts)
    await stage.cloud.unmake(main)
    await stage.clock.advance(stage.aws.settings.deleteMs)
    expect(await stage.cloud.look(main)).toMatchObject({
      seen: 'present',
      owner: 'unknown',
      status: 'deleting',
      values: { members: [{ status: 'deleting' }, { status: 'deleting' }] },
    })
    await stage.clock.advance(stage.aws.settings.memberLagMs)
    expect(await stage.cloud.look(main)).toEqual({ seen: 'absent' })
  })

  test('gets back the tags that somebody took', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = { ...mainOf(parts), tags: { ...mainOf(parts).tags, 'cost-center': 'platform' } }
    expect(redis.verdict(main, await stage.present(main))).toMatchObject({ state: 'to-mend' })
    expect(await stage.cloud.mend(main)).toMatchObject({ answer: 'done' })
    expect(redis.verdict(main, await stage.present(main))).toEqual({ state: 'ready' })
    expect(await stage.cloud.mend(main)).toEqual({ answer: 'nothing-to-do', requestId: null })
  })
})

describe('modifying it', () => {
  test('goes step by step to what is wanted, and says when there is nothing to do', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = mainOf(parts)
    const wanted = { ...main, values: { ...main.values, nodeType: 'cache.m7g.large', replicas: 2 } }
    const steps: string[] = []
    for (let rounds = 0; rounds < 10; rounds++) {
      const step = redis.nextStep(wanted, await stage.present(wanted))
      if (!step) break
      steps.push(step.do)
      expect(await stage.cloud.modify(main, step)).toMatchObject({ answer: 'done' })
      expect(await stage.present(main)).toMatchObject({ status: 'modifying' })
      expect(await failureOf(stage.cloud.modify(main, step))).toMatchObject({ class: 'busy' })
      await stage.clock.advance(MINUTE_MS)
    }
    expect(steps).toEqual(['add-replicas', 'set-node-type'])
    expect((await stage.present(main)).values).toMatchObject({ nodeType: 'cache.m7g.large', replicas: 2 })
    const again = { do: 'add-replicas', replicas: 2 } as const
    expect(await stage.cloud.modify(main, again)).toMatchObject({ answer: 'nothing-to-do' })
  })

  test('switches failover off, and takes replicas away', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const main = mainOf(parts)
    for (const step of [
      { do: 'set-failover', on: false },
      { do: 'remove-replicas', replicas: 0 },
    ] as const) {
      expect(await stage.cloud.modify(main, step)).toMatchObject({ answer: 'done' })
      await stage.clock.advance(MINUTE_MS)
    }
    const { values } = await stage.present(main)
    expect(values).toMatchObject({ automaticFailover: 'disabled', multiAz: 'disabled', replicas: 0 })
  })

  test('knows the node types that AWS would change it to', async () => {
    await using stage = await openStage()
    const parts = redisParts()
    await stage.makeAll(parts)
    const types = await stage.cloud.allowedNodeTypes(mainOf(parts))
    expect(types).toContain('cache.m7g.large')
    expect(new Set(types).size).toBe(types.length)
  })

  test('of what is gone is absent', async () => {
    await using stage = await openStage()
    const main = mainOf(redisParts())
    expect(await stage.cloud.modify(main, { do: 'add-replicas', replicas: 2 })).toMatchObject({
      answer: 'absent',
    })
    expect(await stage.cloud.mend(main)).toMatchObject({ answer: 'absent' })
  })
})

describe('parameters', () => {
  test('are set twenty at a time, and only those that differ', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'parameter-group')
    await stage.cloud.make(part)
    expect(await stage.cloud.mend(part)).toMatchObject({ answer: 'done' })
    expect(redis.verdict(part, await stage.present(part))).toEqual({ state: 'ready' })
    expect(await stage.cloud.mend(part)).toEqual({ answer: 'nothing-to-do', requestId: null })
    expect((await stage.present(part)).values).toMatchObject({
      family: 'valkey8',
      parameters: { 'maxmemory-policy': 'allkeys-lru' },
    })
  })

  test('are set in more than one call when there are many', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'parameter-group')
    const wanted = PARAMETERS.filter(({ isModifiable }) => isModifiable)
    const parameters = Object.fromEntries(wanted.map((one) => [one.name, anotherValue(one)]))
    const many = { ...part, values: { ...part.values, parameters } }
    await stage.cloud.make(many)
    const start = stage.operations().length
    expect(await stage.cloud.mend(many)).toMatchObject({ answer: 'done' })
    expect(wanted.length).toBeGreaterThan(20)
    expect(stage.countedFrom(start)).toMatchObject({ ModifyCacheParameterGroup: 2 })
    expect(redis.verdict(many, await stage.present(many))).toEqual({ state: 'ready' })
  })

  test('of an engine that AWS does not offer are refused in words', async () => {
    await using stage = await openStage()
    const part = partOf(redisParts(), 'parameter-group')
    const old = { ...part, values: { ...part.values, engineVersion: '1.0' } }
    expect(await failureOf(stage.cloud.make(old))).toMatchObject({
      class: 'wrong-request',
      message: 'AWS offers no valkey 1.0 in this region',
    })
  })
})

/** Of `yes,no` or `5-100`, but the default. */
function anotherValue({ value, allowed, type }: CacheParameter): string {
  const values = allowed.split(type === 'integer' ? '-' : ',')
  return values.find((one) => one !== value) ?? value
}
