import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCostApp, USUAL_EU, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import {
  booked,
  collected,
  cost,
  digest,
  digestCounts,
  digests,
  dollars,
  HOUR,
  midnight,
  DAY,
  thisHour,
  toDigestOf,
  toNextDigest,
} from '../harness/cost-steps.ts'
import { BOB } from '../harness/resource-workspace.ts'
import { until } from '../harness/until.ts'
import type { Booked } from '../harness/opencost-books.ts'

let bot: CostApp
beforeEach(async () => {
  bot = await startCostApp()
  await collected(bot)
})
afterEach(() => bot.stop())

const busy: Booked = { namespace: 'payments', controller: 'checkout', pods: 5, cpuCost: 12, ramCost: 3 }
const nowBusy = () => bot.kr.write(thisHour(bot), [busy, ...USUAL_KR.slice(1)])
/** The first day of Seoul of which all hours were there. */
const FIRST = Date.parse('2026-11-08T15:00:00Z')

test('a source that is down is told once with since when, its cluster is neither told as 0 nor compared', async () => {
  bot.eu.fail(503)
  await toNextDigest(bot)
  expect(digestCounts(bot)).toMatchObject({ company: 1, payments: 1, orders: 0 })
  for (const channel of ['company', 'payments'])
    expect(digest(bot, channel)).toMatch(
      /🔴 \*OpenCost prod-eu is down\* since 13:0\d \(errors instead of answers\).*\*not 0\*/,
    )
  // Only prod-kr is in it, and only prod-kr is what it is compared with.
  expect(digest(bot, 'company')).toContain('*This hour*: *$10.75* · as much as the same hour a week before')
  expect(digest(bot, 'company')).toContain('incomplete: not every source has told all of it')
  expect(digest(bot, 'company')).toContain('OpenCost prod-eu · list prices · *no figures*')
  await toNextDigest(bot)
  expect(digestCounts(bot)).toMatchObject({ company: 1, payments: 1 })
})

test('one that is back is told once, and what it tells of the time meanwhile is counted', async () => {
  bot.eu.fail(503)
  const from = thisHour(bot)
  await toNextDigest(bot)
  await toNextDigest(bot)
  bot.eu.fail(null)
  await toNextDigest(bot)
  for (const channel of ['company', 'payments']) {
    expect(digests(bot, channel)).toHaveLength(2)
    expect(digest(bot, channel)).toContain('🟢 *OpenCost prod-eu is back*')
    expect(digest(bot, channel)).not.toContain('is down')
  }
  await bot.app.store.read(async (reads) => {
    const told = await reads.costs.imports({ unit: 'hour', from, to: from + 3 * HOUR })
    expect(
      told.filter(({ sourceId, state }) => sourceId === 'opencost:prod-eu' && state === 'complete'),
    ).toHaveLength(3)
  })
  await toNextDigest(bot)
  expect(digests(bot, 'company')).toHaveLength(2)
})

test('figures of yesterday are never shown as those of today', async () => {
  bot.kr.fail(500)
  bot.eu.fail(500)
  await toDigestOf(bot, Date.parse('2026-11-19T04:00:00Z'))
  const words = digest(bot, 'company')
  expect(words).toMatch(/^Cost 12:00-13:00/)
  expect(words).toMatch(/No figures|\*unknown\*/)
  expect(words).not.toMatch(/\$\d/)
  const report = await cost(bot, BOB, '/cost company today', 'Cost of')
  expect(report).toContain('*Nothing is known* of today, which does not mean 0')
  expect(report).not.toMatch(/\$\d/)
})

test('an OpenCost that restarts has told a part of an hour: it is told as incomplete, and the next reading replaces it', async () => {
  const from = thisHour(bot)
  nowBusy()
  bot.kr.seen(25, from)
  await toNextDigest(bot)
  expect(digest(bot, 'company')).toContain('incomplete: not every source has told all of it')
  expect(digest(bot, 'company')).toMatch(
    /⚠️ OpenCost prod-kr has not told 1 hour of this time, or not completely/,
  )
  bot.kr.seen(60, from)
  bot.kr.write(from, [{ ...busy, cpuCost: 20 }, ...USUAL_KR.slice(1)])
  await toNextDigest(bot)
  expect(await hourTold(from)).toBe(booked([bot.kr, bot.eu], [from, from + HOUR]))
})

