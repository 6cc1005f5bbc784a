import { afterEach, expect, test } from 'vitest'
import { startCostApp, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import {
  booked,
  collected,
  cost,
  DAY,
  dollars,
  HOUR,
  PATIENCE,
  quiet,
  sumOf,
  tablesOf,
} from '../harness/cost-steps.ts'
import type { Booked } from '../harness/opencost-books.ts'
import { wordsOf } from '../harness/read-message.ts'
import { CAROL } from '../harness/resource-workspace.ts'
import { until } from '../harness/until.ts'

let bot: CostApp
afterEach(() => bot.stop())

/** The figures of these days are read first: hours went by while it was down. */
const THURSDAY = Date.parse('2026-11-19T00:01:00Z')
const MONDAY = Date.parse('2026-11-23T00:01:00Z')
/** Midnight of Wednesday in Seoul, and that of Monday the week before. */
const WEDNESDAY = Date.parse('2026-11-17T15:00:00Z')
const MONDAY_BEFORE = Date.parse('2026-11-15T15:00:00Z')
const CHANNELS = ['company', 'payments', 'orders', 'unowned']

async function start(charts: string): Promise<void> {
  const daily = { enabled: true, at: '09:00' }
  const weekly = { enabled: true, on: 'monday', at: '09:00' }
  bot = await startCostApp({ cost: { charts, daily, weekly, digest: { enabled: false } } })
  await collected(bot)
}

/** The bot lives again at that moment, and what is due then is sent. */
async function liveAt(moment: number, day: string, edition = 'daily'): Promise<void> {
  await bot.restart({ downForMs: moment - bot.now() })
  const last = () => bot.app.store.read((reads) => reads.facts.get(`cost-edition:last:${edition}`))
  await until(`the ${edition} edition of ${day}`, async () => ((await last()) ?? '') >= day, PATIENCE)
  await quiet(bot)
}

const editions = (channel: string, title: RegExp) =>
  bot.slack.messages(channel).filter((message) => title.test(wordsOf(message)))
const counts = (title: RegExp) => CHANNELS.map((channel) => editions(channel, title).length)
/** A block of the newest edition of the channel. */
const blockOf = (channel: string, type: string) => {
  const blocks = (editions(channel, /^Cost of /).at(-1)?.['blocks'] ?? []) as Record<string, unknown>[]
  return blocks.find((block) => block['type'] === type) ?? {}
}
const sum = (from: number, to: number, isMine?: (row: Booked) => boolean) =>
  booked([bot.kr, bot.eu], [from, to], isMine)

test('the daily edition tells the day before once to each team and the company, with Slack’s own chart of the books', async () => {
  await start('native')
  await liveAt(THURSDAY, '2026-11-18')
  expect(counts(/^Cost of Wednesday, 18 Nov/)).toEqual([1, 1, 1, 0])
  const day = sum(WEDNESDAY, WEDNESDAY + DAY)
  const words = wordsOf(editions('company', /^Cost of Wednesday/)[0] ?? {})
  expect(words).toContain(`*${dollars(day)}* · as much as the Wednesday before`)
  expect(sumOf(tablesOf(words)['this day'])).toBe(day)
  const { chart } = blockOf('company', 'data_visualization') as unknown as Chart
  const points = chart.series[0]?.data ?? []
  expect(points.at(-1)).toEqual({ label: '18 Nov', value: day / 1_000_000 })
  expect(points[0]).toMatchObject({ label: '9 Nov' })
  await bot.restart()
  await liveAt(THURSDAY + 5 * HOUR, '2026-11-18')
  expect(counts(/^Cost of Wednesday/)).toEqual([1, 1, 1, 0])
})

interface Chart {
  chart: { series: { data: { label: string; value: number }[] }[] }
}

test('the weekly edition tells the week before on its day, once, beside the daily one', async () => {
  await start('native')
  await liveAt(MONDAY, '2026-11-16', 'weekly')
  expect(counts(/^Cost of the week 16-22 Nov/)).toEqual([1, 1, 1, 0])
  expect(counts(/^Cost of Sunday, 22 Nov/)).toEqual([1, 1, 1, 0])
  const words = () => wordsOf(editions('payments', /^Cost of the week/)[0] ?? {})
  const isPayments = ({ namespace }: Booked) => namespace === 'payments'
  const week = sum(MONDAY_BEFORE, MONDAY_BEFORE + 7 * DAY, isPayments)
  expect(words()).toContain(`*${dollars(week)}*`)
  await bot.restart()
  expect(counts(/^Cost of the week/)).toEqual([1, 1, 1, 0])
})

test('a day of which a cluster has not told a part says so, and is not compared with a whole one', async () => {
  await start('text')
  for (let at = WEDNESDAY + 12 * HOUR; at < WEDNESDAY + DAY; at += HOUR) bot.kr.write(at, [])
  await liveAt(THURSDAY, '2026-11-18')
  const words = wordsOf(editions('company', /^Cost of Wednesday/)[0] ?? {})
  expect(words).toContain(`*${dollars(sum(WEDNESDAY, WEDNESDAY + DAY))}*`)
  expect(words).toMatch(/⚠️ OpenCost prod-kr.* not told 1 day of this time, or not completely/)
  expect(words).not.toMatch(/▼|replicas/)
})

test('of editions that were missed while it was down, the newest is told once', async () => {
  await start('native')
  await liveAt(THURSDAY + 2 * DAY + 3 * HOUR, '2026-11-20')
  expect(counts(/^Cost of /)).toEqual([1, 1, 1, 0])
  expect(counts(/^Cost of Friday, 20 Nov/)).toEqual([1, 1, 1, 0])
})

test('a workspace that refuses chart blocks gets a picture with words for it, at once the next time, and doctor says so', async () => {
  await start('native')
  bot.slack.settings.charts = false
  await liveAt(THURSDAY, '2026-11-18')
  await until('the editions', () => counts(/^Cost of Wednesday/).join(' ') === '1 1 1 0', PATIENCE)
  const image = blockOf('company', 'image')
  const file = bot.slack.world.files.get((image['slack_file'] as { id: string }).id)
  expect(file?.bytes?.subarray(1, 4).toString()).toBe('PNG')
  expect(file?.name).toBe('cost-daily-2026-11-18.png')
  expect(String(image['alt_text'])).toMatch(/Kubernetes by day.*18 Nov/s)
  const tried = bot.slack.calls()['chat.postMessage']?.total ?? 0
  await liveAt(THURSDAY + DAY, '2026-11-19')
  await until('the editions', () => counts(/^Cost of Thursday/).join(' ') === '1 1 1 0', PATIENCE)
  expect(bot.slack.calls()['chat.postMessage']?.total).toBe(tried + 3)
  expect(await cost(bot, CAROL, '/coxswain doctor')).toMatch(/chart/i)
})

test('where uploads are refused the edition comes with a line of characters', async () => {
  await start('image')
  const refuse = (error: string) =>
    bot.slack.faults.add({ method: 'files.getUploadURLExternal', kind: 'error', error, times: 100 })
  refuse('missing_scope')
  bot.kr.write(WEDNESDAY + 20 * HOUR, [
    { namespace: 'payments', controller: 'surge', cpuCost: 90 },
    ...USUAL_KR,
  ])
  await liveAt(THURSDAY, '2026-11-18')
  await until('the editions', () => counts(/^Cost of Wednesday/).join(' ') === '1 1 1 0', PATIENCE)
  expect(wordsOf(editions('company', /^Cost of Wednesday/)[0] ?? {})).toMatch(
    /\*Kubernetes by day\*\n.*[▁▂▃▄▅▆▇█]{3}/,
  )
  bot.slack.faults.clear()
  refuse('file_uploads_disabled')
  await liveAt(THURSDAY + DAY, '2026-11-19')
  await until('the editions', () => counts(/^Cost of Thursday/).join(' ') === '1 1 1 0', PATIENCE)
  expect(blockOf('payments', 'image')).toEqual({})
})

test('with charts as pictures each edition has its own, uploaded before it is posted', async () => {
  await start('image')
  await liveAt(THURSDAY, '2026-11-18')
  await until('the editions', () => counts(/^Cost of Wednesday/).join(' ') === '1 1 1 0', PATIENCE)
  expect(bot.slack.world.files.all()).toHaveLength(3)
  for (const channel of ['company', 'payments', 'orders'])
    expect(String(blockOf(channel, 'image')['alt_text'])).toContain('Kubernetes by day')
})
