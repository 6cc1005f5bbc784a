import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { bob, guest, outsider } from '../deploys/rig.ts'
import { valueOf } from '../resources/given.ts'
import {
  approvalOf,
  auditOf,
  budgetNow,
  cardOf,
  notices,
  outcomes,
  PROJECT,
  requested,
  requestNow,
  setTo,
  TEAM,
  UNIT,
} from './given.ts'
import { fay, openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const set = (over: Record<string, unknown> = {}, actor: Actor = fay) =>
  rig.set({ actor, input: { scope: TEAM, monthlyMicros: 4_000 * UNIT, seenVersion: null, ...over } })

test('finance sets the first one: stored, told in the channel of the team, audited for good', async () => {
  expect(valueOf(await set())).toMatchObject({ effect: 'set' })
  expect(await budgetNow(rig)).toEqual({
    id: 'team:payments',
    scope: TEAM,
    name: 'Payments',
    currency: 'USD',
    monthlyMicros: 4_000 * UNIT,
    setBy: 'U0FAY',
    setAt: NINE,
    version: 0,
  })
  expect(await notices(rig, 'set')).toMatchObject([
    {
      channel: 'C0PAY',
      threadCardId: null,
      payload: {
        budgetId: 'team:payments',
        name: 'Payments',
        values: { fromMicros: null, toMicros: 4_000 * UNIT, by: 'U0FAY' },
        mentions: [],
      },
    },
  ])
  expect(await auditOf(rig)).toMatchObject([
    {
      operation: 'set-budget',
      outcome: 'set',
      details: { name: 'Payments', currency: 'USD', monthlyMicros: 4_000 * UNIT, fromMicros: null },
      isKept: true,
    },
  ])
})

test('and another one later, of a project too', async () => {
  await setTo(rig, 100, PROJECT)
  rig.clock.now += 1
  expect(await setTo(rig, 50, PROJECT)).toMatchObject({ monthlyMicros: 50 * UNIT, version: 1 })
  expect((await auditOf(rig, 'project:search')).at(-1)?.details).toMatchObject({ fromMicros: 100 * UNIT })
  expect(await notices(rig, 'set')).toHaveLength(2)
})

test.each([
  ['the owning team', bob, 'not-finance'],
  ['an outsider', outsider, 'not-finance'],
  ['a guest', guest, 'not-for-guest'],
  ['the bot', { kind: 'system', job: 'x' } as const, 'not-for-machines'],
])('not by %s', async (_who, actor, expected) => {
  expect(reason(await set({}, actor))).toBe(expected)
  expect(await budgetNow(rig)).toBeNull()
})

test('a no stands in the audit', async () => {
  await set({}, bob)
  expect(await auditOf(rig)).toMatchObject([{ outcome: 'not-finance', details: { name: 'Payments' } }])
})

test('the group is asked now, not remembered; when Slack cannot say it is a no with a retry', async () => {
  await set()
  expect(rig.asked.length).toBeGreaterThan(0)
  expect(rig.asked.every(({ fresh }) => fresh)).toBe(true)
  rig.groups['SFINANCE'] = null
  expect(await set({ monthlyMicros: 1 })).toMatchObject({
    refusal: { reason: 'membership-unknown', next: 'retry' },
  })
})

test('without a finance group nobody may, and is told what to configure', async () => {
  await rig.close()
  rig = await openRig({ budgets: { financeGroups: [] } })
  expect(reason(await set())).toBe('finance-not-configured')
})

test.each([
  { monthlyMicros: 0 },
  { monthlyMicros: -1 },
  { monthlyMicros: 0.5 },
  { monthlyMicros: 2e15 },
  { monthlyMicros: '5' },
  { scope: { kind: 'company' } },
  { scope: { kind: 'team', teamId: '' } },
  { seenVersion: -1 },
])('refuses %j as input', async (over) => {
  expect(reason(await set(over))).toBe('invalid-input')
  expect(await auditOf(rig)).toEqual([])
})

test.each(['nobody', 'constructor'])('not of the team %s, which is not there', async (teamId) => {
  expect(reason(await set({ scope: { kind: 'team', teamId } }))).toBe('budget-unknown')
})

test('not over what somebody else set meanwhile', async () => {
  await setTo(rig, 100)
  expect(reason(await set())).toBe('budget-changed-meanwhile')
  expect(reason(await set({ seenVersion: 5 }))).toBe('budget-changed-meanwhile')
  expect((await budgetNow(rig))?.monthlyMicros).toBe(100 * UNIT)
})

test('a double click sets it once', async () => {
  const both = await Promise.all([set(), set()])
  expect(both.map(valueOf).map(({ effect }) => effect)).toEqual(['set', 'unchanged'])
  expect(await outcomes(rig)).toEqual(['set-budget: set'])
  expect(await notices(rig, 'set')).toHaveLength(1)
})

test('two people at once: one of them is told to look again', async () => {
  const both = await Promise.all([set({ monthlyMicros: UNIT }), set({ monthlyMicros: 2 * UNIT })])
  expect(both.map(reason)).toEqual(['ok', 'budget-changed-meanwhile'])
})

test('what was asked for before is settled by it, and who asked is told', async () => {
  const request = await requested(rig)
  valueOf(await set())
  expect(await requestNow(rig, request.id)).toMatchObject({
    state: 'superseded',
    decided: { by: 'U0FAY', at: NINE },
    version: 1,
  })
  expect(await approvalOf(rig, request.id)).toMatchObject({
    state: 'withdrawn',
    decided: { by: 'U0FAY', reason: 'budget-set' },
  })
  expect(await cardOf(rig, request.id)).toMatchObject({ wantedVersion: 2 })
  expect(await notices(rig, 'set')).toMatchObject([{ payload: { mentions: ['U0BOB'] } }])
  expect(await requested(rig)).toMatchObject({ fromMicros: 4_000 * UNIT })
})

test('another one’s request stays', async () => {
  const other = await requested(rig, { scope: PROJECT })
  valueOf(await set())
  expect(await requestNow(rig, other.id)).toEqual(other)
})

test('of another currency it is set anew', async () => {
  await setTo(rig, 100)
  rig.deps.costPolicy.currency = 'EUR'
  expect(valueOf(await set({ seenVersion: 0, monthlyMicros: 100 * UNIT }))).toMatchObject({
    effect: 'set',
    budget: { currency: 'EUR' },
  })
  expect((await auditOf(rig)).at(-1)?.details).toMatchObject({ fromMicros: null })
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(set()).rejects.toThrow(/clos|open/)
})
