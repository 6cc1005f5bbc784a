import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCheckBudgets } from '../../../../src/operations/check-budgets.ts'
import { createBudgetStandings } from '../../../../src/queries/all-standings.ts'
import { spent } from '../../queries/budgets/given.ts'
import { valueOf } from '../resources/given.ts'
import { notices, PROJECT, setTo } from './given.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const DAY = 86_400_000
const DECEMBER = Date.parse('2026-11-30T15:00:00Z')

async function check(at: number): Promise<number> {
  rig.clock.now = at
  const deps = { ...rig.deps, costSources: [] }
  const standings = await createBudgetStandings(deps)()
  const input = { standings }
  return valueOf(await createCheckBudgets(deps)({ actor: { kind: 'system', job: 'test' }, input })).told
}

const told = async () => (await notices(rig, 'threshold')).map(({ payload }) => payload['values'])

test('a month is used up by figures that come after its end: told once, as that month', async () => {
  await setTo(rig, 100)
  await spent(rig, '2026-11-29', { units: 90 })
  expect(await check(DECEMBER - 60_000)).toBe(1)
  await spent(rig, '2026-11-30', { units: 20 })
  expect(await check(DECEMBER + DAY)).toBe(1)
  expect(await check(DECEMBER + 2 * DAY)).toBe(0)
  expect(await told()).toMatchObject([
    { percent: 80, month: '2026-11', monthOver: null },
    { percent: 100, month: '2026-11', monthOver: '2026-11', low: null },
  ])
})

test('of a month that is over nothing below the whole budget is news, nor that of a budget set since', async () => {
  await setTo(rig, 100)
  await spent(rig, '2026-11-30', { units: 90 })
  expect(await check(DECEMBER + DAY)).toBe(0)
  await setTo(rig, 50)
  expect(await check(DECEMBER + DAY)).toBe(0)
})

test('bills that come later than that change nothing any more', async () => {
  await setTo(rig, 100)
  await spent(rig, '2026-11-30', { units: 120 })
  expect(await check(DECEMBER + 5 * DAY)).toBe(0)
})

test('what was told is remembered for this month and the last one only', async () => {
  await setTo(rig, 100)
  for (const month of ['2026-11', '2026-12', '2027-01', '2027-02']) {
    await spent(rig, `${month}-10`, { units: 150 })
    expect(await check(Date.parse(`${month}-20T00:00:00Z`))).toBe(1)
    expect(await check(Date.parse(`${month}-21T00:00:00Z`))).toBe(0)
  }
  const fact = await rig.store.read((reads) => reads.facts.get('budget:told:team:payments'))
  expect(JSON.parse(fact ?? '')).toEqual({
    '2027-01': ['100000000:80', '100000000:100'],
    '2027-02': ['100000000:80', '100000000:100'],
  })
})

test('others have their turn between two budgets', async () => {
  await setTo(rig, 100)
  await setTo(rig, 100, PROJECT)
  let turns = 0
  const count = () => {
    turns += 1
    next = setImmediate(count)
  }
  let next = setImmediate(count)
  await createBudgetStandings(rig.deps)()
  clearImmediate(next)
  expect(turns).toBeGreaterThan(1)
})
