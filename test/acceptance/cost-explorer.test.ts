import { afterEach, expect, test } from 'vitest'
import { billOf, UNITS } from '../../playground/aws/cost-bill.ts'
import { asked, paidCalls, startCostAwsApp, type CostAwsApp } from '../harness/cost-aws-app.ts'
import {
  collected,
  cost,
  DAY,
  digest,
  digests,
  HOUR,
  sumOf,
  tablesOf,
  thisHour,
  toDigestOf,
  toNextDigest,
  totalOf,
} from '../harness/cost-steps.ts'
import { BOB, CAROL } from '../harness/resource-workspace.ts'

let bot: CostAwsApp
afterEach(() => bot.stop())

const TODAY = Date.parse('2026-11-18T00:00:00Z')
const LEFT_OUT = ['Amazon Elastic Compute Cloud - Compute', 'EC2 - Other']
const PROJECTS = ['payments', 'search']

/** What the bill of October says, in micro-units. */
function october(isMine: (row: { project: string; service: string }) => boolean): number {
  let sum = 0
  for (let at = Date.parse('2026-10-01'); at < Date.parse('2026-11-01'); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10)
    const bill = { projects: PROJECTS, spans: [], restatedPercent: () => 0, now: TODAY }
    const rows = billOf(day, bill)
      .map(({ tags, service, units }) => ({ project: tags['project'] ?? '', service, units }))
      .filter((row) => !LEFT_OUT.includes(row.service) && isMine(row))
    // Cost Explorer tells a sum for each project and service.
    for (const group of Map.groupBy(rows, ({ project, service }) => `${project} ${service}`).values())
      sum += Math.round(group.reduce((units, row) => units + row.units, 0) / (UNITS / 1_000_000))
  }
  return sum
}

const cents = (micros: number) => Math.round(micros / 10_000)

async function start(options: Parameters<typeof startCostAwsApp>[0] = {}): Promise<void> {
  bot = await startCostAwsApp(options)
  await asked(bot, 0)
}

test('the bill by tag and service is told to the cent with its credits, and what serves everybody is shared', async () => {
  await start()
  const company = await cost(bot, BOB, '/cost company last month')
  expect(cents(totalOf(company))).toBe(cents(october(() => true)))
  const teams = tablesOf(company)['team'] ?? {}
  expect(cents(teams['Payments'] ?? 0)).toBe(cents(october(({ project }) => project === 'payments')))
  const isShared = (service: string) => service === 'Tax' || service.startsWith('AWS Support')
  expect(cents(teams['shared'] ?? 0)).toBe(cents(october(({ service }) => isShared(service))))
  // Nobody's: a project that no team owns, and what has no tag, a credit of 140 among it.
  const isNobodys = (row: { project: string; service: string }) =>
    row.project !== 'payments' && !isShared(row.service)
  expect(cents(teams['unowned'] ?? 0)).toBe(cents(october(isNobodys)))
  const untagged = ({ project, service }: { project: string; service: string }) =>
    project === '' && service === 'Amazon Relational Database Service'
  expect(october(untagged)).toBe(-140_000_000)
  expect(company).toContain('−$140.00')
  expect(Math.abs(sumOf(teams) - totalOf(company))).toBeLessThanOrEqual(40_000)
  expect(company).toMatch(/AWS main · as billed · until 31 Oct · read/)
  const payments = await cost(bot, BOB, '/cost project:payments last month')
  expect(totalOf(payments)).toBe(teams['Payments'])
}, 60_000)

test('bill and clusters stand in one total, each with its time, and what will still change says so', async () => {
  await start()
  await collected(bot)
  const month = await cost(bot, BOB, '/cost company')
  expect(month).toMatch(/OpenCost prod-kr, prod-eu · list prices · until 18 Nov 00:00/)
  expect(month).toMatch(
    /AWS main · as billed · until 1\d Nov · read .*12:2\d · \*estimated\*, .*still change/,
  )
  expect(tablesOf(month)['kind']).toMatchObject({ databases: expect.any(Number), CPU: expect.any(Number) })
  const kinds = sumOf(tablesOf(month)['kind'])
  expect(Math.abs(kinds - totalOf(month))).toBeLessThanOrEqual(50_000)
})

