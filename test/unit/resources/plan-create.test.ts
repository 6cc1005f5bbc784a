import { expect, test } from 'vitest'
import { KIND_NAMES, KINDS, kindIn } from '../../../src/domain/resources/kinds.ts'
import { planCreate, type CreateOrder } from '../../../src/domain/resources/plan-change.ts'
import { aPolicy, anEnvironment, aWish, RESOURCE_ID, TEAM } from './a-redis.ts'

function order(over: Partial<CreateOrder> = {}): CreateOrder {
  return {
    resourceId: RESOURCE_ID,
    kind: 'redis',
    environment: anEnvironment(),
    project: 'payments',
    team: TEAM,
    wish: aWish({ replicas: '2' }),
    price: null,
    ...over,
  }
}

test('makes all parts, for what was chosen', () => {
  const planned = planCreate(order())
  expect(planned).toMatchObject({
    ok: true,
    value: {
      name: 'payments-prod-sessions',
      wish: { replicas: 2 },
      plan: { unmake: [], wishBefore: null, price: null, priceBefore: null, wish: { replicas: 2 } },
    },
  })
  const make = planned.ok ? planned.value.plan.make : []
  expect(make.map(({ id }) => id)).toEqual([
    'secret',
    'subnet-group',
    'parameter-group',
    'user',
    'user-group',
    'replication-group',
  ])
  expect(make[0]?.tags).toEqual({
    'coxswain:resource': RESOURCE_ID,
    project: 'payments',
    environment: 'prod',
    team: 'payments',
    'cost-center': 'platform',
  })
})

test.each<[string, Partial<CreateOrder>, string, string?]>([
  ['not offered there', { environment: anEnvironment({ kinds: {} }) }, 'kind-not-offered'],
  ['nothing chosen', { wish: null }, 'field-needed'],
  ['no name', { wish: aWish({ name: '' }) }, 'field-needed', 'name'],
  ['blanks for a name', { wish: aWish({ name: '  ' }) }, 'field-needed', 'name'],
  ['no size', { wish: { name: 'x', engine: 'valkey-8.0', replicas: 1 } }, 'field-needed', 'size'],
  ['half a replica', { wish: aWish({ replicas: 1.5 }) }, 'field-invalid', 'replicas'],
  ['replicas in words', { wish: aWish({ replicas: 'two' }) }, 'field-invalid', 'replicas'],
  ['too many replicas', { wish: aWish({ replicas: 9 }) }, 'field-invalid', 'replicas'],
  ['a name that AWS refuses', { wish: aWish({ name: 'a--b' }) }, 'name-hyphens', 'name'],
  ['what policy does not offer', { wish: aWish({ size: 'huge' }) }, 'size-not-offered', 'size'],
  [
    'a policy with one zone',
    { environment: anEnvironment({ kinds: { redis: aPolicy({ subnets: [{ id: 's', zone: 'z' }] }) } }) },
    'policy-needs-two-zones',
    'replicas',
  ],
])('refused: %s', (_, over, reason, field) => {
  const planned = planCreate(order(over))
  expect(planned).toMatchObject({ ok: false, refusal: { reason } })
  if (field) expect(planned).toMatchObject({ refusal: { details: { field } } })
})

test('the same wish makes the same plan', () => {
  expect(planCreate(order())).toEqual(planCreate(order({ wish: aWish({ replicas: 2 }) })))
})

test('every kind is registered under its own name, with a main part among its parts', () => {
  for (const name of KIND_NAMES) {
    expect(KINDS[name].name).toBe(name)
    expect(kindIn(anEnvironment(), name)?.kind).toBe(KINDS[name])
  }
  const planned = planCreate(order())
  expect(planned.ok && planned.value.plan.make.map(({ id }) => id)).toContain(KINDS.redis.mainPart)
})
