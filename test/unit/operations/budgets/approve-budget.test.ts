import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { BudgetRequest } from '../../../../src/domain/cost/budget.ts'
import { UniqueViolation, type Store } from '../../../../src/domain/store.ts'
import { createApproveBudget } from '../../../../src/operations/approve-budget.ts'
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
  UNIT,
} from './given.ts'
import { BUDGETS, fay, openRig, type Rig } from './rig.ts'

let rig: Rig
let asked: BudgetRequest
let approval: Approval
beforeEach(() => begin())
afterEach(() => rig.close())

async function begin(rule: Partial<Approval> & Record<string, unknown> = {}, channel: string | null = null) {
  rig = await openRig({ budgets: { approval: { ...BUDGETS.approval, ...rule }, channel } })
  await setTo(rig, 4_000)
  rig.clock.now += 1_000
  asked = await requested(rig)
  approval = await approvalOf(rig, asked.id)
}
async function again(...given: Parameters<typeof begin>) {
  await rig.close()
  await begin(...given)
}
const approve = (actor: Actor = dana, over: Record<string, unknown> = {}) =>
  rig.approve({ actor, input: { approvalId: approval.id, planHash: approval.planHash, ...over } })
const untouched = async () => {
  expect(await approvalOf(rig, asked.id)).toEqual(approval)
  expect(await requestNow(rig, asked.id)).toEqual(asked)
  expect(await budgetNow(rig)).toMatchObject({ monthlyMicros: 4_000 * UNIT, version: 0 })
}

test('the yes that was needed sets it: stored, on the card, told to who asked, audited', async () => {
  expect(await approve()).toMatchObject({ ok: true, value: { effect: 'approved' } })
  expect(await budgetNow(rig)).toMatchObject({
    monthlyMicros: 5_000 * UNIT,
    setBy: 'U0DANA',
    setAt: NINE + 1_000,
    version: 1,
  })
  expect(await requestNow(rig, asked.id)).toMatchObject({
    state: 'approved',
    decided: { by: 'U0DANA', at: NINE + 1_000, reason: null },
  })
  expect(await approvalOf(rig, asked.id)).toMatchObject({ state: 'approved', votes: [{ userId: 'U0DANA' }] })
  expect(await cardOf(rig, asked.id)).toMatchObject({ wantedVersion: 2 })
  expect(await noticeOf(rig, asked.id, 'approved')).toMatchObject({
    channel: 'C0PAY',
    threadCardId: `budget-request:${asked.id}`,
    payload: {
      values: { fromMicros: 4_000 * UNIT, toMicros: 5_000 * UNIT, by: 'U0DANA', reason: 'Black Friday' },
      mentions: ['U0BOB'],
    },
  })
  expect((await auditOf(rig)).at(-1)).toMatchObject({
    operation: 'approve-budget',
    outcome: 'approved',
    isKept: true,
    details: { requestId: asked.id, approvalId: approval.id, planHash: approval.planHash },
  })
})

test('a first budget is set too', async () => {
  const scope = { kind: 'project', project: 'search' } as const
  asked = await requested(rig, { scope })
  approval = await approvalOf(rig, asked.id)
  valueOf(await approve())
  expect(await budgetNow(rig, 'project:search')).toMatchObject({ scope, name: 'search', version: 0 })
})

test('when it is decided elsewhere the team hears it in its own channel', async () => {
  await again({}, 'C0FINANCE')
  valueOf(await approve())
  expect(await noticeOf(rig, asked.id, 'approved')).toMatchObject({ channel: 'C0PAY', threadCardId: null })
})

test('one of two is a vote: the card tells it, nothing is set yet', async () => {
  await again({ count: 2 })
  expect(await approve()).toMatchObject({ value: { effect: 'voted', request: { state: 'waiting' } } })
  expect((await budgetNow(rig))?.monthlyMicros).toBe(4_000 * UNIT)
  expect(await cardOf(rig, asked.id)).toMatchObject({ wantedVersion: 2 })
  expect(reason(await approve())).toBe('already-voted')
  expect(await approve(erin)).toMatchObject({ value: { effect: 'approved' } })
  expect((await outcomes(rig)).slice(2)).toEqual([
    'approve-budget: voted',
    'approve-budget: already-voted',
    'approve-budget: approved',
  ])
})

test.each([
  ['an outsider', outsider, 'may-not-approve'],
  ['who asked for it', bob, 'requester-may-not-approve'],
  ['the owning team, where policy names others', ben, 'may-not-approve'],
  ['finance, where policy names others', fay, 'may-not-approve'],
  ['a guest', guest, 'not-for-guest'],
])('not by %s', async (_who, actor, expected) => {
  expect(reason(await approve(actor))).toBe(expected)
  await untouched()
})

