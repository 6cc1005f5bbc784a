import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { MOST_BUDGETS } from '../../../../src/queries/list-budgets.ts'
import { reason } from '../../operations/deploys/given.ts'
import { ben, bob, guest, outsider } from '../../operations/deploys/rig.ts'
import { PROJECT, requested, setTo, TEAM } from '../../operations/budgets/given.ts'
import { fay, openRig, type Rig } from '../../operations/budgets/rig.ts'
import { valueOf } from '../../operations/resources/given.ts'
import { queriesOf, spent } from './given.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await setTo(rig, 1_000)
  await setTo(rig, 100, PROJECT)
})
afterEach(() => rig.close())

const list = async (actor: Actor = ben, named: string | null = null) =>
  valueOf(await queriesOf(rig).list({ actor, input: { named } }))
const ids = async (actor?: Actor, named?: string | null) =>
  (await list(actor, named)).standings.map(({ budget }) => budget.id)

test('somebody of a team sees how its budgets stand this month', async () => {
  await spent(rig, '2026-10-31', { units: 999 })
  await spent(rig, '2026-11-02', { units: 200 })
  await spent(rig, '2026-11-21', { units: 50 })
  await spent(rig, '2026-11-03', { units: 7, currency: 'EUR' })
  expect(await list()).toMatchObject({
    standings: [
      {
        budget: { id: 'team:payments' },
        month: '2026-11',
        spentMicros: 250_000_000,
        percent: 25,
        isDissolved: false,
        elsewhere: { EUR: 7_000_000 },
      },
    ],
    more: 0,
    mayset: false,
    askable: [
      { id: 'team:payments', name: 'Payments', budget: { version: 0 } },
      { id: 'project:payments', name: 'payments', budget: null },
    ],
  })
})

test('the fullest come first', async () => {
  await spent(rig, '2026-11-02', { units: 90, teamId: 'search', project: 'search' })
  await spent(rig, '2026-11-02', { units: 200 })
  expect(await ids(fay)).toEqual(['project:search', 'team:payments'])
  await spent(rig, '2026-11-03', { units: 750 })
  expect(await ids(fay)).toEqual(['team:payments', 'project:search'])
})

test('finance, and who belongs to no team, see all of them', async () => {
  expect(await list(fay)).toMatchObject({ mayset: true, askable: [] })
  expect(await ids(fay)).toHaveLength(2)
  expect(await ids(outsider)).toHaveLength(2)
})

test('when Slack cannot say who is of finance, that is not known', async () => {
  rig.groups['SFINANCE'] = null
  expect((await list()).mayset).toBeNull()
  rig.deps.costPolicy.budgets.financeGroups = []
  expect((await list()).mayset).toBe(false)
})

test.each(['payments', 'Payments', 'PAYMENTS'])(
  '%s names the team, and its projects come along',
  async (named) => {
    await setTo(rig, 10, { kind: 'project', project: 'payments' })
    expect((await ids(outsider, named)).toSorted()).toEqual(['project:payments', 'team:payments'])
  },
)

test('an id names one; a name that nothing has gets the nearest', async () => {
  expect(await ids(outsider, 'project:search')).toEqual(['project:search'])
  const unknown = await queriesOf(rig).list({ actor: bob, input: { named: 'paymints' } })
  expect(unknown).toMatchObject({
    refusal: { reason: 'budget-unknown', details: { name: 'paymints', nearest: 'Payments, payments' } },
  })
})

test('what waits is told with the budget it is about', async () => {
  const { id } = await requested(rig, { scope: PROJECT })
  expect((await list(bob)).waiting).toMatchObject([{ id }])
  expect((await list(ben)).waiting).toEqual([])
  expect((await list(outsider, 'search')).waiting).toMatchObject([{ id }])
})

test('the budget of a dissolved team is listed as such', async () => {
  rig.deps.catalogue.teams = rig.deps.catalogue.teams.filter(({ id }) => id !== TEAM.teamId)
  expect(await list(fay, 'Payments')).toMatchObject({
    standings: [{ budget: { id: 'team:payments', name: 'Payments' }, isDissolved: true }],
  })
  expect(await ids(fay)).toContain('team:payments')
})

test('of very many the fullest are told, and how many there are besides', async () => {
  await rig.store.transaction(async (tx) => {
    for (let index = 0; index < 60; index++) {
      const scope = { kind: 'project', project: `p${index}` } as const
      const about = { id: `project:p${index}`, scope, name: `p${index}`, currency: 'USD' }
      await tx.budgets.save({ ...about, monthlyMicros: 1e6, setBy: 'U0FAY', setAt: 0, version: 0 })
    }
  })
  await spent(rig, '2026-11-02', { units: 5, teamId: 'search', project: 'p59' })
  const { standings, more } = await list(fay)
  expect(standings).toHaveLength(MOST_BUDGETS)
  expect(more).toBe(62 - MOST_BUDGETS)
  expect(standings[0]?.budget.id).toBe('project:p59')
})

test('guests may not ask', async () => {
  expect(reason(await queriesOf(rig).list({ actor: guest, input: { named: null } }))).toBe('not-for-guest')
})

test('a team or project may be named with what it is', async () => {
  expect(await ids(ben, 'team payments')).toEqual(['team:payments'])
  expect(await ids(ben, 'project:Search')).toEqual(['project:search'])
  expect((await list(ben, 'project payments')).named).toBe('payments')
  expect((await list(ben)).named).toBeNull()
})

test('where figures come from is told with them', async () => {
  expect((await list(ben)).toldBy).toMatchObject({ timeZone: 'Asia/Seoul' })
  expect((await list(ben, 'project payments')).toldBy).toBeUndefined()
})
