import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { budgetPlanHash } from '../../../../src/domain/cost/budget-plan-hash.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, guest, outsider } from '../deploys/rig.ts'
import { valueOf } from '../resources/given.ts'
import {
  approvalOf,
  auditOf,
  budgetNow,
  cardOf,
  noticeOf,
  outcomes,
  PROJECT,
  requested,
  requestNow,
  setTo,
  UNIT,
  wish,
} from './given.ts'
import { fay, openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const request = (over: Record<string, unknown> = {}, actor: Actor = bob) =>
  rig.request({ actor, input: wish(over) })

async function due() {
  const claim = { kinds: ['expire-budget'], limit: 10, now: 9e15, owner: 'test', leaseMs: 1 }
  return rig.store.work.claim(claim)
}

test('who belongs to the team asks for more: request, approval, card, mention, time to expire, audit', async () => {
  await setTo(rig, 4_000)
  const asked = await requested(rig)
  expect(await requestNow(rig, asked.id)).toEqual({
    id: asked.id,
    budgetId: 'team:payments',
    scope: { kind: 'team', teamId: 'payments' },
    name: 'Payments',
    currency: 'USD',
    fromMicros: 4_000 * UNIT,
    toMicros: 5_000 * UNIT,
    reason: 'Black Friday',
    requesterId: 'U0BOB',
    channel: 'C0PAY',
    teamChannel: 'C0PAY',
    state: 'waiting',
    createdAt: NINE,
    decided: null,
    version: 0,
  })
  const approval = await approvalOf(rig, asked.id)
  expect(approval).toMatchObject({
    subjectKind: 'budget-request',
    wave: 0,
    state: 'waiting',
    planHash: budgetPlanHash(asked),
    count: 1,
    requesterMay: false,
    expiresAt: NINE + 3_600_000,
  })
  expect(await cardOf(rig, asked.id)).toMatchObject({ kind: 'budget-request', channel: 'C0PAY' })
  expect(await noticeOf(rig, asked.id, 'asked')).toMatchObject({
    channel: 'C0PAY',
    threadCardId: `budget-request:${asked.id}`,
    payload: { news: 'asked', mentions: ['SBOARD'], values: { by: 'U0BOB', reason: 'Black Friday' } },
  })
  expect(await due()).toMatchObject([{ key: approval.id, dueAt: approval.expiresAt }])
  expect((await auditOf(rig)).at(-1)).toMatchObject({
    operation: 'request-budget',
    outcome: 'requested',
    isKept: true,
    details: {
      requestId: asked.id,
      fromMicros: 4_000 * UNIT,
      toMicros: 5_000 * UNIT,
      reason: 'Black Friday',
    },
  })
  expect((await budgetNow(rig))?.monthlyMicros).toBe(4_000 * UNIT)
})

test('a first budget may be asked for, for a project as well', async () => {
  expect(await requested(rig, { scope: PROJECT, toMicros: UNIT })).toMatchObject({
    budgetId: 'project:search',
    name: 'search',
    fromMicros: null,
    channel: 'C0SEARCH',
  })
})

test('its card stands where budgets are decided, when there is such a channel', async () => {
  await rig.close()
  rig = await openRig({ budgets: { channel: 'C0FINANCE' } })
  const asked = await requested(rig)
  expect(asked).toMatchObject({ channel: 'C0FINANCE', teamChannel: 'C0PAY' })
  expect(await noticeOf(rig, asked.id, 'asked')).toMatchObject({ channel: 'C0FINANCE' })
})

test.each([
  ['a member of another team', ben, { scope: PROJECT }, 'not-your-budget'],
  ['an outsider', outsider, {}, 'not-your-budget'],
  ['a guest', guest, {}, 'not-for-guest'],
  ['the bot', { kind: 'system', job: 'x' } as const, {}, 'not-for-machines'],
])('not by %s', async (_who, actor, over, expected) => {
  const input = wish(over)
  expect(reason(await rig.request({ actor, input }))).toBe(expected)
  expect(await requestNow(rig, input.formId)).toBeNull()
})

test('finance may ask for any', async () => {
  expect(reason(await request({ scope: PROJECT }, fay))).toBe('ok')
})

test('groups are asked now; when Slack cannot say it is a no with a retry', async () => {
  await requested(rig)
  expect(rig.asked.every(({ fresh }) => fresh)).toBe(true)
  rig.groups['S0PAY'] = null
  expect(await request()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
})

test('not where nobody could ever say yes', async () => {
  await rig.close()
  const approval = { count: 1, from: [], requesterMay: false, authorMay: true, expiresMs: 1 }
  rig = await openRig({ budgets: { financeGroups: [], approval } })
  expect(reason(await request())).toBe('finance-not-configured')
})

test.each([
  [{ toMicros: 4_000 * UNIT }, 'budget-not-more'],
  [{ toMicros: 1 }, 'budget-not-more'],
  [{ toMicros: 0 }, 'invalid-input'],
  [{ toMicros: 1.5 }, 'invalid-input'],
  [{ toMicros: 2e15 }, 'invalid-input'],
  [{ reason: '  ' }, 'reason-needed'],
  [{ reason: 'x'.repeat(1_001) }, 'invalid-input'],
  [{ formId: '<!channel>' }, 'invalid-input'],
  [{ scope: { kind: 'team', teamId: 'gone' } }, 'budget-unknown'],
  [{ scope: { kind: 'project', project: 'constructor' } }, 'budget-unknown'],
])('refuses %j', async (over, expected) => {
  await setTo(rig, 4_000)
  expect(reason(await request(over))).toBe(expected)
})

test('one at a time for each budget', async () => {
  const first = await requested(rig)
  expect(await request({ toMicros: 9_000 * UNIT }, ben)).toMatchObject({
    refusal: { reason: 'budget-already-asked', details: { name: 'Payments', requestId: first.id } },
  })
  expect(reason(await request({ scope: PROJECT }))).toBe('ok')
})

test('the same form twice, at once too, gives the same request', async () => {
  const input = wish()
  const both = await Promise.all([rig.request({ actor: bob, input }), rig.request({ actor: bob, input })])
  expect(both.map((outcome) => valueOf(outcome).id)).toEqual([input.formId, input.formId])
  expect(await outcomes(rig)).toEqual(['request-budget: requested'])
  expect(reason(await rig.request({ actor: ben, input }))).toBe('invalid-input')
})

test('a budget of another currency is not compared with', async () => {
  await setTo(rig, 4_000)
  rig.deps.costPolicy.currency = 'EUR'
  expect(await requested(rig, { toMicros: UNIT })).toMatchObject({ currency: 'EUR', fromMicros: null })
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(request()).rejects.toThrow(/clos|open/)
})
