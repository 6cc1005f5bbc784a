import { afterEach, beforeEach, expect, test } from 'vitest'
import { changePlanHash } from '../../../../src/domain/resources/change-plan-hash.ts'
import { planCreate } from '../../../../src/domain/resources/plan-change.ts'
import { createResourceFormQuery } from '../../../../src/queries/resource-form.ts'
import type { ResourceFormInput } from '../../../../src/queries/resource-form-input.ts'
import { givenResourceEnvironment, SMALL_WISH } from '../../../harness/given-change-view.ts'
import { NINE, PAYMENTS } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { alpha, bob, dana, deps, guest, named, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const EMPTY: ResourceFormInput = {
  verb: 'create',
  formId: 'form-1',
  kind: 'redis',
  resourceId: null,
  project: null,
  environment: null,
  values: {},
}
const PLACE = { project: 'payments', environment: 'prod' }

async function form(
  given: Partial<ResourceFormInput> = {},
  { actor = dana, ...over }: Partial<typeof deps> & { actor?: typeof dana } = {},
) {
  const ask = createResourceFormQuery({ ...deps, ...over, store: opened.store })
  const answer = await ask({ actor, input: { ...EMPTY, ...given } })
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return answer.value
}
const keys = ({ fields }: Awaited<ReturnType<typeof form>>) => fields.map(({ key }) => key)

test('first a place is chosen, among those where it can be had', async () => {
  const none = { ...alpha, name: 'none', kinds: {} }
  const resourcePolicy = { environments: [givenResourceEnvironment(), alpha, none] }
  expect(await form({}, { resourcePolicy })).toMatchObject({
    kindTitle: 'Redis / Valkey',
    project: null,
    environment: null,
    environments: [
      { name: 'prod', account: 'main', region: 'ap-northeast-2' },
      { name: 'alpha', account: 'sandbox', region: 'ap-northeast-2' },
    ],
    fields: [],
    planned: null,
    problem: null,
  })
  expect(await form({}, { resourcePolicy: { environments: [alpha] } })).toMatchObject({
    environment: 'alpha',
  })
  expect(await form({}, { resourcePolicy: { environments: [none] } })).toMatchObject({ environments: [] })
})

test('then the fields, with what policy prefers, until all is chosen', async () => {
  const shown = await form(PLACE)
  expect(shown).toMatchObject({ team: PAYMENTS, planned: null, problem: null })
  expect(keys(shown)).toEqual(['name', 'engine', 'size', 'replicas'])
  expect(shown.values).toEqual({ engine: 'valkey-8.0', size: 'session-small', replicas: 1 })
  expect(await form({ ...PLACE, values: { name: '  ' } })).toMatchObject({ planned: null, problem: null })
})

test('the plan is the one that is carried out, with its price and whose yes it needs', async () => {
  const shown = await form({ ...PLACE, project: 'Payments', values: { ...SMALL_WISH, replicas: '2' } })
  const environment = givenResourceEnvironment()
  const price = { micros: 0.032 * 1_000_000 * 3 * 730, currency: 'USD' as const, asOf: NINE }
  const planned = planCreate({
    resourceId: 'form-1',
    kind: 'redis',
    environment,
    project: 'payments',
    team: PAYMENTS,
    wish: { ...SMALL_WISH, replicas: 2 },
    price,
  })
  if (!planned.ok) throw new Error(planned.refusal.reason)
  const { monthlyOverMicros: _, ...rule } = environment.approval!
  expect(shown.planned).toMatchObject({
    name: 'payments-prod-sessions',
    planHash: changePlanHash('form-1', 'create', planned.value.plan),
    summary: 'Valkey 8.0 · cache.t4g.small · 2 replicas',
    price,
    priceBefore: null,
    approval: rule,
  })
  const tags = shown.planned?.settings.find(({ label }) => label === 'Tags')?.value
  expect(tags).toContain('cost-center=platform')
  expect(tags).toContain('team=payments')
})

test('a price that is unknown stays unknown; where policy asks nobody, nobody is asked', async () => {
  const values = { ...SMALL_WISH, size: 'cache-large' }
  const shown = await form({ ...PLACE, environment: 'alpha', values })
  expect(shown.planned).toMatchObject({ price: null, approval: null, name: 'payments-alpha-sessions' })
})

test('what an environment does not offer is chosen anew', async () => {
  const { redis } = alpha.kinds
  const small = { ...alpha, kinds: { redis: { ...redis!, sizes: redis!.sizes.slice(0, 1) } } }
  const resourcePolicy = { environments: [givenResourceEnvironment(), small] }
  const values = { ...SMALL_WISH, size: 'cache-large', replicas: '9', more: 'x' }
  const shown = await form({ ...PLACE, environment: 'alpha', values }, { resourcePolicy })
  expect(shown.values).toEqual({ ...SMALL_WISH, replicas: 1 })
})

test.each([
  ['a project that nobody knows', { project: 'paymnets' }, 'project-unknown', { nearest: 'payments' }],
  ['an environment that is not there', { environment: 'beta' }, 'kind-not-offered', { environment: 'beta' }],
  ['a name with a blank', { values: { ...SMALL_WISH, name: 'a b' } }, 'name-characters', { field: 'name' }],
])('%s is a problem', async (_, over, reason, details) => {
  const shown = await form({ ...PLACE, ...over })
  expect(shown.problem).toMatchObject({ reason, details })
  expect(shown.planned).toBeNull()
})

test('a name that is taken there is a problem of its field', async () => {
  const taken = named('payments-prod-sessions', { id: 'r1', project: 'search', requesterId: 'U0BOB' })
  const elsewhere = named('payments-prod-orders', { id: 'r2', account: 'other' })
  const over = named('payments-prod-cart', { id: 'r3', state: 'deleted' })
  const itself = named('payments-prod-mine', { id: 'form-1' })
  await store(opened.store, { resources: [taken, elsewhere, over, itself] })
  const problemOf = async (name: string) =>
    (await form({ ...PLACE, values: { ...SMALL_WISH, name } })).problem
  expect(await problemOf('sessions')).toEqual({
    reason: 'resource-name-taken',
    details: {
      field: 'name',
      name: 'payments-prod-sessions',
      project: 'search',
      environment: 'prod',
      by: 'U0BOB',
    },
  })
  for (const free of ['orders', 'cart', 'mine', 'session']) expect(await problemOf(free)).toBeNull()
})

test('a member of another team sees the plan and why it cannot be asked for', async () => {
  const shown = await form({ ...PLACE, values: SMALL_WISH }, { actor: bob })
  expect(shown.problem).toMatchObject({ reason: 'may-not-change-resource' })
  expect(shown.planned).not.toBeNull()
  expect((await form(PLACE, { actor: bob })).problem).toMatchObject({ reason: 'may-not-change-resource' })
  const directory = { groupMembers: async () => null }
  expect((await form(PLACE, { directory })).problem).toMatchObject({ reason: 'membership-unknown' })
  await expect(form({}, { actor: guest })).rejects.toThrow('not-for-guest')
})
