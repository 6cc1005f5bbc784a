import { afterEach, expect, test } from 'vitest'
import { startCostApp, USUAL_KR, type CostApp } from '../harness/cost-app.ts'
import { booked, collected, digest, dollars, HOUR, lineOf, toDigestOf } from '../harness/cost-steps.ts'
import type { Booked } from '../harness/opencost-books.ts'

let bot: CostApp
afterEach(() => bot.stop())

const busy: Booked = { namespace: 'payments', controller: 'checkout', pods: 5, cpuCost: 90, ramCost: 5 }
const at = (time: string) => Date.parse(time)

/** The company's digest of the hour that ends then, in which something moved. */
async function told(end: string, rows = [busy, ...USUAL_KR.slice(1)]): Promise<string> {
  bot = await startCostApp({
    base: at(end) - 40 * 60_000,
    config: { timeZone: 'Europe/Berlin' },
  })
  await collected(bot)
  bot.kr.write(at(end) - HOUR, rows)
  await toDigestOf(bot, at(end))
  return digest(bot, 'company')
}

const partsOf = (words: string) =>
  [words.split('\n')[0], lineOf(words, '*This hour*'), lineOf(words, '*The day until')] as const
const sum = (from: string, to: string) => dollars(booked([bot.kr, bot.eu], [at(from), at(to)]))

test('when clocks go back the hour that comes twice is told twice as itself, and the day is an hour longer than a week before', async () => {
  const words = await told('2026-10-25T02:00:00Z')
  const [title, hour, day] = partsOf(words)
  expect(title).toBe('Cost 02:00-03:00 · the whole company')
  expect(hour).toContain(`*${sum('2026-10-25T01:00:00Z', '2026-10-25T02:00:00Z')}*`)
  expect(hour).toContain(`(${sum('2026-10-18T00:00:00Z', '2026-10-18T01:00:00Z')})`)
  expect(day).toContain(`*The day until 03:00*: *${sum('2026-10-24T22:00:00Z', '2026-10-25T02:00:00Z')}*`)
  expect(day).toContain(`(${sum('2026-10-17T22:00:00Z', '2026-10-18T01:00:00Z')})`)
  expect(day).toContain('the clocks changed: 4 hours against 3')
})

test('a week after clocks went back an hour is compared with both that clocks showed alike, and nothing is scaled', async () => {
  const words = await told('2026-11-01T02:00:00Z')
  const [title, hour] = partsOf(words)
  expect(title).toBe('Cost 02:00-03:00 · the whole company')
  expect(hour).toContain(`(${sum('2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z')})`)
  expect(hour).toContain('the clocks changed: 1 hour against 2')
})

test('when clocks go forward the day is an hour shorter than a week before, and no hour is told that was not', async () => {
  const words = await told('2027-03-28T02:00:00Z')
  const [title, hour, day] = partsOf(words)
  expect(title).toBe('Cost 03:00-04:00 · the whole company')
  expect(hour).toContain(`(${sum('2027-03-21T02:00:00Z', '2027-03-21T03:00:00Z')})`)
  expect(day).toContain(`*${sum('2027-03-27T23:00:00Z', '2027-03-28T02:00:00Z')}*`)
  expect(day).toContain(`(${sum('2027-03-20T23:00:00Z', '2027-03-21T03:00:00Z')})`)
  expect(day).toContain('the clocks changed: 3 hours against 4')
})

test.each(['2026-10-25T02:00:00Z', '2026-11-01T02:00:00Z', '2027-03-28T02:00:00Z'])(
  'a change of clocks alone is nothing to tell: %s',
  async (end) => {
    expect(await told(end, USUAL_KR)).toBe('')
  },
)
