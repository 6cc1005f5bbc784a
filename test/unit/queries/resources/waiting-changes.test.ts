import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { Change } from '../../../../src/domain/resources/change.ts'
import type { Resource } from '../../../../src/domain/resources/resource.ts'
import { createWaitingApprovals } from '../../../../src/queries/waiting-approvals.ts'
import { givenChangeApproval, givenChangeOf, givenResource } from '../../../harness/given-change-view.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aRecord, ask, store as storeDeploys } from '../deploys/given-deploys.ts'
import { bob, dana, deps, erin, named, store } from './given-resources.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

async function listed(actor = erin, over: Partial<typeof deps> = {}) {
  const answer = await createWaitingApprovals({ ...deps, ...over, store: opened.store })({ actor })
  if (!answer.ok) throw new Error(answer.refusal.reason)
  const { items, notMine, unknown } = answer.value
  return [items.map(({ approval }) => approval.id), notMine, unknown]
}

async function waits(
  id: string,
  given: {
    verb?: Change['verb']
    state?: Change['state']
    resource?: Partial<Resource>
    approval?: Partial<Approval>
  } = {},
) {
  const resource = named(id, given.resource)
  const asked = givenChangeOf(givenResource(), given.verb ?? 'create')
  const state = given.state ?? 'waiting-for-approval'
  const change: Change = { ...asked, id: `c-${id}`, resourceId: id, state }
  const approval = givenChangeApproval({ id, subjectId: change.id, ...given.approval })
  await store(opened.store, { resources: [resource], changes: [change], approvals: [approval] })
}

test('deploys and changes of resources stand in one list, oldest first', async () => {
  await waits('r1')
  const deploy = ask('d1', { requesterId: 'U0DANA', authorId: null })
  await storeDeploys(opened.store, [aRecord({ id: 'd1', state: 'waiting-for-approval' })])
  await opened.store.transaction((tx) => tx.approvals.insert(deploy))
  await waits('r2')
  const groups: Record<string, string[]> = { SAPPROVERS: ['U0BOB'], S0SRE: ['U0BOB'], S0PAY: [], SONCALL: [] }
  const directory = { groupMembers: async (group: string) => groups[group] ?? null }
  const answer = await createWaitingApprovals({ ...deps, directory, store: opened.store })({ actor: bob })
  const items = answer.ok ? answer.value.items : []
  expect(items.map(({ kind, approval }) => [kind, approval.id])).toEqual([
    ['resource-change', 'r1'],
    ['deploy', deploy.id],
    ['resource-change', 'r2'],
  ])
  expect(items[0]).toMatchObject({ change: { resource: { id: 'r1' }, change: { id: 'c-r1' }, now: NINE } })
})

test('mine are those of the environment, a deletion by its own rule', async () => {
  await waits('create')
  await waits('delete', { verb: 'delete' })
  expect(await listed(erin)).toEqual([['create'], 1, 0])
  expect(await listed(dana)).toEqual([['delete'], 1, 0])
})

test('not mine: I asked for it, or voted already', async () => {
  await waits('asked', { approval: { requesterId: 'U0ERIN' } })
  await waits('voted', { approval: { votes: [{ userId: 'U0ERIN', at: NINE, planHash: 'f00d' }], count: 2 } })
  expect(await listed(erin)).toEqual([[], 2, 0])
  await waits('own', { approval: { requesterId: 'U0ERIN', requesterMay: true } })
  expect(await listed(erin)).toEqual([['own'], 2, 0])
})

test('what goes on already, is out of time or is of a policy that is gone waits for nobody of us', async () => {
  await waits('started', { state: 'running' })
  await waits('late', { approval: { expiresAt: NINE } })
  expect(await listed(erin)).toEqual([[], 0, 0])
  await waits('gone', { resource: { environment: 'former' } })
  await waits('free', { resource: { environment: 'alpha' } })
  expect(await listed(erin)).toEqual([[], 2, 0])
})

test('what hangs on a group that Slack cannot tell is counted', async () => {
  await waits('r1')
  expect(await listed(erin, { directory: { groupMembers: async () => null } })).toEqual([[], 0, 1])
})
