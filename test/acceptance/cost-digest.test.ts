import { afterEach, beforeEach, expect, test } from 'vitest'
import { costConfig, startCostApp, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import {
  booked,
  collected,
  DAY,
  decided,
  digest,
  digestCounts,
  digests,
  dollars,
  HOUR,
  lineOf,
  midnight,
  rowOf,
  thisHour,
  toDigestOf,
  toNextDigest,
} from '../harness/cost-steps.ts'
import { givenDeploy } from '../harness/given-deploy.ts'
import type { Booked } from '../harness/opencost-books.ts'

let bot: CostApp
beforeEach(async () => {
  bot = await startCostApp()
  await collected(bot)
})
afterEach(() => bot.stop())

const isPayments = ({ namespace }: Booked) => namespace === 'payments'
const busy: Booked = { namespace: 'payments', controller: 'checkout', pods: 6, cpuCost: 12.34, ramCost: 3.21 }

test('what moved is told by the hour to its team and the company, once, whatever restarts, and others stay quiet', async () => {
  bot.kr.write(thisHour(bot), [busy, ...USUAL_KR.slice(1)])
  await toNextDigest(bot)
  const once = { company: 1, payments: 1, orders: 0, unowned: 0 }
  expect(digestCounts(bot)).toEqual(once)
  const end = thisHour(bot)
  await bot.restart()
  await decided(bot, end)
  await bot.restart({ downForMs: 10 * 60_000 })
  await decided(bot, end)
  expect(digestCounts(bot)).toEqual(once)
})

test('a day that moved because of one hour is told once, and its other hours stay quiet', async () => {
  bot.kr.write(thisHour(bot), [{ ...busy, cpuCost: 300 }, ...USUAL_KR.slice(1)])
  await toNextDigest(bot)
  expect(digestCounts(bot)).toMatchObject({ company: 1, payments: 1 })
  await toNextDigest(bot)
  await toNextDigest(bot)
  expect(digestCounts(bot)).toMatchObject({ company: 1, payments: 1 })
})

test('the figures of hour, day so far and a week before are those of the books, to the cent', async () => {
  const [from, books] = [thisHour(bot), [bot.kr, bot.eu]]
  bot.kr.write(from, [busy, ...USUAL_KR.slice(1)])
  await toNextDigest(bot)
  const to = from + HOUR
  const since = midnight(from)
  const sums = (isMine?: (row: Booked) => boolean) => ({
    hour: booked(books, [from, to], isMine),
    hourBefore: booked(books, [from - 7 * DAY, to - 7 * DAY], isMine),
    day: booked(books, [since, to], isMine),
    dayBefore: booked(books, [since - 7 * DAY, to - 7 * DAY], isMine),
  })
  for (const [channel, told] of [
    ['company', sums()],
    ['payments', sums(isPayments)],
  ] as const) {
    const words = digest(bot, channel)
    expect(words).toMatch(/^Cost 12:00-13:00 · /)
    const [hour, day] = [lineOf(words, '*This hour*'), lineOf(words, '*The day until')]
    expect(hour).toContain(`*${dollars(told.hour)}*`)
    expect(hour).toContain(`a week before (${dollars(told.hourBefore)})`)
    expect(day).toContain(`*The day until 13:00*: *${dollars(told.day)}*`)
    expect(day).toContain(`(${dollars(told.dayBefore)})`)
  }
})

test('shared, idle and unowned stand on lines of their own, and all lines sum to the hour', async () => {
  const from = thisHour(bot)
  bot.kr.write(from, [busy, ...USUAL_KR.slice(1)])
  await toNextDigest(bot)
  const words = digest(bot, 'company')
  const told = ['Payments', 'Orders', 'shared', 'idle', 'unowned'].map((name) => rowOf(words, name))
  expect(told).toEqual(['$17.55', '$2.00', '$0.50', '$3.00', '$0.25'])
  expect(words).toContain('*This hour*: *$23.30*')
  expect(digest(bot, 'payments')).not.toMatch(/shared|idle|unowned/)
})

test('movers are told with their reason: replicas, a new workload, one that is gone, a deploy', async () => {
  const from = thisHour(bot)
  const release = { ...givenDeploy().release, tag: '2.0.0' }
  await bot.app.store.transaction(async (tx) => {
    const deploy = { project: 'orders', service: 'orders-api', state: 'succeeded' as const, release }
    await tx.deploys.insert(givenDeploy({ ...deploy, createdAt: from, finishedAt: from + 600_000 }))
  })
  bot.kr.write(from, [
    busy,
    { namespace: 'orders', controller: 'orders-api', cpuCost: 4 },
    { namespace: 'attic', controller: 'surprise', cpuCost: 2.5 },
    { namespace: '__idle__', controller: '', cpuCost: 3 },
  ])
  bot.eu.write(from, [{ namespace: 'payments', controller: 'worker', cpuCost: 1.25 }])
  await toNextDigest(bot)
  const words = digest(bot, 'company')
  // Three pods in both clusters before, six now.
  expect(words).toMatch(/payments\/checkout +\+\$8\.55 +\$15\.55 +replicas 3 → 6/)
  expect(words).toMatch(/payments\/worker +\+\$1\.25 +\$1\.25 +new workload/)
  expect(words).toMatch(/attic\/surprise +\+\$2\.50 +\$2\.50 +new workload/)
  expect(words).toMatch(/orders\/orders-api +\+\$2\.00 +\$4\.00 +deploy 2\.0\.0 \(prod\) at 12:10/)
  expect(digest(bot, 'orders')).toContain('deploy 2.0.0')
  expect(digest(bot, 'unowned')).toContain('attic/surprise')
  bot.kr.write(from + HOUR, USUAL_KR.slice(1))
  bot.eu.write(from + HOUR, [{ namespace: 'other', controller: 'rest', cpuCost: 0.1 }])
  await toNextDigest(bot)
  expect(digest(bot, 'payments')).toMatch(/payments\/checkout +−\$7\.00 +\$0\.00 +does not run any more/)
})

test('month to date stands against the budget, with a forecast and its band', async () => {
  const scope = { kind: 'team' as const, teamId: 'payments' }
  await bot.app.store.transaction(async (tx) => {
    const by = { setBy: 'U0CAROL', setAt: bot.now(), version: 0 }
    const amount = { currency: 'USD', monthlyMicros: 5_000_000_000 }
    await tx.budgets.save({ id: 'team:payments', scope, name: 'Payments', ...amount, ...by })
  })
  const from = thisHour(bot)
  bot.kr.write(from, [busy, ...USUAL_KR.slice(1)])
  await toNextDigest(bot)
  // Ten days of hours were there to be read: the first whole day of Seoul is 9 November.
  const spent = booked([bot.kr, bot.eu], [Date.parse('2026-11-08T15:00:00Z'), from + HOUR], isPayments)
  for (const channel of ['payments', 'company'])
    expect(digest(bot, channel)).toMatch(
      new RegExp(
        `\\*Payments\\*.*${Math.floor(spent / 50_000_000)} % · \\${dollars(spent)} of \\$5,000\\.00 in November · heads for \\*\\$[\\d,]+\\* \\([\\d,]+-[\\d,]+\\)`,
      ),
    )
})

test('of hours that were missed while it was down, the newest is told and only that', async () => {
  const from = thisHour(bot)
  for (const hours of [1, 2, 3]) bot.kr.write(from + hours * HOUR, [busy, ...USUAL_KR.slice(1)])
  await toDigestOf(bot, from + 4 * HOUR, 40 * 60_000)
  expect(digestCounts(bot)).toEqual({ company: 1, payments: 1, orders: 0, unowned: 0 })
  expect(digest(bot, 'payments')).toMatch(/^Cost 15:00-16:00/)
})

test('how much must move is a setting: both the percentage and the amount must be exceeded', async () => {
  const tell = async (threshold: Record<string, number>) => {
    await bot.restartWith(costConfig(bot.urls, { digest: threshold }))
    bot.kr.write(thisHour(bot), [busy, ...USUAL_KR.slice(1)])
    await toNextDigest(bot)
  }
  await tell({ percent: 20, amount: 10.6 })
  await tell({ percent: 200, amount: 1 })
  expect(digests(bot, 'payments')).toHaveLength(0)
  await tell({ percent: 90, amount: 8 })
  expect(digests(bot, 'payments')).toHaveLength(1)
})
