import { afterEach, beforeEach, expect, test } from 'vitest'
import { KINDS } from '../../../../src/domain/resources/kinds.ts'
import { createResourceDetail } from '../../../../src/queries/resource-detail.ts'
import {
  CONNECTION,
  givenChangeApproval,
  givenChangeOf,
  givenResource,
  givenResourceEnvironment,
} from '../../../harness/given-change-view.ts'
import { NINE, PAYMENTS } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob, dana, deps, guest, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const resource = givenResource()
const ask = (actor = dana, over: Partial<typeof deps> = {}) =>
  createResourceDetail({ ...deps, ...over, store: opened.store })({
    actor,
    input: { idOrName: resource.name },
  })
async function detail(actor = dana, over: Partial<typeof deps> = {}) {
  const answer = await ask(actor, over)
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return answer.value
}

test('everything that is known of it: what is done, what was done and who allowed it', async () => {
  const made = { ...givenChangeOf(resource, 'create'), id: 'made', state: 'succeeded' as const }
  const change = { ...givenChangeOf(resource, 'modify'), createdAt: NINE + 1 }
  const approval = givenChangeApproval({ subjectId: 'made', state: 'approved' })
  await store(opened.store, { resources: [resource], changes: [made, change], approvals: [approval] })
  expect(await detail()).toMatchObject({
    resource,
    change,
    team: PAYMENTS,
    summary: 'Valkey 8.0 · cache.t4g.small · 1 replica',
    history: [
      { change, approvals: [] },
      { change: made, approvals: [approval] },
    ],
    live: { state: 'unknown', failure: null },
    howToConnect: [expect.any(String), expect.stringContaining(CONNECTION.host)],
    dashboard: 'https://grafana.example.com/d/redis?var-name=payments-prod-sessions',
    now: NINE,
  })
})

test('whoever may ask sees it, and is told why it cannot be changed', async () => {
  await store(opened.store, { resources: [resource] })
  expect((await detail(dana)).mayChange).toBeNull()
  expect((await detail(bob)).mayChange).toMatchObject({ reason: 'may-not-change-resource' })
  const directory = { groupMembers: async () => null }
  expect((await detail(dana, { directory })).mayChange).toMatchObject({ reason: 'membership-unknown' })
  expect(await ask(guest)).toMatchObject({ refusal: { reason: 'not-for-guest' } })
})

test('settings are those that it was made with, whatever policy says by now', async () => {
  await store(opened.store, { resources: [resource] })
  const environment = givenResourceEnvironment()
  const redis = { ...environment.kinds.redis!, port: 7000, securityGroups: ['sg-new'] }
  const now = { environments: [{ ...environment, kinds: { redis } }] }
  const { settings } = await detail(dana, { resourcePolicy: now })
  expect(settings).toContainEqual({ label: 'Port', value: '6379' })
  expect(settings).toContainEqual({ label: 'Security groups', value: 'sg-0a1b2c3d4e5f60718' })
})

test('of what left the configuration the rest is told', async () => {
  await store(opened.store, { resources: [resource] })
  expect(await detail(dana, { resourcePolicy: { environments: [] } })).toMatchObject({
    resource,
    settings: KINDS.redis.settingsOf(resource.parts),
    dashboard: null,
    mayChange: { reason: 'resource-environment-unknown', details: { environment: 'prod' } },
  })
})