test('who asked may where policy lets him', async () => {
  await again({ requesterMay: true, from: [{ kind: 'owning-team' }] })
  expect(reason(await approve(bob))).toBe('ok')
})

test('who may is asked of the policy and the groups of today', async () => {
  rig.asked.length = 0
  rig.groups['SBOARD'] = ['U0ERIN']
  expect(reason(await approve(dana))).toBe('may-not-approve')
  expect(rig.asked.every(({ fresh }) => fresh)).toBe(true)
  rig.deps.costPolicy.budgets.approval.from = [{ kind: 'group', group: 'SFINANCE' }]
  expect(reason(await approve(fay))).toBe('ok')
})

test('a group that Slack does not know now is a no with a retry', async () => {
  rig.groups['SBOARD'] = null
  expect(await approve()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
  await untouched()
})

test('not for another wish than the one that was seen, and not after its time', async () => {
  expect(reason(await approve(dana, { planHash: 'other' }))).toBe('plan-changed')
  rig.clock.now = approval.expiresAt
  expect(reason(await approve())).toBe('expired')
  await untouched()
})

test('when finance set it meanwhile the request is over, and says so', async () => {
  await setTo(rig, 4_500)
  expect(await approve()).toMatchObject({
    refusal: { reason: 'budget-request-over', details: { state: 'superseded' } },
  })
  expect((await budgetNow(rig))?.monthlyMicros).toBe(4_500 * UNIT)
})

test('a budget that is another than it was asked against is never overwritten', async () => {
  const budget = (await budgetNow(rig))!
  await rig.store.transaction((tx) => tx.budgets.save({ ...budget, monthlyMicros: 6_000 * UNIT, version: 1 }))
  expect(reason(await approve())).toBe('budget-changed-meanwhile')
  expect((await budgetNow(rig))?.monthlyMicros).toBe(6_000 * UNIT)
  // It stays, for its requester to take back or its time to end.
  expect(await requestNow(rig, asked.id)).toEqual(asked)
  expect(await approvalOf(rig, asked.id)).toEqual(approval)
})

test('not for a team that was dissolved meanwhile', async () => {
  rig.deps.catalogue.teams = []
  expect(reason(await approve())).toBe('budget-unknown')
  await untouched()
})

test('once decided it is decided', async () => {
  await approve()
  expect(await approve(erin)).toMatchObject({
    refusal: { reason: 'already-approved', details: { by: 'U0DANA' } },
  })
})

test.each([{ approvalId: '' }, { approvalId: 7 }, { planHash: '' }])('refuses %j as input', async (over) => {
  expect(reason(await approve(dana, over))).toBe('invalid-input')
})

test('one that is not there, and one of a deploy', async () => {
  expect(reason(await approve(dana, { approvalId: 'nothing' }))).toBe('approval-unknown')
  expect(await outcomes(rig, 'nothing')).toEqual(['approve-budget: approval-unknown'])
  const other = { ...approval, id: 'of-a-deploy', subjectKind: 'deploy' as const, subjectId: 'deploy' }
  await rig.store.transaction((tx) => tx.approvals.insert(other))
  expect(reason(await approve(dana, { approvalId: 'of-a-deploy' }))).toBe('approval-unknown')
})

test('two approvers and a double click at once: one decision, one budget', async () => {
  const all = await Promise.all([approve(dana), approve(dana), approve(erin), approve(erin)])
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await approvalOf(rig, asked.id)).votes).toHaveLength(1)
  expect(await budgetNow(rig)).toMatchObject({ version: 1 })
})

test('of two votes that are needed a double click gives one', async () => {
  await again({ count: 2 })
  const all = await Promise.all([approve(dana), approve(dana)])
  expect(all.map(reason)).toEqual(['ok', 'already-voted'])
  expect(await requestNow(rig, asked.id)).toMatchObject({ state: 'waiting' })
})

test('when somebody else was first in the store it is decided once more', async () => {
  let lost = 0
  const transaction: Store['transaction'] = (fn) => {
    if (lost++ === 0) return Promise.reject(new UniqueViolation('a vote'))
    return rig.store.transaction(fn)
  }
  const racing = createApproveBudget({ ...rig.deps, store: { ...rig.store, transaction } })
  const input = { approvalId: approval.id, planHash: approval.planHash }
  expect(await racing({ actor: dana, input })).toMatchObject({ value: { effect: 'approved' } })
  expect(lost).toBe(2)
})
