import { afterEach, beforeEach, expect, test } from 'vitest'
import { changePlanHash } from '../../../../src/domain/resources/change-plan-hash.ts'
import { CloudError, type Cloud, type Clouds } from '../../../../src/domain/resources/cloud.ts'
import type { JsonObject } from '../../../../src/domain/resources/part.ts'
import type { Resource } from '../../../../src/domain/resources/resource.ts'
import { createResourceFormQuery } from '../../../../src/queries/resource-form.ts'
import {
  givenChangeFailure,
  givenChangeOf,
  givenPrice,
  givenResource,
  givenResourceEnvironment,
} from '../../../harness/given-change-view.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob, dana, deps, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const resource = givenResource()
const SIZES = ['session-small', 'session-medium', 'cache-large']

async function form(
  values: JsonObject = {},
  { actor = dana, ...over }: Partial<typeof deps> & { actor?: typeof dana } = {},
) {
  const ask = createResourceFormQuery({ ...deps, ...over, store: opened.store })
  const place = { resourceId: resource.id, project: null, environment: null }
  const input = { verb: 'modify' as const, formId: 'form-1', kind: 'redis' as const, ...place, values }
  const answer = await ask({ actor, input })
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return answer.value
}
const stored = (over: Partial<Resource> = {}) =>
  store(opened.store, { resources: [{ ...resource, ...over }] })
const sizesIn = ({ fields }: Awaited<ReturnType<typeof form>>) =>
  fields.find(({ key }) => key === 'size')?.choices.map(({ value }) => value)

function allowing(allowedNodeTypes: Cloud['allowedNodeTypes']): Clouds {
  return { of: () => ({ allowedNodeTypes }) as Cloud }
}

test('it opens with what the resource has, and nothing to change', async () => {
  await stored()
  expect(await form()).toMatchObject({
    verb: 'modify',
    resource,
    project: 'payments',
    environment: 'prod',
    values: resource.wish,
    planned: null,
    problem: { reason: 'nothing-to-change' },
  })
})

test('the plan is that of the change, with the price before and after; what cannot be changed stays', async () => {
  await stored()
  const shown = await form({ name: 'other', engine: 'redis-7.1', size: 'session-medium', replicas: '2' })
  expect(shown.values).toEqual({ ...resource.wish, size: 'session-medium', replicas: '2' })
  const { plan } = givenChangeOf(resource, 'modify', { size: 'session-medium', replicas: 2 })
  expect(shown.planned).toMatchObject({
    name: resource.name,
    planHash: changePlanHash(resource.id, 'modify', plan),
    summary: 'Valkey 8.0 · cache.t4g.medium · 2 replicas',
    price: { micros: 0.065 * 1_000_000 * 3 * 730, currency: 'USD', asOf: NINE },
    priceBefore: givenPrice(46.72),
    approval: { count: 1 },
  })
  expect(shown.problem).toBeNull()
})

test('node types are those that AWS would change it to, and the one that it has', async () => {
  await stored()
  const asked: string[] = []
  const clouds = allowing(async ({ name }) => {
    asked.push(name)
    return ['cache.r7g.large']
  })
  expect(sizesIn(await form({}, { clouds }))).toEqual(['session-small', 'cache-large'])
  expect(asked).toEqual([resource.name])
})

test('when AWS cannot be asked all are offered: it is asked again later', async () => {
  await stored()
  const failed = allowing(async () => Promise.reject(new CloudError(givenChangeFailure())))
  expect(sizesIn(await form({}, { clouds: failed }))).toEqual(SIZES)
  expect(sizesIn(await form())).toEqual(SIZES)
  const broken = allowing(async () => Promise.reject(new Error('broken')))
  await expect(form({}, { clouds: broken })).rejects.toThrow('broken')
})

test('what policy offers no more can be kept', async () => {
  await stored({ wish: { ...resource.wish, size: 'former' } })
  const shown = await form({ replicas: 3 })
  expect(sizesIn(shown)).toEqual(['former', ...SIZES])
  const price = { micros: 0.032 * 1_000_000 * 4 * 730 }
  expect(shown).toMatchObject({ problem: null, planned: { price } })
})

test('what policy says otherwise by now is neither planned, nor shown, nor priced', async () => {
  await stored()
  const environment = givenResourceEnvironment()
  const { redis } = environment.kinds
  const sizes = redis!.sizes.map((size) => ({ ...size, nodeType: 'cache.r7g.large' }))
  const kinds = { redis: { ...redis!, sizes, port: 7000, maintenanceWindow: 'mon:01:00-mon:02:00' } }
  const { planned } = await form(
    { replicas: 2 },
    { resourcePolicy: { environments: [{ ...environment, kinds }] } },
  )
  expect(planned).toMatchObject({
    summary: 'Valkey 8.0 · cache.t4g.small · 2 replicas',
    price: { micros: 0.032 * 1_000_000 * 3 * 730 },
  })
  expect(planned?.settings).toContainEqual({ label: 'Port', value: '6379' })
  expect(planned?.settings).toContainEqual({ label: 'Maintenance window', value: 'sun:19:00-sun:20:00 UTC' })
})

test.each([
  ['is over', { state: 'deleted' }, 'resource-is-over'],
  ['is not ready', { state: 'creating' }, 'resource-not-ready'],
  ['left the configuration', { environment: 'former' }, 'resource-environment-unknown'],
] as const)('one that %s cannot be modified', async (_, over, reason) => {
  await stored(over)
  expect((await form({ replicas: 3 })).problem).toMatchObject({ reason })
})

test('nor one with a change under way, by somebody else, or of a kind that is not to be had there', async () => {
  await store(opened.store, { resources: [resource], changes: [givenChangeOf(resource, 'modify')] })
  expect((await form({ replicas: 3 })).problem).toEqual({
    reason: 'change-under-way',
    details: { name: resource.name, verb: 'modify', by: 'U0ALICE' },
  })
  expect((await form({}, { actor: bob })).problem).toMatchObject({ reason: 'may-not-change-resource' })
  const none = { environments: [givenResourceEnvironment({ kinds: {} })] }
  expect((await form({}, { resourcePolicy: none })).problem).toMatchObject({ reason: 'kind-not-offered' })
})

test('one that nobody knows is refused', async () => {
  await expect(form()).rejects.toThrow('resource-unknown')
})
