import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markerOf } from '../../../src/domain/resources/part.ts'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import { spread } from '../../../src/domain/resources/redis/zones.ts'
import { aPolicy, aWish, mainOf, partOf, RESOURCE_ID, someParts } from './a-redis.ts'

test('the parts, in the order of creation', () => {
  expect(someParts().map(({ id, type, name }) => ({ id, type, name }))).toMatchInlineSnapshot(`
    [
      {
        "id": "secret",
        "name": "/coxswain/prod/payments/payments-prod-sessions/password",
        "type": "ssm-parameter",
      },
      {
        "id": "subnet-group",
        "name": "payments-prod-sessions",
        "type": "elasticache-subnet-group",
      },
      {
        "id": "parameter-group",
        "name": "payments-prod-sessions",
        "type": "elasticache-parameter-group",
      },
      {
        "id": "user",
        "name": "payments-prod-sessions",
        "type": "elasticache-user",
      },
      {
        "id": "user-group",
        "name": "payments-prod-sessions",
        "type": "elasticache-user-group",
      },
      {
        "id": "replication-group",
        "name": "payments-prod-sessions",
        "type": "elasticache-replication-group",
      },
    ]
  `)
  expect(someParts().map(({ values }) => values)).toMatchInlineSnapshot(`
    [
      {
        "description": "Redis of payments in prod, made by Coxswain [coxswain:01hx3zk5q8r7v2m4n6p9s1t0wy]",
      },
      {
        "description": "Redis of payments in prod, made by Coxswain [coxswain:01hx3zk5q8r7v2m4n6p9s1t0wy]",
        "subnetIds": [
          "subnet-a",
          "subnet-c",
        ],
      },
      {
        "description": "Redis of payments in prod, made by Coxswain [coxswain:01hx3zk5q8r7v2m4n6p9s1t0wy]",
        "engine": "valkey",
        "engineVersion": "8.0",
        "parameters": {
          "maxmemory-policy": "allkeys-lru",
        },
      },
      {
        "accessString": "on ~* +@all",
        "engine": "valkey",
        "passwordFrom": "/coxswain/prod/payments/payments-prod-sessions/password",
        "userName": "default",
      },
      {
        "engine": "valkey",
        "userIds": [
          "payments-prod-sessions",
        ],
      },
      {
        "description": "Redis of payments in prod, made by Coxswain [coxswain:01hx3zk5q8r7v2m4n6p9s1t0wy]",
        "engine": "valkey",
        "engineVersion": "8.0",
        "kmsKeyId": null,
        "maintenanceWindow": "sun:19:00-sun:20:00",
        "multiAz": true,
        "nodeType": "cache.t4g.small",
        "parameterGroup": "payments-prod-sessions",
        "port": 6379,
        "replicas": 1,
        "securityGroups": [
          "sg-1",
        ],
        "snapshotRetentionDays": 7,
        "snapshotWindow": "17:00-18:00",
        "subnetGroup": "payments-prod-sessions",
        "userGroup": "payments-prod-sessions",
        "zones": [
          "ap-northeast-2a",
          "ap-northeast-2c",
        ],
      },
    ]
  `)
})

test('all carry the tags and, where there is a description, the marker', () => {
  for (const { values, tags, resourceId } of someParts()) {
    expect(tags).toEqual({ 'coxswain:resource': RESOURCE_ID, project: 'payments' })
    expect(resourceId).toBe(RESOURCE_ID)
    if ('description' in values) expect(values['description']).toContain(markerOf(RESOURCE_ID))
  }
})

test('a long project leaves room for the marker', () => {
  const parts = someParts({ project: 'p'.repeat(300) })
  const { description } = mainOf(parts).values
  expect(description).toHaveLength(255)
  expect(description).toContain(markerOf(RESOURCE_ID))
})

test('no part needs one that comes after it', () => {
  const parts = someParts()
  const order = (id: string) => parts.findIndex((part) => part.id === id)
  expect(order('secret')).toBeLessThan(order('user'))
  expect(order('user')).toBeLessThan(order('user-group'))
  for (const id of ['user-group', 'subnet-group', 'parameter-group']) {
    expect(order(id)).toBeLessThan(order(redis.mainPart))
  }
})

