import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Resource } from '../../../../src/domain/resources/resource.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, guest, outsider } from '../deploys/rig.ts'
import {
  approvalsOf,
  audited,
  cardOf,
  changeNow,
  modification,
  put,
  putResource,
  ready,
  resourceNow,
  valueOf,
  woken,
} from './given.ts'
import { openRig, REDIS, type Rig } from './rig.ts'

let rig: Rig
let resource: Resource
beforeEach(async () => {
  rig = await openRig()
  resource = await ready(rig)
})
afterEach(() => rig.close())

const LARGER = { size: 'large', replicas: '2' }
const modify = (wish: Record<string, unknown> = LARGER, actor: Actor = bob) =>
  rig.modify({ actor, input: modification(rig, resource, wish) })

test('waits for approval where policy asks; the resource stays what it is', async () => {
  const { change } = valueOf(await modify())
  expect(change).toMatchObject({
    verb: 'modify',
    state: 'waiting-for-approval',
    requesterId: 'U0BOB',
    modify: { underWay: null, done: [], quietUntil: null },
    plan: {
      wish: { size: 'large', replicas: 2 },
      wishBefore: { size: 'small', replicas: 1 },
      price: { micros: 657_000_000 },
      priceBefore: { micros: 73_000_000 },
    },
  })
  expect(change.parts.map(({ id }) => id)).toEqual(['replication-group'])
  expect(await resourceNow(rig, resource.id)).toEqual(resource)
  expect(await approvalsOf(rig, change.id)).toMatchObject([{ state: 'waiting', planHash: change.planHash }])
  expect(await cardOf(rig, change.id)).toMatchObject({ channel: 'C0PAY' })
  expect((await audited(rig, resource.id)).at(-1)).toEqual(['modify-resource', 'requested'])
})

test('a size that left the policy keeps its nodes and their price', async () => {
  rig.policy.environments[1]!.kinds = { redis: { ...REDIS, sizes: REDIS.sizes.slice(1) } }
  const { change } = valueOf(await modify({ replicas: 2 }))
  expect(change.plan).toMatchObject({
    make: [{ values: { nodeType: 'cache.t4g.small', replicas: 2 } }],
    price: { micros: 109_500_000 },
  })
})

test('without approval it begins at once', async () => {
  resource = await ready(rig, { environment: 'dev' })
  const { change } = valueOf(await modify())
  expect(change).toMatchObject({ state: 'running', startedAt: NINE })
  expect(await resourceNow(rig, resource.id)).toMatchObject({ state: 'modifying', wish: resource.wish })
  expect(await woken(rig)).toEqual([change.id])
})

test('the name stays, whatever is handed in', async () => {
  const input = modification(rig, resource, LARGER)
  const wish = { ...LARGER, name: 'other', engine: 'redis-7.1' }
  const { change } = valueOf(await rig.modify({ actor: bob, input: { ...input, wish } }))
  expect(change.plan.wish).toMatchObject({ name: 'sessions', engine: 'valkey-8.0' })
})

test('the same form twice, also at once, is one change; nobody else takes it', async () => {
  const input = modification(rig, resource, LARGER)
  const outcomes = await Promise.all([1, 2, 3].map(() => rig.modify({ actor: bob, input })))
  expect(outcomes.map((outcome) => outcome.ok && outcome.value.change.id)).toEqual(
    [1, 2, 3].map(() => input.formId),
  )
  expect(await approvalsOf(rig, input.formId)).toHaveLength(1)
  expect(reason(await rig.modify({ actor: ben, input }))).toBe('form-not-yours')
})

test('only one change at a time: the second learns whose is under way', async () => {
  const outcomes = await Promise.all([modify(LARGER, bob), modify({ replicas: '0' }, ben)])
  const won = outcomes.find((outcome) => outcome.ok)
  const by = won?.ok ? won.value.change.requesterId : null
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
    refusal: { reason: 'change-under-way', details: { verb: 'modify', by, name: resource.name } },
  })
})

test.each([
  ['a member of another team', outsider, LARGER, 'may-not-change-resource'],
  ['a guest', guest, LARGER, 'not-for-guest'],
  ['nothing that differs', bob, { size: 'small', replicas: '1' }, 'nothing-to-change'],
  ['a size that is not offered', bob, { size: 'huge' }, 'size-not-offered'],
])('not for %s', async (_, actor, wish, expected) => {
  expect(reason(await modify(wish, actor))).toBe(expected)
  expect(await resourceNow(rig, resource.id)).toEqual(resource)
})

test('not as another plan than the one that was seen, nor with input that is wrong', async () => {
  const input = modification(rig, resource, LARGER)
  const handIn = (over: Record<string, unknown>) => rig.modify({ actor: bob, input: { ...input, ...over } })
  expect(reason(await handIn({ wish: { size: 'large' } }))).toBe('plan-changed')
  expect(reason(await handIn({ resourceId: 'nothing' }))).toBe('resource-unknown')
  expect(reason(await handIn({ formId: '' }))).toBe('invalid-input')
  expect(reason(await handIn({ wish: 'large' }))).toBe('invalid-input')
  expect(await audited(rig, 'nothing')).toEqual([['modify-resource', 'resource-unknown']])
})

test('not while it is no more, and not while it is none yet', async () => {
  await putResource(rig, resource.id, { state: 'deleted', endedAt: NINE })
  expect(reason(await modify())).toBe('resource-is-over')
  await putResource(rig, resource.id, { state: 'creating', endedAt: null })
  expect(reason(await modify())).toBe('resource-not-ready')
})

test('what ended is not in the way', async () => {
  const { change } = valueOf(await modify())
  await put(rig, change.id, { state: 'rejected', endedAt: NINE })
  expect(reason(await modify())).toBe('ok')
  expect((await changeNow(rig, change.id))?.state).toBe('rejected')
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(modify()).rejects.toThrow(/clos|open/)
})
