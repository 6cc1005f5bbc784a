import { afterEach, beforeEach, expect, test } from 'vitest'
import { createListResources, RESOURCES_PER_PAGE } from '../../../../src/queries/list-resources.ts'
import type { ResourceScope } from '../../../../src/domain/resources/resource-views.ts'
import { givenChangeOf, givenPrice } from '../../../harness/given-change-view.ts'
import { PAYMENTS, SEARCH } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob, dana, deps, guest, named, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

async function list(
  scope: ResourceScope,
  { actor = bob, after }: { actor?: typeof bob; after?: string } = {},
) {
  const input = after === undefined ? { scope } : { scope, after }
  const answer = await createListResources({ ...deps, store: opened.store })({ actor, input })
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return answer.value
}
const ids = ({ rows }: Awaited<ReturnType<typeof list>>) => rows.map(({ resource }) => resource.id)

test('mine are those that I asked for, the team has those of its projects, all has all', async () => {
  await store(opened.store, {
    resources: [
      named('a', { requesterId: 'U0BOB' }),
      named('b', { project: 'search', requesterId: 'U0DANA' }),
      named('c', { requesterId: 'U0DANA' }),
      named('d', { project: 'search', requesterId: 'U0BOB', state: 'deleted' }),
    ],
  })
  expect(ids(await list('mine'))).toEqual(['a'])
  expect(ids(await list('team'))).toEqual(['b'])
  expect(ids(await list('all'))).toEqual(['a', 'c', 'b'])
  expect(ids(await list('mine', { actor: dana }))).toEqual(['c', 'b'])
  expect(ids(await list('team', { actor: dana }))).toEqual(['a', 'c'])
})

test('each row says whose it is, what it is, and what is done with it now', async () => {
  const [busy, quiet] = [named('a', { state: 'modifying' }), named('b', { project: 'search' })]
  const change = { ...givenChangeOf(busy, 'modify'), state: 'running' as const }
  const over = { ...givenChangeOf(quiet, 'modify'), id: 'over', state: 'succeeded' as const }
  await store(opened.store, { resources: [busy, quiet], changes: [change, over] })
  const summary = 'Valkey 8.0 · cache.t4g.small · 1 replica'
  expect((await list('all')).rows).toEqual([
    { resource: busy, team: PAYMENTS, summary, change },
    { resource: quiet, team: SEARCH, summary, change: null },
  ])
})

test('what all of the scope cost together, unknown prices apart, whatever stands on the page', async () => {
  const many = Array.from({ length: 50 }, (_, i) => named(`r${String(i).padStart(2, '0')}`))
  const prices = many.map((one, i) => ({ ...one, price: i % 5 === 0 ? null : givenPrice(2) }))
  await store(opened.store, { resources: prices })
  const pages = []
  let after: string | undefined
  do {
    const page = await list('all', after === undefined ? {} : { after })
    expect(page).toMatchObject({ count: 50, totalMicros: 80_000_000, unpriced: 10, unsure: false })
    expect(page.rows.length).toBeLessThanOrEqual(RESOURCES_PER_PAGE)
    pages.push(ids(page))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(pages.map((page) => page.length)).toEqual([20, 20, 10])
  expect(pages.flat()).toEqual(many.map(({ id }) => id))
})

test('a page that is exactly full is the last one', async () => {
  await store(opened.store, { resources: Array.from({ length: 20 }, (_, i) => named(`r${10 + i}`)) })
  expect(await list('all')).toMatchObject({ count: 20, next: null })
})

test('who belongs to no team has none, who cannot be told is told so', async () => {
  await store(opened.store, { resources: [named('a'), named('b', { project: 'search' })] })
  const nobody = { ...bob, userId: 'U0NOBODY' }
  expect(await list('team', { actor: nobody })).toMatchObject({ rows: [], count: 0, unsure: false })
  const ask = createListResources({
    ...deps,
    store: opened.store,
    directory: { groupMembers: async () => null },
  })
  const answer = await ask({ actor: bob, input: { scope: 'team' } })
  expect(answer).toMatchObject({ value: { count: 1, unsure: true } })
  expect(await ask({ actor: guest, input: { scope: 'all' } })).toMatchObject({
    refusal: { reason: 'not-for-guest' },
  })
  const system = { kind: 'system', job: 'test' } as const
  expect(await ask({ actor: system, input: { scope: 'mine' } })).toMatchObject({ value: { count: 0 } })
})