/** All that is stored of an hour, in micro-units. */
function hourTold(at: number): Promise<number> {
  return bot.app.store.read(async (reads) => {
    const totals = await reads.costs.totals({ unit: 'hour', from: at, to: at + HOUR })
    return totals.flatMap(({ micros }) => Object.values(micros)).reduce((sum, one) => sum + one, 0)
  })
}

test('restated hours and days replace what was told, and never add to it', async () => {
  const from = thisHour(bot)
  const restated = [from - HOUR, from - DAY, from - DAY - HOUR]
  const before = await cost(bot, BOB, '/cost company', 'Cost of')
  expect(before).toContain(`*${dollars(booked([bot.kr, bot.eu], [FIRST, midnight(from)]))}*`)
  for (const at of restated)
    bot.kr.write(at, [{ namespace: 'orders', controller: 'orders-api', cpuCost: 1.23 }])
  // Days are read again once a day of UTC.
  bot.kr.write(from + DAY - HOUR, [busy])
  await toDigestOf(bot, from + DAY)
  await until('the restated hours', async () => (await hourTold(from - DAY)) === 3_230_000)
  await until('the days', async () =>
    (await cost(bot, BOB, '/cost company', 'Cost of')).includes(
      `*${dollars(booked([bot.kr, bot.eu], [FIRST, midnight(from + DAY)]))}*`,
    ),
  )
})

test('a window without data is unknown, not 0, and is asked for again', async () => {
  const from = thisHour(bot)
  bot.kr.write(from, [])
  bot.eu.write(from, [])
  await toNextDigest(bot)
  expect(digest(bot, 'payments')).toMatch(/This hour\*: \*unknown\*.* not mean 0/)
  await toNextDigest(bot)
  expect(await hourTold(from)).toBe(0)
  const report = await cost(bot, BOB, '/cost company today', 'Cost of')
  expect(report).toMatch(/⚠️ OpenCost prod-kr.* not told 1 hour of this time/)
  bot.kr.write(from, USUAL_KR)
  bot.eu.write(from, USUAL_EU)
  await toNextDigest(bot)
  await until('the hour', async () => (await hourTold(from)) === 12_750_000)
})

test('hours that went by while the bot was down are filled in when it is back', async () => {
  const from = thisHour(bot)
  await toDigestOf(bot, from + 30 * HOUR)
  const wanted = booked([bot.kr, bot.eu], [FIRST, midnight(from + 30 * HOUR)])
  const total = async () =>
    (await cost(bot, BOB, '/cost company', 'Cost of')).includes(`*${dollars(wanted)}*`)
  await until('every hour', total)
})

test('the history of a cluster that is removed from the configuration stays, labelled, without a complaint', async () => {
  const { cluster } = { cluster: { cluster: 'prod-kr', url: bot.kr.url } }
  await bot.restartWith(costOf([cluster]))
  bot.eu.fail(503)
  const from = thisHour(bot)
  await toDigestOf(bot, from + DAY)
  const report = await cost(bot, BOB, '/cost payments', 'Cost of')
  expect(report).toMatch(/OpenCost prod-eu · list prices · until .* · no longer configured/)
  expect(report).not.toMatch(/prod-eu (is down|has not told)/)
  const spent =
    booked([bot.kr], [FIRST, midnight(from + DAY)], isPayments) + booked([bot.eu], [FIRST, from], isPayments)
  expect(report).toContain(`*${dollars(spent)}*`)
  expect(report).toContain('not told 8 days of this time')
  expect(digests(bot, 'company').join('\n')).not.toContain('is down')
})

const isPayments = ({ namespace }: Booked) => namespace === 'payments'
const costOf = (clusters: unknown[]) => ({
  cost: { clusters, charts: 'text', daily: { enabled: false }, weekly: { enabled: false } },
})
