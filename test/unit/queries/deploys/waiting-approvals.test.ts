import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWaitingApprovals } from '../../../../src/queries/waiting-approvals.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import { NINE } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aRecord, ask, bob, dana, deps, guest, store } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const wait = (actor = bob, over: Partial<typeof deps> = {}) =>
  createWaitingApprovals({ ...deps, ...over, store: opened.store })({ actor })
async function listed(actor = bob) {
  const answer = await wait(actor)
  if (!answer.ok) throw new Error(answer.refusal.reason)
  return [answer.value.items.map(({ approval }) => approval.subjectId), answer.value.notMine]
}

async function given(...approvals: Approval[]) {
  for (const approval of approvals) {
    const { requesterId } = approval
    await store(opened.store, [
      aRecord({ id: approval.subjectId, state: 'waiting-for-approval', requesterId }),
    ])
    await opened.store.transaction((tx) => tx.approvals.insert(approval))
  }
}
const from = (requesterId: string) => ({ requesterId, authorId: null })

test('what I may decide, oldest first, with its plan', async () => {
  await given(ask('d1', from('U0DANA')), ask('d2', from('U0EVE')))
  expect(await listed()).toEqual([['d1', 'd2'], 0])
  const answer = await wait()
  expect(answer.ok && answer.value.items[0]).toMatchObject({
    kind: 'deploy',
    view: { record: { id: 'd1' }, now: NINE },
  })
})

test('not mine: I am no approver, asked for it, wrote it or voted already', async () => {
  const vote = { userId: 'U0BOB', at: NINE, planHash: 'p0' }
  const voted = ask('d3', from('U0DANA'))
  await given(ask('d1', from('U0BOB')), ask('d2', { requesterId: 'U0DANA', authorId: 'U0BOB' }), voted)
  await opened.store.transaction((tx) => tx.approvals.update({ ...voted, votes: [vote], version: 1 }))
  expect(await listed()).toEqual([[], 3])
  expect(await listed(dana)).toEqual([[], 3])
})

test('what is over or out of time waits for nobody', async () => {
  await given(ask('d1', { ...from('U0DANA'), expiresAt: NINE }))
  await store(opened.store, [aRecord({ id: 'd2', state: 'superseded' })])
  await opened.store.transaction((tx) => tx.approvals.insert(ask('d2', from('U0DANA'))))
  expect(await listed()).toEqual([[], 0])
})

test('what hangs on a group that Slack cannot tell is counted, the rest is told', async () => {
  const own = ask('d2', from('U0BOB'))
  await given(ask('d1', from('U0DANA')), own)
  const directory = { groupMembers: async () => null }
  expect(await wait(bob, { directory })).toEqual({ ok: true, value: { items: [], notMine: 1, unknown: 1 } })
  expect(await wait(guest)).toMatchObject({ refusal: { reason: 'not-for-guest' } })
})
