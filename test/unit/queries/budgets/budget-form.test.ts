import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { reason } from '../../operations/deploys/given.ts'
import { ben, bob, guest, outsider } from '../../operations/deploys/rig.ts'
import { approvalOf, requested, setTo, TEAM, UNIT } from '../../operations/budgets/given.ts'
import { fay, openRig, type Rig } from '../../operations/budgets/rig.ts'
import { valueOf } from '../../operations/resources/given.ts'
import { queriesOf, spent } from './given.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const read = (to: 'ask' | 'set', actor: Actor, named: string | null = null) =>
  queriesOf(rig).form({ actor, input: { to, named } })
const form = async (...asked: Parameters<typeof read>) => valueOf(await read(...asked))
const offered = async (...asked: Parameters<typeof read>) =>
  (await form(...asked)).choices.map(({ id }) => id)

test('who asks is offered the own teams and their projects', async () => {
  expect(await offered('ask', ben)).toEqual(['team:payments', 'project:payments'])
  expect(await form('ask', ben)).toMatchObject({ chosen: null, currency: 'USD' })
  expect(await form('ask', ben, 'project:payments')).toMatchObject({
    choices: [{ id: 'project:payments', name: 'payments', budget: null }],
    chosen: 'project:payments',
  })
})

test('of a team and a project of one name the team is chosen first', async () => {
  expect(await form('ask', ben, 'payments')).toMatchObject({ chosen: 'team:payments' })
})

test('who names another team’s is told so; finance may ask for any', async () => {
  expect(await read('ask', ben, 'search')).toMatchObject({
    refusal: { reason: 'not-your-budget', details: { name: 'Search' } },
  })
  expect(await offered('ask', fay, 'search')).toEqual(['team:search', 'project:search'])
  expect(reason(await read('ask', outsider))).toBe('not-your-budget')
  rig.groups['S0PAY'] = null
  expect(reason(await read('ask', outsider))).toBe('membership-unknown')
})

test('finance is offered everything, with what is set', async () => {
  await setTo(rig, 10)
  const { choices, chosen } = await form('set', fay)
  expect(choices.map(({ id }) => id)).toEqual([
    'team:payments',
    'team:search',
    'project:payments',
    'project:search',
  ])
  expect(choices[0]).toMatchObject({ name: 'Payments', budget: { monthlyMicros: 10 * UNIT, version: 0 } })
  expect(chosen).toBeNull()
})

test('a budget of a dissolved team can be chosen by finance, and asked for by nobody', async () => {
  await setTo(rig, 10)
  rig.deps.catalogue.teams = rig.deps.catalogue.teams.filter(({ id }) => id !== TEAM.teamId)
  expect(await offered('set', fay)).toContain('team:payments')
  expect(await form('set', fay, 'team:payments')).toMatchObject({ chosen: 'team:payments' })
  expect(reason(await read('ask', fay, 'team:payments'))).toBe('not-your-budget')
})

test('what is set stands first: a picker may not hold them all', async () => {
  await setTo(rig, 10, { kind: 'project', project: 'search' })
  expect((await offered('set', fay))[0]).toBe('project:search')
  expect(await form('set', fay, 'search')).toMatchObject({ chosen: 'team:search' })
})

test.each([
  ['set', bob, null, 'not-finance'],
  ['set', guest, null, 'not-for-guest'],
  ['ask', guest, null, 'not-for-guest'],
  ['set', fay, 'nothing', 'budget-unknown'],
  ['ask', bob, 'constructor', 'budget-unknown'],
] as const)('no form to %s', async (to, actor, named, expected) => {
  expect(reason(await read(to, actor, named))).toBe(expected)
})

test('without a finance group nobody sets', async () => {
  rig.deps.costPolicy.budgets.financeGroups = []
  expect(reason(await read('set', fay))).toBe('finance-not-configured')
})

test('a request is told with its approval, approvers and how the budget stands now', async () => {
  await setTo(rig, 1_000)
  await spent(rig, '2026-11-02', { units: 500 })
  const request = await requested(rig)
  const { id: approvalId } = await approvalOf(rig, request.id)
  const { ofApproval } = queriesOf(rig)
  expect(await ofApproval({ actor: bob, input: { approvalId } })).toMatchObject({
    request: { id: request.id },
    approval: { id: approvalId, state: 'waiting' },
    standing: { percent: 50, budget: { monthlyMicros: 1_000 * UNIT } },
    approvers: ['SBOARD'],
    team: { id: 'payments' },
  })
  expect(await ofApproval({ actor: guest, input: { approvalId } })).toBeNull()
  expect(await ofApproval({ actor: bob, input: { approvalId: 'nothing' } })).toBeNull()
})
