import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { BudgetRequest } from '../../../../src/domain/cost/budget.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, dana, erin, guest, outsider } from '../deploys/rig.ts'
import { valueOf } from '../resources/given.ts'
import {
  approvalOf,
  auditOf,
  budgetNow,
  cardOf,
  noticeOf,
  outcomes,
  requested,
  requestNow,
  setTo,
} from './given.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
let asked: BudgetRequest
let approval: Approval
beforeEach(async () => {
  rig = await openRig()
  asked = await requested(rig)
  approval = await approvalOf(rig, asked.id)
})
afterEach(() => rig.close())

const reject = (actor: Actor = dana, over: Record<string, unknown> = {}) =>
  rig.reject({ actor, input: { approvalId: approval.id, reason: 'Save first', ...over } })
const approve = (actor: Actor = dana) =>
  rig.approve({ actor, input: { approvalId: approval.id, planHash: approval.planHash } })
const withdraw = (actor: Actor = bob, requestId = asked.id) => rig.withdraw({ actor, input: { requestId } })
const expire = (approvalId = approval.id) =>
  rig.expire({ actor: { kind: 'system', job: 'expire-budget' }, input: { approvalId } })

test('a no ends it, and who asked hears why; nothing is set', async () => {
  expect(valueOf(await reject())).toMatchObject({ state: 'rejected' })
  expect(await requestNow(rig, asked.id)).toMatchObject({
    state: 'rejected',
    decided: { by: 'U0DANA', at: NINE, reason: 'Save first' },
  })
  expect(await approvalOf(rig, asked.id)).toMatchObject({ state: 'rejected' })
  expect(await budgetNow(rig)).toBeNull()
  expect(await cardOf(rig, asked.id)).toMatchObject({ wantedVersion: 2 })
  expect(await noticeOf(rig, asked.id, 'rejected')).toMatchObject({
    channel: 'C0PAY',
    payload: { values: { by: 'U0DANA', reason: 'Save first' }, mentions: ['U0BOB'] },
  })
  expect((await auditOf(rig)).at(-1)).toMatchObject({
    operation: 'reject-budget',
    outcome: 'rejected',
    details: { requestId: asked.id, reason: 'Save first' },
    isKept: true,
  })
  expect(await requested(rig)).toMatchObject({ state: 'waiting' })
})

test.each([
  ['an outsider', outsider, {}, 'may-not-approve'],
  ['who asked for it', bob, {}, 'requester-may-not-approve'],
  ['a guest', guest, {}, 'not-for-guest'],
  ['nobody without a reason', dana, { reason: ' ' }, 'reason-needed'],
  ['nobody with an essay', dana, { reason: 'x'.repeat(1_001) }, 'invalid-input'],
  ['nobody where there is none', dana, { approvalId: 'nothing' }, 'approval-unknown'],
])('not rejected by %s', async (_who, actor, over, expected) => {
  expect(reason(await reject(actor, over))).toBe(expected)
  expect(await approvalOf(rig, asked.id)).toEqual(approval)
})

test('once rejected it is decided', async () => {
  await reject()
  expect(reason(await reject(erin))).toBe('already-rejected')
  expect(reason(await approve(erin))).toBe('already-rejected')
  expect(await withdraw()).toMatchObject({
    refusal: { reason: 'budget-request-over', details: { state: 'rejected' } },
  })
})

test('a yes and a no at once: one decision', async () => {
  const all = await Promise.all([approve(erin), reject(), approve(erin), reject()])
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
})

test('who asked for it takes it back, once', async () => {
  expect(valueOf(await withdraw())).toMatchObject({ state: 'withdrawn' })
  expect(await approvalOf(rig, asked.id)).toMatchObject({ state: 'withdrawn', decided: { by: 'U0BOB' } })
  expect(await cardOf(rig, asked.id)).toMatchObject({ wantedVersion: 2 })
  expect(await noticeOf(rig, asked.id, 'withdrawn')).toMatchObject({
    threadCardId: `budget-request:${asked.id}`,
    payload: { mentions: [] },
  })
  expect(reason(await withdraw())).toBe('budget-request-over')
  expect(reason(await approve())).toBe('already-withdrawn')
  expect((await outcomes(rig)).slice(1)).toEqual([
    'withdraw-budget: withdrawn',
    'withdraw-budget: budget-request-over',
    'approve-budget: already-withdrawn',
  ])
})

test.each([
  ['a colleague', ben, undefined, 'only-requester-may-withdraw'],
  ['a guest', guest, undefined, 'not-for-guest'],
  ['who asked for none', bob, 'nothing', 'budget-request-unknown'],
  ['who names none', bob, '', 'invalid-input'],
])('not taken back by %s', async (_who, actor, requestId, expected) => {
  expect(reason(await withdraw(actor, requestId))).toBe(expected)
  expect(await requestNow(rig, asked.id)).toEqual(asked)
})

test('its time over, it expires once, and who asked is told', async () => {
  expect(valueOf(await expire())).toBe('unchanged')
  rig.clock.now = approval.expiresAt
  expect(reason(await reject())).toBe('expired')
  expect(reason(await withdraw())).toBe('expired')
  expect(valueOf(await expire())).toBe('expired')
  expect(await requestNow(rig, asked.id)).toMatchObject({ state: 'expired', decided: { by: null } })
  expect(await approvalOf(rig, asked.id)).toMatchObject({ state: 'expired' })
  expect(await noticeOf(rig, asked.id, 'expired')).toMatchObject({ payload: { mentions: ['U0BOB'] } })
  expect(valueOf(await expire())).toBe('unchanged')
  expect((await auditOf(rig)).at(-1)).toMatchObject({
    actor: { kind: 'system' },
    operation: 'expire-budget-approval',
    outcome: 'expired',
  })
})

test('news of a team that was dissolved meanwhile go where budgets are seen to', async () => {
  rig.deps.catalogue.teams = []
  rig.deps.costPolicy.budgets.channel = 'C0FINANCE'
  rig.clock.now = approval.expiresAt
  await expire()
  expect(await noticeOf(rig, asked.id, 'expired')).toMatchObject({ channel: 'C0FINANCE', threadCardId: null })
})

test('only the bot lets it expire, and only what is there and its own', async () => {
  expect(reason(await rig.expire({ actor: bob, input: { approvalId: approval.id } }))).toBe('not-for-people')
  rig.clock.now = approval.expiresAt
  expect(valueOf(await expire('nothing'))).toBe('unchanged')
  const other = { ...approval, id: 'of-a-deploy', subjectKind: 'deploy' as const, subjectId: 'deploy' }
  await rig.store.transaction((tx) => tx.approvals.insert(other))
  expect(valueOf(await expire('of-a-deploy'))).toBe('unchanged')
})

test('finance sets it after its time and before it expired: it is superseded, and stays so', async () => {
  rig.clock.now = approval.expiresAt
  await setTo(rig, 9_000)
  expect(await requestNow(rig, asked.id)).toMatchObject({ state: 'superseded' })
  expect(await approvalOf(rig, asked.id)).toMatchObject({ state: 'expired' })
  expect(valueOf(await expire())).toBe('unchanged')
})
