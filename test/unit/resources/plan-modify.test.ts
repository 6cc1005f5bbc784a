import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/domain/resources/part.ts'
import { planDelete, planModify } from '../../../src/domain/resources/plan-change.ts'
import { wishAfter } from '../../../src/domain/resources/wish-after.ts'
import { aPolicy, anEnvironment, aResource, aWish, someParts } from './a-redis.ts'

const price = { micros: 100_000_000, currency: 'USD', asOf: 5 } as const
const environment = anEnvironment()

test('makes the main part as it will be, and tells what was before', () => {
  const resource = aResource()
  const planned = planModify({ resource, environment, wish: { size: 'cache-medium', replicas: '2' }, price })
  if (!planned.ok) throw new Error(planned.refusal.reason)
  const { wish, plan, parts } = planned.value
  expect(wish).toEqual(aWish({ size: 'cache-medium', replicas: 2 }))
  expect(plan).toMatchObject({
    make: [{ id: 'replication-group', values: { nodeType: 'cache.m7g.large', replicas: 2 } }],
    unmake: [],
    wish,
    wishBefore: aWish(),
    price,
    priceBefore: resource.price,
  })
  expect(parts).toHaveLength(6)
  expect(parts.at(-1)).toEqual(plan.make[0])
})

test('what cannot be changed stays as it is', () => {
  const wish = { name: 'other', engine: 'redis-7.1', replicas: 2 }
  const planned = planModify({ resource: aResource(), environment, wish, price })
  expect(planned).toMatchObject({ ok: true, value: { wish: aWish({ replicas: 2 }) } })
  expect(wishAfter({ resource: aResource(), environment, wish })).toEqual(aWish({ replicas: 2 }))
})

test.each([[{}], [{ replicas: '1' }], [aWish()], [{ name: 'other' }], [null]])(
  'nothing differs: %j',
  (wish) => {
    expect(planModify({ resource: aResource(), environment, wish, price })).toMatchObject({
      refusal: { reason: 'nothing-to-change' },
    })
  },
)

test('a node type that policy replaced under the same size is chosen by nobody: it stays', () => {
  const policy = aPolicy({
    sizes: [
      { id: 'session-small', title: 'S', nodeType: 'cache.t5g.small' },
      { id: 'session-new', title: 'N', nodeType: 'cache.t5g.small' },
    ],
  })
  const changed = anEnvironment({ kinds: { redis: policy } })
  const after = (wish: JsonObject) => planModify({ resource: aResource(), environment: changed, wish, price })
  expect(after({})).toMatchObject({ refusal: { reason: 'nothing-to-change' } })
  const nodes = (values: JsonObject) => ({ ok: true, value: { plan: { make: [{ values }] } } })
  expect(after({ replicas: 2 })).toMatchObject(nodes({ nodeType: 'cache.t4g.small', replicas: 2 }))
  expect(after({ size: 'session-new' })).toMatchObject(nodes({ nodeType: 'cache.t5g.small' }))
})

test('a resource outlives what policy offers', () => {
  const policy = aPolicy({ engines: [], sizes: [] })
  const changed = anEnvironment({ kinds: { redis: policy } })
  const resource = aResource()
  expect(planModify({ resource, environment: changed, wish: { replicas: 2 }, price }).ok).toBe(true)
  expect(planModify({ resource, environment: changed, wish: { size: 'cache-medium' }, price })).toMatchObject(
    { refusal: { reason: 'size-not-offered', details: { field: 'size' } } },
  )
  expect(
    planModify({ resource, environment: anEnvironment({ kinds: {} }), wish: { replicas: 2 }, price }),
  ).toMatchObject({ refusal: { reason: 'kind-not-offered' } })
})

test('everything goes in the order that AWS wants: what uses another before that', () => {
  const plan = planDelete({ resource: aResource(), changeId: 'x', finalSnapshot: false })
  expect(plan.unmake.map(({ id }) => id)).toEqual([
    'replication-group',
    'user-group',
    'user',
    'parameter-group',
    'subnet-group',
    'secret',
  ])
})

test('a deletion keeps a snapshot where policy wants one, then removes in reverse', () => {
  const resource = aResource()
  const plan = planDelete({ resource, changeId: '01hx3zk5q8r7v2m4n6abcdefgh', finalSnapshot: true })
  expect(plan.make).toMatchObject([
    { type: 'elasticache-snapshot', name: 'payments-prod-sessions-final-abcdefgh' },
  ])
  expect(plan.unmake).toEqual(someParts().toReversed())
  expect(plan).toMatchObject({ price: null, priceBefore: resource.price, wish: resource.wish })
  expect(planDelete({ resource, changeId: 'x', finalSnapshot: false }).make).toEqual([])
})