test('no day has more paid calls than are allowed, whatever restarts, and doctor tells how many were made', async () => {
  await start({ account: { callsPerDay: 2 } })
  expect(paidCalls(bot, TODAY)).toBe(1)
  expect(await cost(bot, CAROL, '/coxswain doctor')).toContain('was asked 1 of at most 2 times today')
  for (const hour of [9, 18, 19]) {
    await bot.restart({
      downForMs: TODAY + hour * HOUR - bot.now() > 0 ? TODAY + hour * HOUR + 3 * HOUR - bot.now() : 0,
    })
    await bot.restart()
    await collected(bot)
  }
  expect(paidCalls(bot, TODAY)).toBe(2)
  expect(await cost(bot, CAROL, '/coxswain doctor')).toContain(
    'was asked 2 times today, which is the most that is allowed',
  )
  await bot.restart({ downForMs: TODAY + 28 * HOUR - bot.now() })
  await asked(bot, TODAY + DAY)
  expect(paidCalls(bot, TODAY + DAY)).toBe(1)
}, 60_000)

test('throttled it is left alone for a while, what is known stays, and doctor says why', async () => {
  await start({ before: (aws) => aws.faults.set('cost-throttled') })
  await collected(bot)
  expect(paidCalls(bot, TODAY)).toBe(1)
  await bot.restart()
  await collected(bot)
  expect(paidCalls(bot, TODAY)).toBe(1)
  expect(await cost(bot, CAROL, '/coxswain doctor')).toMatch(
    /Cost Explorer `main` tells no costs.*asked the bot to slow down/,
  )
  expect(await cost(bot, BOB, '/cost company')).toMatch(
    /🔴 \*AWS main is down\*.*asked the bot to slow down.*\*not 0\*/,
  )
  bot.aws.faults.clear()
  const since = bot.now() + 40 * 60_000
  await bot.restart({ downForMs: 40 * 60_000 })
  await asked(bot, since)
  expect(await cost(bot, BOB, '/cost company')).not.toContain('AWS main is down')
})

test('without permission doctor says what is missing at once, and the digest when the bill is missed', async () => {
  await start({ before: (aws) => aws.faults.set('denied-cost-explorer') })
  await collected(bot)
  const doctor = await cost(bot, CAROL, '/coxswain doctor')
  expect(doctor).toMatch(/the bot may not ask this/)
  expect(doctor).toMatch(
    /`ce:GetCostAndUsage, ce:ListCostAllocationTags`\. Attach `deploy\/aws-iam-policy-cost\.json` to the role/,
  )
  await toNextDigest(bot)
  expect(digests(bot, 'company')).toHaveLength(0)
  await toDigestOf(bot, thisHour(bot) + 28 * HOUR)
  expect(digest(bot, 'company')).toMatch(
    /🔴 \*AWS main is down\* since 18 Nov 12:2\d \(the bot may not ask this\)/,
  )
  expect(digests(bot, 'payments')).toHaveLength(0)
}, 60_000)

test('a tag that is not activated is said in /cost and doctor, and everything is unowned, not lost', async () => {
  await start({ before: (aws) => aws.faults.set('cost-tag-inactive') })
  const company = await cost(bot, BOB, '/cost company last month')
  expect(company).toContain('The tag `project` is not active for cost allocation in main')
  expect(cents(totalOf(company))).toBe(cents(october(() => true)))
  expect(Object.keys(tablesOf(company)['team'] ?? {}).toSorted()).toEqual(['shared', 'unowned'])
  expect(await cost(bot, CAROL, '/coxswain doctor')).toMatch(/the tag `project` is not active/)
  expect(paidCalls(bot, TODAY)).toBe(2)
})
