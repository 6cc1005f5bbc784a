import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SeenMessage } from '../../playground/slack/people/person-actions.ts'
import { ACTION } from '../../src/views/ids.ts'
import { startCostApp, USUAL_EU, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import {
  answered,
  booked,
  clicked,
  collected,
  cost,
  DAY,
  dollars,
  HOUR,
  midnight,
  microsOf,
  sumOf,
  tablesOf,
  thisHour,
  totalOf,
} from '../harness/cost-steps.ts'
import type { Booked } from '../harness/opencost-books.ts'
import { wordsOf } from '../harness/read-message.ts'
import { ALICE, BOB } from '../harness/resource-workspace.ts'
import { until } from '../harness/until.ts'

let bot: CostApp
const KR: Booked[] = [
  ...USUAL_KR,
  { namespace: 'payments', controller: 'worker', cpuCost: 0.4, ramCost: 0.35 },
  { namespace: 'payments-prod', controller: 'checkout', cpuCost: 1.1 },
  { namespace: 'chat', controller: 'rooms', pods: 2, cpuCost: 0.6 },
]
const EU: Booked[] = [...USUAL_EU, { namespace: '__idle__', controller: '', cpuCost: 0.85 }]

/** Everybody only looks. */
beforeAll(async () => {
  bot = await startCostApp({ usual: { kr: KR, eu: EU } })
  bot.kr.write(midnight(bot.now()) - 5 * HOUR, [
    ...KR,
    { namespace: 'chat', controller: 'burst', cpuCost: 37.5 },
  ])
  await collected(bot)
})
afterAll(() => bot.stop())

const spent = (from: number, to: number, isMine?: (row: Booked) => boolean) =>
  booked([bot.kr, bot.eu], [from, to], isMine)
const isOfPayments = ({ namespace }: Booked) => namespace.startsWith('payments')

test('/cost without a word is about the team of the channel, of the company in its channel, else about your own team', async () => {
  expect(await cost(bot, BOB, '/cost')).toMatch(/^Cost of Payments · this month, 1-17 Nov/)
  expect(await cost(bot, ALICE, '/cost')).toMatch(/^Cost of Payments/)
  expect(await cost(bot, ALICE, '/cost', /./, 'orders')).toMatch(/^Cost of Orders/)
  expect(await cost(bot, BOB, '/cost', /./, 'company')).toMatch(/^Cost of the whole company/)
  expect(await cost(bot, BOB, '/cost', /./, 'unowned')).toMatch(/^Cost of Payments/)
})

test('/cost takes a project, a team or the company, and a period, and says both', async () => {
  for (const [line, title] of [
    ['/cost chat', 'Cost of chat (project) · this month, 1-17 Nov'],
    ['/cost team:orders today', 'Cost of Orders · today, 18 Nov'],
    ['/cost Orders yesterday', 'Cost of orders (project) · yesterday, 17 Nov'],
    ['/cost company 7d', 'Cost of the whole company · the last 7 days'],
    ['/cost company week', 'Cost of the whole company · this week, 16-17 Nov'],
    ['/cost last week', 'Cost of Payments · last week, 9-15 Nov'],
    ['/cost company last month', 'Cost of the whole company · last month, 1-31 Oct'],
    ['/cost payments-prod 2026-11', 'Cost of payments-prod (project) · November 2026, 1-17 Nov'],
  ] as const)
    expect(await cost(bot, BOB, line)).toContain(title)
})

test('a wrong name gets the nearest ones, a wrong period gets those that there are', async () => {
  expect(await cost(bot, BOB, '/cost paymets')).toMatch(/paymets.*payments/s)
  expect(await cost(bot, BOB, '/cost payments fortnight')).toMatch(/fortnight.*(month|7d)/s)
  for (const time of ['90d', '2026-13'])
    expect(await cost(bot, BOB, `/cost ${time}`)).toContain(`\`${time}\` is no time that is known`)
  expect(await cost(bot, BOB, '/cost help')).toContain('/cost payments 7d')
})

test('totals are those of the books, and equal at every level: shared, idle and unowned are lines of their own', async () => {
  const [from, to] = [midnight(bot.now()) - 7 * DAY, midnight(bot.now())]
  const company = await cost(bot, BOB, '/cost company 7d')
  expect(totalOf(company)).toBe(spent(from, to))
  const tables = tablesOf(company)
  expect(Object.keys(tables)).toEqual(['team', 'project', 'service', 'kind'])
  for (const rows of Object.values(tables)) expect(sumOf(rows)).toBe(totalOf(company))
  expect(Object.keys(tables['team'] ?? {})).toEqual(['Payments', 'Orders', 'shared', 'idle', 'unowned'])
  expect(tables['team']).toMatchObject({
    Payments: spent(from, to, isOfPayments),
    Orders: spent(from, to, ({ namespace }) => ['orders', 'chat'].includes(namespace)),
    shared: spent(from, to, ({ namespace }) => namespace === 'kube-system'),
    idle: spent(from, to, ({ namespace }) => namespace === '__idle__'),
    unowned: spent(from, to, ({ namespace }) => namespace === 'attic'),
  })
  for (const [team, projects] of [
    ['Payments', ['payments', 'payments-prod']],
    ['Orders', ['orders', 'chat']],
  ] as const) {
    const told = await cost(bot, BOB, `/cost team:${team} 7d`)
    const rows = tablesOf(told)
    expect(totalOf(told)).toBe(tables['team']?.[team])
    expect(sumOf(rows['project'])).toBe(totalOf(told))
    expect(Object.keys(rows['project'] ?? {}).toSorted()).toEqual([...projects].toSorted())
    for (const project of projects) {
      const own = await cost(bot, BOB, `/cost project:${project} 7d`)
      expect(totalOf(own)).toBe(rows['project']?.[project])
      for (const by of ['service', 'kind']) expect(sumOf(tablesOf(own)[by])).toBe(totalOf(own))
    }
  }
})

test('a period is compared with the one before, by the same hours while it runs', async () => {
  const [now, start] = [thisHour(bot), midnight(bot.now())]
  const yesterday = await cost(bot, BOB, '/cost company yesterday')
  expect(totalOf(yesterday)).toBe(spent(start - DAY, start))
  expect(yesterday).toContain(`more than 16 Nov (${dollars(spent(start - 2 * DAY, start - DAY))})`)
  const today = await cost(bot, BOB, '/cost company today')
  expect(totalOf(today)).toBe(spent(start, now))
  expect(today).toMatch(/as much as .*11 Nov/)
})

/** The element of this text. */
function target(message: SeenMessage, text: string): { action_id: string; value: string } {
  const elements = message.blocks.flatMap((block) => (block['elements'] ?? []) as Record<string, unknown>[])
  const found = elements.find((one) => (one['text'] as { text?: string } | undefined)?.text === text)
  if (!found) throw new Error(`no button ${text} on:\n${wordsOf(message)}`)
  return { action_id: String(found['action_id']), value: String(found['value']) }
}

const at = (message: SeenMessage, text: string) => ({
  channel: 'payments',
  ts: message.ts,
  ...target(message, text),
})

test('buttons and a menu look into the parts, at other times, and back at the whole', async () => {
  const company = await answered(bot, BOB, { line: '/cost company yesterday' })
  const team = await clicked(bot, BOB, at(company, 'Orders'), 'Cost of Orders · yesterday')
  expect(totalOf(wordsOf(team))).toBe(tablesOf(wordsOf(company))['team']?.['Orders'])
  const menu = {
    channel: 'payments',
    ts: team.ts,
    action_id: ACTION.pickCost,
    value: 'v1:project/chat:yesterday',
  }
  const project = await clicked(bot, BOB, menu, 'Cost of chat (project) · yesterday')
  expect(totalOf(wordsOf(project))).toBe(tablesOf(wordsOf(team))['project']?.['chat'])
  const today = await clicked(bot, BOB, at(project, 'Today'), 'Cost of chat (project) · today')
  await clicked(bot, BOB, at(today, '↑ Orders'), 'Cost of Orders · today')
  const whole = await clicked(bot, BOB, at(today, '↑ The whole company'), 'Cost of the whole company · today')
  expect(tablesOf(wordsOf(whole))['project']?.['chat']).toBe(totalOf(wordsOf(today)))
})

test('every line comes as a CSV file in a direct message, and its sum is the total', async () => {
  const report = await answered(bot, BOB, { line: '/cost company yesterday' })
  await clicked(bot, BOB, at(report, 'CSV'), 'The file comes in a direct message')
  const file = await until('the file', () =>
    bot.slack.world.files.all().find(({ shares }) => shares.length > 0),
  )
  expect(file.name).toBe('cost-company-2026-11-17-2026-11-17.csv')
  await until('where its figures come from, beside it', () =>
    bot.slack
      .messages('@bob')
      .some(({ text }) => /OpenCost prod-kr, prod-eu · list prices · until 18 Nov 00:00/.test(String(text))),
  )
  const [share] = file.shares
  expect(bot.slack.world.workspace.channels.get(share?.channelId ?? '')?.im).toBe(BOB)
  const [head = '', ...rows] = (file.bytes?.toString('utf8') ?? '').trim().split('\r\n')
  const column = head.split(',').indexOf('total')
  const total = rows.reduce((sum, row) => sum + microsOf(`$${row.split(',')[column]}`), 0)
  expect(total).toBe(totalOf(wordsOf(report)))
  expect(rows.map((row) => row.split(',')[2])).toEqual(
    expect.arrayContaining(['team', 'shared', 'idle', 'unowned']),
  )
})

test('guests and people of other organisations are refused', async () => {
  for (const who of ['U0GUS', 'U0OLGA']) {
    const no = await cost(bot, who, '/cost company')
    expect(no).toMatch(/guest|organisation|member/i)
    expect(no).not.toContain('$')
  }
})

test('each figure says its source, its time, and whether it is of list prices', async () => {
  const report = await cost(bot, BOB, '/cost company today')
  expect(report).toMatch(/OpenCost prod-kr, prod-eu · list prices · until 18 Nov 12:00 · read .*12:2\d/)
})
