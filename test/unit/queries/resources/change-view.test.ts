import { afterEach, beforeEach, expect, test } from 'vitest'
import { createChangeOfApproval } from '../../../../src/queries/change-of-approval.ts'
import { createChangeViewQuery, loadChangeView } from '../../../../src/queries/change-view.ts'
import {
  givenChangeApproval,
  givenChangeOf,
  givenResource,
  givenResourceEnvironment,
  usualTimes,
} from '../../../harness/given-change-view.ts'
import { NINE, PAYMENTS } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { bob, deps, guest, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const resource = givenResource({ state: 'asked', connection: null, arn: null })
const change = givenChangeOf(resource, 'create')
const load = (id = change.id, over: Partial<typeof deps> = {}) =>
  opened.store.read((reads) => loadChangeView(reads, { ...deps, ...over }, id, NINE))

test('a change, its resource, its approvals, whose it is and where', async () => {
  const withdrawn = givenChangeApproval({ id: 'a0', state: 'withdrawn' })
  const waiting = givenChangeApproval({ id: 'a1' })
  await store(opened.store, { resources: [resource], changes: [change], approvals: [withdrawn, waiting] })
  expect(await load()).toEqual({
    resource,
    change,
    approvals: [withdrawn, waiting],
    team: PAYMENTS,
    environment: givenResourceEnvironment(),
    expected: usualTimes('make', resource),
    dashboard: 'https://grafana.example.com/d/redis?var-name=payments-prod-sessions',
    now: NINE,
  })
  expect(await load('none')).toBeNull()
})

test('what left the configuration is missing, and the rest is told', async () => {
  await store(opened.store, { resources: [{ ...resource, project: 'former' }], changes: [change] })
  const view = await load(change.id, { resourcePolicy: { environments: [] } })
  expect(view).toMatchObject({ team: null, environment: null, dashboard: null, change: { id: change.id } })
})

test('the time that is expected is what was measured, of what is done', async () => {
  const main = { partId: 'replication-group', type: 'elasticache-replication-group' as const, endedAt: 1 }
  await store(opened.store, { resources: [resource], changes: [change] })
  await opened.store.transaction(async (tx) => {
    await tx.partTimes.note({ ...main, changeId: 'c1', doing: 'make', durationMs: 100 })
    await tx.partTimes.note({ ...main, changeId: 'c2', doing: 'make', durationMs: 300 })
    await tx.partTimes.note({ ...main, changeId: 'c3', doing: 'unmake', durationMs: 7 })
  })
  const expected = usualTimes('make', resource)
  expect((await load())?.expected).toEqual({ ...expected, 'replication-group': 200 })
  const undoing = { ...change, state: 'undoing' as const, version: change.version + 1 }
  await opened.store.transaction((tx) => tx.changes.update(undoing))
  const going = usualTimes('unmake', resource)
  expect((await load())?.expected).toEqual({ ...going, 'replication-group': 7 })
})

test('of a deletion: the snapshot is made, the parts go', async () => {
  const going = givenChangeOf(resource, 'delete')
  await store(opened.store, { resources: [resource], changes: [going] })
  const expected = (await load(going.id))?.expected
  expect(expected).toMatchObject(usualTimes('unmake', resource))
  expect(expected?.['final-snapshot']).toBeGreaterThan(0)
})

test('for who opens it, by its id or beside an approval', async () => {
  await store(opened.store, {
    resources: [resource],
    changes: [change],
    approvals: [givenChangeApproval({ id: 'a1' }), givenChangeApproval({ id: 'a2', subjectId: 'none' })],
  })
  const own = { ...deps, store: opened.store }
  const [byId, byApproval] = [createChangeViewQuery(own), createChangeOfApproval(own)]
  const found = await byId({ actor: bob, input: { changeId: change.id } })
  expect(found?.change).toEqual(change)
  expect(await byApproval({ actor: bob, input: { approvalId: 'a1' } })).toEqual(found)
  expect(await byApproval({ actor: bob, input: { approvalId: 'a2' } })).toBeNull()
  expect(await byApproval({ actor: bob, input: { approvalId: 'none' } })).toBeNull()
  expect(await byId({ actor: guest, input: { changeId: change.id } })).toBeNull()
  expect(await byApproval({ actor: guest, input: { approvalId: 'a1' } })).toBeNull()
})