test('nodes are spread over the zones as evenly as can be', () => {
  const zone = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(
      fc.uniqueArray(zone, { minLength: 1 }),
      fc.integer({ min: 1, max: 6 }),
      fc.array(zone, { maxLength: 6 }),
      (zones, nodes, taken) => {
        const fresh = spread(zones, nodes)
        const counts = zones.map((one) => fresh.filter((spot) => spot === one).length)
        expect(fresh).toHaveLength(nodes)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        const kept = spread(zones, nodes, taken)
        expect(kept).toHaveLength(nodes)
        expect(kept.slice(0, taken.length)).toEqual(taken.slice(0, nodes))
      },
    ),
  )
})

test('a modification changes node type, replicas and zones only', () => {
  const before = someParts()
  const policy = aPolicy({ port: 7000, multiAz: false, securityGroups: ['sg-9'] })
  const after = redis.modified(
    before,
    { wish: aWish({ size: 'cache-medium', replicas: 2 }), before: aWish() },
    policy,
  )
  expect(after.filter(({ id }) => id !== redis.mainPart)).toEqual(
    before.filter(({ id }) => id !== redis.mainPart),
  )
  expect(mainOf(after).values).toEqual({
    ...mainOf(before).values,
    nodeType: 'cache.m7g.large',
    replicas: 2,
    zones: ['ap-northeast-2a', 'ap-northeast-2c', 'ap-northeast-2a'],
  })
})

test('new nodes go to the subnets that the resource has, whatever policy has by now', () => {
  const policy = aPolicy({
    subnets: [
      { id: 'subnet-c', zone: 'ap-northeast-2c' },
      { id: 'subnet-new', zone: 'ap-northeast-2d' },
    ],
  })
  const after = redis.modified(
    someParts({ wish: aWish({ replicas: 0 }) }),
    { wish: aWish({ replicas: 2 }), before: aWish({ replicas: 0 }) },
    policy,
  )
  expect(mainOf(after).values['zones']).toEqual(['ap-northeast-2a', 'ap-northeast-2c', 'ap-northeast-2a'])
})

test('a size that policy dropped keeps its node type', () => {
  const after = redis.modified(
    someParts(),
    { wish: aWish({ replicas: 0 }), before: aWish() },
    aPolicy({ sizes: [] }),
  )
  expect(mainOf(after).values).toMatchObject({ nodeType: 'cache.t4g.small', replicas: 0 })
})

test('one line tells what it is', () => {
  expect(redis.summary(someParts())).toBe('Valkey 8.0 · cache.t4g.small · 1 replica')
  const wish = aWish({ engine: 'redis-7.1', replicas: 0 })
  expect(redis.summary(someParts({ wish }))).toBe('Redis 7.1 · cache.t4g.small · no replica')
})

test('the price is that of all nodes, of the type that they have', () => {
  expect(redis.priceQuery(someParts({ wish: aWish({ replicas: '2' }) }), 'us-east-1')).toEqual({
    query: {
      service: 'AmazonElastiCache',
      region: 'us-east-1',
      nodeType: 'cache.t4g.small',
      engine: 'Valkey',
    },
    nodes: 3,
  })
  const ofRedis = someParts({ wish: aWish({ engine: 'redis-7.1' }) })
  expect(redis.priceQuery(ofRedis, 'us-east-1')?.query.engine).toBe('Redis')
  expect(redis.priceQuery([], 'us-east-1')).toBeNull()
})

test('the final snapshot has a name that AWS takes and that is found again', () => {
  const main = mainOf(someParts())
  const snapshot = redis.finalSnapshot(main, '01hx3zk5q8r7v2m4n6abcdefgh')
  expect(snapshot).toMatchObject({
    id: 'final-snapshot',
    type: 'elasticache-snapshot',
    name: 'payments-prod-sessions-final-abcdefgh',
    values: { replicationGroup: 'payments-prod-sessions' },
  })
  expect(redis.finalSnapshot(main, '01hx3zk5q8r7v2m4n6abcdefgh')).toEqual(snapshot)
  const long = { ...main, name: `${'a'.repeat(24)}-${'b'.repeat(15)}` }
  const { name } = redis.finalSnapshot(long, 'x'.repeat(26))
  expect(name).toBe(`${'a'.repeat(24)}-final-xxxxxxxx`)
})

test('every part has a typical time', () => {
  for (const part of someParts()) {
    expect(redis.typicalMs(part, 'make')).toBeGreaterThan(0)
    expect(redis.typicalMs(part, 'unmake')).toBeGreaterThan(0)
  }
  const one = mainOf(someParts({ wish: aWish({ replicas: 0 }) }))
  expect(redis.typicalMs(one, 'make')).toBeLessThan(redis.typicalMs(mainOf(someParts()), 'make'))
  expect(partOf(someParts(), 'secret').values).not.toHaveProperty('password')
})
