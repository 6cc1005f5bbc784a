import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { roots, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeEach(async () => void (bot = await startTestApp({ speed: 20 })))
afterEach(() => bot.stop())

const cards = () => ['payments', 'orders', 'unowned'].flatMap((name) => roots(bot.slack.messages(name)))
const heads = () => cards().map((card) => wordsOf(card).split('\n')[0])

test('a legacy dashboard alert is split by its tags and ended from the stored state', async () => {
  await bot.grafana(payload('grafana/legacy-01-alerting.json'))
  const first = await until('threads', () => (heads().length >= 2 ? heads() : null))
  expect(new Set(first).size).toBe(first.length)
  await bot.grafana(payload('grafana/legacy-02-alerting-one-gone.json'))
  await until('one namespace resolved', () => heads().some((head) => head?.includes('resolved')))
  await bot.grafana(payload('grafana/legacy-03-ok.json'))
  await until('all resolved', () => heads().every((head) => head?.includes('All resolved')))
  expect(heads().length).toBe(first.length)
})

test('a legacy body of an unknown rule that is ok opens nothing', async () => {
  await bot.grafana(payload('grafana/legacy-03-ok.json'))
  await bot.grafana(payload('grafana/legacy-01-alerting.json'))
  await until('threads', () => heads().length >= 2)
  expect(heads().every((head) => head?.includes('firing'))).toBe(true)
})
