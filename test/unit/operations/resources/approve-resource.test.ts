import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import { UniqueViolation, type Store } from '../../../../src/domain/store.ts'
import { createApproveResource } from '../../../../src/operations/approve-resource.ts'
import type { ChangeOf } from '../../../../src/operations/change-transition.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, dana, erin, guest, outsider } from '../deploys/rig.ts'
import { aForm, approvalsOf, audited, cardOf, changeNow, ready, requested, valueOf, woken } from './given.ts'
import { openRig, PROD, type Rig } from './rig.ts'

let rig: Rig
let asked: ChangeOf
let approval: Approval
beforeEach(() => begin())
afterEach(() => rig.close())

async function begin(rule: Partial<NonNullable<typeof PROD.approval>> = {}) {
  rig = await openRig({ prod: { approval: { ...PROD.approval!, ...rule } } })
  asked = await requested(rig)
  approval = (await approvalsOf(rig, asked.change.id))[0]!
  await woken(rig)
}
async function again(rule: Parameters<typeof begin>[0]) {
  await rig.close()
  await begin(rule)
}
const approve = (actor: Actor = dana, over: Record<string, unknown> = {}) =>
  rig.approve({ actor, input: { approvalId: approval.id, planHash: approval.planHash, ...over } })
const now = async () => (await approvalsOf(rig, asked.change.id))[0]!

test('the yes that was needed lets it go: stored, on the card, woken, audited', async () => {
  expect(await approve()).toMatchObject({
    ok: true,
    value: { effect: 'approved', approval: { state: 'approved' }, resource: { id: asked.resource.id } },
  })
  expect(await now()).toMatchObject({ state: 'approved', votes: [{ userId: 'U0DANA', at: NINE }] })
  // That it begins is the reconciler's to say: rights are asked once more then.
  expect((await changeNow(rig, asked.change.id))?.state).toBe('waiting-for-approval')
  expect(await woken(rig)).toEqual([asked.change.id])
  expect(await cardOf(rig, asked.change.id)).toMatchObject({ wantedVersion: 2 })
  const entries = await rig.store.read((q) => q.audit.ofSubject(asked.resource.id))
  expect(entries.at(-1)).toMatchObject({
    operation: 'approve-resource',
    outcome: 'approved',
    details: { approvalId: approval.id, planHash: approval.planHash, verb: 'create' },
  })
})

test('one of two is a vote: the card tells it, nothing goes yet', async () => {
  await again({ count: 2 })
  expect(await approve()).toMatchObject({ value: { effect: 'voted', approval: { state: 'waiting' } } })
  expect(await woken(rig)).toEqual([])
  expect(await cardOf(rig, asked.change.id)).toMatchObject({ wantedVersion: 2 })
  expect(reason(await approve())).toBe('already-voted')
  expect(await approve(erin)).toMatchObject({ value: { effect: 'approved' } })
  expect(await woken(rig)).toEqual([asked.change.id])
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
  ['the owning team, where policy names others', ben, 'may-not-approve'],
  ['a guest', guest, 'not-for-guest'],
])('not by %s', async (_who, actor, expected) => {
  expect(reason(await approve(actor))).toBe(expected)
  expect(await now()).toEqual(approval)
})

test('who asked for it may where policy lets him, as it was asked for', async () => {
  await again({ requesterMay: true, from: [{ kind: 'owning-team' }] })
  expect(reason(await approve(bob))).toBe('ok')
})

test('a deletion is approved by those whom its own rule names', async () => {
  const resource = await ready(rig, { wish: { name: 'other' } })
  const shown = { finalSnapshot: true, approval: true }
  const input = { formId: aForm(), resourceId: resource.id, typedName: resource.name, shown }
  asked = valueOf(await rig.delete({ actor: bob, input }))
  approval = (await approvalsOf(rig, asked.change.id))[0]!
  expect(reason(await approve(dana))).toBe('may-not-approve')
  expect(reason(await approve(bob))).toBe('requester-may-not-approve')
  expect(reason(await approve(ben))).toBe('ok')
})

test('a group that Slack does not know now is a no with a retry', async () => {
  rig.groups['SPLATFORM'] = null
  expect(await approve()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  expect(await now()).toEqual(approval)
})

test('not for another plan than the one that was seen, and not after its time', async () => {
  expect(reason(await approve(dana, { planHash: 'other' }))).toBe('plan-changed')
  rig.clock.now = approval.expiresAt
  expect(reason(await approve())).toBe('expired')
  expect(await now()).toEqual(approval)
})

test('not when policy asks for none any more', async () => {
  rig.policy.environments[1]!.approval = null
  expect(reason(await approve())).toBe('approval-not-needed')
})

test('once decided it is decided', async () => {
  await approve()
  expect(await approve(erin)).toMatchObject({
    refusal: { reason: 'already-approved', details: { by: 'U0DANA', at: NINE } },
  })
  expect((await audited(rig, asked.resource.id)).map(([, outcome]) => outcome)).toEqual([
    'requested',
    'approved',
    'already-approved',
  ])
})

test.each([{ approvalId: '' }, { approvalId: 7 }, { planHash: '' }])('refuses %j as input', async (over) => {
  expect(reason(await approve(dana, over))).toBe('invalid-input')
})

test('one that is not there, and one of a deploy', async () => {
  expect(reason(await approve(dana, { approvalId: 'nothing' }))).toBe('approval-unknown')
  expect(await audited(rig, 'nothing')).toEqual([['approve-resource', 'approval-unknown']])
  const other = { ...approval, id: 'of-a-deploy', subjectKind: 'deploy' as const, subjectId: 'deploy' }
  await rig.store.transaction((tx) => tx.approvals.insert(other))
  expect(reason(await approve(dana, { approvalId: 'of-a-deploy' }))).toBe('approval-unknown')
})

test('two approvers and a double click at once: one decision', async () => {
  const outcomes = await Promise.all([approve(dana), approve(dana), approve(erin), approve(erin)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await now()).votes).toHaveLength(1)
})

test('when somebody else was first in the store it is decided once more', async () => {
  let lost = 0
  const transaction: Store['transaction'] = (fn) => {
    if (lost++ === 0) return Promise.reject(new UniqueViolation('a vote'))
    return rig.store.transaction(fn)
  }
  const racing = createApproveResource({ ...rig.deps, store: { ...rig.store, transaction } })
  const input = { approvalId: approval.id, planHash: approval.planHash }
  expect(await racing({ actor: dana, input })).toMatchObject({ value: { effect: 'approved' } })
  expect(lost).toBe(2)
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(approve()).rejects.toThrow(/clos|open/)
})
