import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFindService } from '../../../../src/queries/find-service.ts'
import { givenCatalogue } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aBuild } from '../../deploys/a-build.ts'
import { bob, guest } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
  await opened.store.transaction(async (tx) => {
    await tx.builds.insert(aBuild({ project: 'gone', service: 'old', commits: [] }))
    await tx.builds.insert(aBuild({ project: 'search', service: 'indexer', commits: [] }))
  })
})
afterEach(() => opened.close())

const project = (namespace: string, services: string[]) => ({
  namespace,
  clusters: [],
  teamId: 'payments',
  services,
})
const catalogue = givenCatalogue({
  projects: [
    project('payments', ['checkout', 'ledger', 'worker']),
    project('orders', ['worker', 'cart']),
    project('search', []),
  ],
})

const find = (typed: string, within?: string, actor = bob) =>
  createFindService({ store: opened.store, catalogue })({
    actor,
    input: { typed, ...(within !== undefined && { project: within }) },
  })

test.each([
  ['checkout', undefined, 'payments', 'checkout'],
  [' Checkout ', undefined, 'payments', 'checkout'],
  ['orders/worker', undefined, 'orders', 'worker'],
  ['Orders/Worker', undefined, 'orders', 'worker'],
  ['worker', 'orders', 'orders', 'worker'],
  ['indexer', undefined, 'search', 'indexer'],
  ['search', undefined, 'search', 'indexer'],
])('%s in %s is %s/%s', async (typed, within, of, service) => {
  expect(await find(typed, within)).toEqual({ ok: true, value: { project: of, service } })
})

test('several projects have it', async () => {
  expect(await find('worker')).toEqual({
    ok: false,
    refusal: { reason: 'service-ambiguous', details: { service: 'worker', projects: 'orders, payments' } },
  })
})

test.each([
  ['chekcout', undefined, null, 'payments/checkout'],
  ['payments/legder', undefined, 'payments', 'ledger'],
  ['zzzzzz', undefined, null, ''],
  ['cart', 'payments', 'payments', ''],
  ['old', undefined, null, ''],
])('%s in %s is unknown', async (typed, within, of, nearest) => {
  const found = await find(typed, within)
  expect(found.ok ? null : found.refusal).toMatchObject({
    reason: 'service-unknown',
    details: { project: of, nearest },
  })
})

test('guests may not ask', async () => {
  expect(await find('checkout', undefined, guest)).toMatchObject({ refusal: { reason: 'not-for-guest' } })
})
