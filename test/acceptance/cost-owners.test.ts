import { afterEach, expect, test } from 'vitest'
import { startCostApp, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import {
  booked,
  collected,
  cost,
  DAY,
  digest,
  dollars,
  HOUR,
  midnight,
  sumOf,
  tablesOf,
  thisHour,
  toDigestOf,
  toNextDigest,
  totalOf,
} from '../harness/cost-steps.ts'
import type { Booked } from '../harness/opencost-books.ts'
import { BOB } from '../harness/resource-workspace.ts'

let bot: CostApp
afterEach(() => bot.stop())

/** The first day of Seoul of which all hours were there. */
const FIRST = Date.parse('2026-11-08T15:00:00Z')
const of =
  (name: string) =>
  ({ namespace }: Booked) =>
    namespace === name
const PROJECTS = [
  { namespace: 'payments', team: 'payments', services: ['payments-api'] },
  { namespace: 'orders', team: 'payments', services: ['orders-api'] },
]

test('a namespace that moved to another team mid-month: each team has its part, and the project is their sum', async () => {
  bot = await startCostApp()
  await collected(bot)
  const moved = thisHour(bot) + HOUR
  await bot.restartWith({ projects: PROJECTS })
  await toDigestOf(bot, moved + DAY)
  const today = midnight(bot.now())
  const sum = (from: number, to: number, name: string) => booked([bot.kr, bot.eu], [from, to], of(name))
  const project = await cost(bot, BOB, '/cost project:orders')
  const teams = tablesOf(project)['team'] ?? {}
  expect(teams).toEqual({
    Orders: sum(FIRST, moved, 'orders'),
    Payments: sum(moved, today, 'orders'),
  })
  expect(totalOf(project)).toBe(sumOf(teams))
  expect(totalOf(project)).toBe(sum(FIRST, today, 'orders'))
  const before = await cost(bot, BOB, '/cost team:orders')
  expect(totalOf(before)).toBe(teams['Orders'])
  const after = await cost(bot, BOB, '/cost team:payments')
  expect(tablesOf(after)['project']).toMatchObject({ orders: teams['Payments'] })
  const company = await cost(bot, BOB, '/cost company')
  expect(sumOf(tablesOf(company)['team'])).toBe(totalOf(company))
})

test('what a team that is gone has cost stays its own, and says that the team is not in the catalogue any more', async () => {
  bot = await startCostApp()
  await collected(bot)
  const teams = [{ id: 'payments', name: 'Payments', channel: 'C0PAY', userGroup: 'S0PAY', members: [] }]
  await bot.restartWith({ projects: PROJECTS, teams })
  const company = await cost(bot, BOB, '/cost company')
  expect(tablesOf(company)['team']).toMatchObject({
    'orders (dissolved)': booked([bot.kr], [FIRST, midnight(bot.now())], of('orders')),
  })
})

test('two currencies are told beside each other, each with its own tables, and never summed', async () => {
  const eu = [{ namespace: 'payments', controller: 'checkout', cpuCost: 2700 }]
  bot = await startCostApp({ usual: { eu }, cost: { eu: { currency: 'KRW' } } })
  await collected(bot)
  const [from, to] = [Date.parse('2026-11-17T15:00:00Z'), thisHour(bot)]
  const won = booked([bot.eu], [from, to]) / 1_000_000
  const company = await cost(bot, BOB, '/cost company today')
  expect(totalOf(company)).toBe(booked([bot.kr], [from, to]))
  expect(company).toContain(`and *₩${won.toLocaleString('en')}*`)
  const tables = tablesOf(company)
  expect(sumOf(tables['team'])).toBe(totalOf(company))
  expect(sumOf(tables['team (KRW)'])).toBe(won * 1_000_000)
  bot.eu.write(to, [{ namespace: 'payments', controller: 'checkout', cpuCost: 9000 }])
  await toNextDigest(bot)
  const words = digest(bot, 'payments')
  expect(words).toContain('*₩9,000* · ▲ 233 % more than the same hour a week before (₩2,700)')
  expect(words).toContain('*$5.00* · as much as the same hour a week before')
  expect(words).toContain('+₩6,300')
})

test('negative rows, such as credits, count against the rest at every level', async () => {
  const credit: Booked = { namespace: 'payments', controller: 'refund', cpuCost: -1.25 }
  bot = await startCostApp({ usual: { kr: [...USUAL_KR, credit] } })
  await collected(bot)
  const [from, to] = [Date.parse('2026-11-17T15:00:00Z'), thisHour(bot)]
  const sum = (isMine?: (row: Booked) => boolean) => booked([bot.kr, bot.eu], [from, to], isMine)
  const company = await cost(bot, BOB, '/cost company today')
  expect(totalOf(company)).toBe(sum())
  for (const rows of Object.values(tablesOf(company))) expect(sumOf(rows)).toBe(sum())
  const project = await cost(bot, BOB, '/cost project:payments today')
  expect(project).toContain(`*${dollars(sum(of('payments')))}*`)
  const refund = sum(({ controller }) => controller === 'refund')
  expect(refund).toBeLessThan(0)
  expect(tablesOf(project)['service']).toMatchObject({ refund })
})
