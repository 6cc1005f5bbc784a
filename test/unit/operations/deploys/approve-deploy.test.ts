import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { EnvironmentPolicy } from '../../../../src/domain/deploys/deploy-policy.ts'
import type { DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'
import { createApproveDeploy } from '../../../../src/operations/approve-deploy.ts'
import { UniqueViolation, type Store } from '../../../../src/domain/store.ts'
import { NINE } from '../../../harness/given.ts'
import { aBuild, approvalsOf, audited, builds, cardOf, reason, requested, stored, woken } from './given.ts'
import { ben, bob, carol, dana, erin, openRig, outsider, PROD, type Rig, guest } from './rig.ts'

let rig: Rig
let record: DeployRecord
let approval: Approval
beforeEach(() => begin())
afterEach(() => rig.close())

async function begin(rule: Partial<NonNullable<EnvironmentPolicy['approval']>> = {}) {
  rig = await openRig({ prod: { approval: { ...PROD.approval!, ...rule } } })
  await builds(rig, aBuild('a'))
  record = await requested(rig)
  approval = (await approvalsOf(rig, record.id))[0]!
  await woken(rig)
}
async function again(rule: Parameters<typeof begin>[0]) {
  await rig.close()
  await begin(rule)
}
const approve = (actor: Actor = dana, over: Record<string, unknown> = {}) =>
  rig.approve({ actor, input: { approvalId: approval.id, planHash: approval.planHash, ...over } })
const now = async () => (await approvalsOf(rig, record.id))[0]!

test('the yes that was needed lets the wave go: stored, on the card, woken, audited', async () => {
  const outcome = await approve()
  expect(outcome).toMatchObject({
    ok: true,
    value: { effect: 'approved', approval: { state: 'approved' }, record: { state: 'requested' } },
  })
  expect(await now()).toMatchObject({ state: 'approved', votes: [{ userId: 'U0DANA', at: NINE }] })
  expect((await stored(rig, record.id))?.waves.map(({ approval: state }) => state)).toEqual([
    'approved',
    'waiting',
  ])
  expect(await woken(rig)).toEqual([record.id])
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 2 })
  const entries = await rig.store.read((q) => q.audit.ofSubject(record.id))
  expect(entries.at(-1)).toMatchObject({
    operation: 'approve-deploy',
    outcome: 'approved',
    details: { approvalId: approval.id, wave: 0, planHash: approval.planHash },
  })
})

test('one of two is a vote: the card tells it, nothing goes yet', async () => {
  await again({ count: 2 })
  expect(await approve()).toMatchObject({
    ok: true,
    value: { effect: 'voted', approval: { state: 'waiting' } },
  })
  expect(await woken(rig)).toEqual([])
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 2 })
  expect(reason(await approve())).toBe('already-voted')
  expect(await approve(erin)).toMatchObject({ ok: true, value: { effect: 'approved' } })
  expect(await woken(rig)).toEqual([record.id])
})

test('groups are asked now, not remembered', async () => {
  rig.asked.length = 0
  await approve()
  expect(rig.asked.length).toBeGreaterThan(0)
  expect(rig.asked.every(({ fresh }) => fresh)).toBe(true)
})

test.each([
  ['an outsider', outsider, 'may-not-approve'],
  ['who asked for it', bob, 'requester-may-not-approve'],
  ['who wrote it', carol, 'author-may-not-approve'],
  ['a guest', guest, 'not-for-guest'],
])('not by %s', async (_who, actor, expected) => {
  expect(reason(await approve(actor))).toBe(expected)
  expect(await now()).toEqual(approval)
})

test('the owning team may where policy names it, the requester where it lets him', async () => {
  expect(await approve(ben)).toMatchObject({ ok: true })
  await again({ requesterMay: true })
  expect(await approve(bob)).toMatchObject({ ok: true })
})

test('a group that Slack does not know now is a no with a retry', async () => {
  rig.groups['SAPPROVERS'] = null
  expect(await approve()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  expect(await now()).toEqual(approval)
})

test('not for another plan than the one that was seen', async () => {
  expect(reason(await approve(dana, { planHash: 'other' }))).toBe('plan-changed')
  expect(await now()).toEqual(approval)
})

test('not after its time', async () => {
  rig.clock.now = approval.expiresAt
  expect(reason(await approve())).toBe('expired')
  expect((await stored(rig, record.id))?.state).toBe('waiting-for-approval')
})

test('once decided it is decided', async () => {
  await approve()
  expect(await approve(erin)).toMatchObject({
    refusal: { reason: 'already-approved', details: { by: 'U0DANA', at: NINE } },
  })
  expect((await audited(rig, record.id)).map(([, outcome]) => outcome)).toEqual([
    'planned',
    'requested',
    'approved',
    'already-approved',
  ])
})

test.each([{ approvalId: '' }, { approvalId: 7 }, { planHash: '' }])('refuses %j as input', async (over) => {
  expect(reason(await approve(dana, over))).toBe('invalid-input')
})

test('one that is not there', async () => {
  expect(reason(await approve(dana, { approvalId: 'nothing' }))).toBe('approval-unknown')
  expect(await audited(rig, 'nothing')).toEqual([['approve-deploy', 'approval-unknown']])
})

test('two approvers and a double click at once: one decision', async () => {
  const outcomes = await Promise.all([approve(dana), approve(dana), approve(erin), approve(erin)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await now()).votes).toHaveLength(1)
  expect((await stored(rig, record.id))?.version).toBe(1)
})

test('when somebody else was first in the store it is decided once more', async () => {
  let lost = 0
  const transaction: Store['transaction'] = (fn) => {
    if (lost++ === 0) return Promise.reject(new UniqueViolation('a vote'))
    return rig.store.transaction(fn)
  }
  const racing = createApproveDeploy({ ...rig.deps, store: { ...rig.store, transaction } })
  const input = { approvalId: approval.id, planHash: approval.planHash }
  expect(await racing({ actor: dana, input })).toMatchObject({ ok: true, value: { effect: 'approved' } })
  expect(lost).toBe(2)
})
