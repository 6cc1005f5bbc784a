import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { reason } from '../deploys/given.ts'
import { bob, guest } from '../deploys/rig.ts'
import { valueOf } from '../resources/given.ts'
import { auditOf, budgetNow, notices, requested, requestNow, setTo, TEAM, UNIT } from './given.ts'
import { fay, openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await setTo(rig, 4_000)
})
afterEach(() => rig.close())

const remove = (over: Record<string, unknown> = {}, actor: Actor = fay) =>
  rig.remove({ actor, input: { scope: TEAM, seenVersion: 0, ...over } })

/** The team leaves the catalogue; its budget stays. */
function dissolve() {
  rig.deps.catalogue = { ...rig.deps.catalogue, teams: [], projects: [] }
}

test('finance takes it away: told in the channel of the team, audited for good', async () => {
  expect(valueOf(await remove())).toMatchObject({ id: 'team:payments' })
  expect(await budgetNow(rig)).toBeNull()
  expect(await notices(rig, 'removed')).toMatchObject([
    {
      channel: 'C0PAY',
      payload: { values: { fromMicros: 4_000 * UNIT, toMicros: null, by: 'U0FAY' }, mentions: [] },
    },
  ])
  expect((await auditOf(rig)).at(-1)).toMatchObject({
    operation: 'remove-budget',
    outcome: 'removed',
    details: { name: 'Payments', monthlyMicros: 4_000 * UNIT },
    isKept: true,
  })
})

test.each([
  ['the owning team', bob, 'not-finance'],
  ['a guest', guest, 'not-for-guest'],
])('not by %s', async (_who, actor, expected) => {
  expect(reason(await remove({}, actor))).toBe(expected)
  expect(await budgetNow(rig)).not.toBeNull()
})

test('when Slack cannot say who is of finance it stays', async () => {
  rig.groups['SFINANCE'] = null
  expect(reason(await remove())).toBe('membership-unknown')
  expect(await budgetNow(rig)).not.toBeNull()
})

test('that of a dissolved team goes too, and is told where budgets are seen to', async () => {
  dissolve()
  rig.deps.costPolicy.budgets.channel = 'C0FINANCE'
  expect(
    reason(await rig.set({ actor: fay, input: { scope: TEAM, monthlyMicros: 1, seenVersion: 0 } })),
  ).toBe('budget-unknown')
  expect(valueOf(await remove())).toMatchObject({ name: 'Payments' })
  expect(await notices(rig, 'removed')).toMatchObject([
    { channel: 'C0FINANCE', payload: { name: 'Payments' } },
  ])
})

test('without such a channel in that for what nobody owns', async () => {
  dissolve()
  valueOf(await remove())
  expect(await notices(rig, 'removed')).toMatchObject([{ channel: 'C0UNOWNED' }])
})

test('not another one than was seen, and not one that is not there', async () => {
  expect(reason(await remove({ seenVersion: 3 }))).toBe('budget-changed-meanwhile')
  expect(reason(await remove({ scope: { kind: 'project', project: 'search' } }))).toBe('budget-not-set')
  expect(reason(await remove({ scope: 'team:payments' }))).toBe('invalid-input')
})

test('a double click removes it once', async () => {
  expect((await Promise.all([remove(), remove()])).map(reason)).toEqual(['ok', 'budget-not-set'])
  expect(await notices(rig, 'removed')).toHaveLength(1)
})

test('what was asked for is settled by it', async () => {
  const request = await requested(rig)
  valueOf(await remove())
  expect(await requestNow(rig, request.id)).toMatchObject({ state: 'superseded' })
  expect(await notices(rig, 'removed')).toMatchObject([{ payload: { mentions: ['U0BOB'] } }])
})

test('one that is set again begins anew', async () => {
  valueOf(await remove())
  expect(await setTo(rig, 10)).toMatchObject({ version: 0, monthlyMicros: 10 * UNIT })
})
