import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { roots, timesIn, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeEach(async () => void (bot = await startTestApp({ speed: 20 })))
afterEach(() => bot.stop())

const CAPTURED = 'alertmanager/captured-0.25-'
const read = (channel: string) => roots(bot.slack.messages(channel))
const cardWith = (channel: string, words: string) =>
  until(`a card with "${words}"`, () => read(channel).find((card) => wordsOf(card).includes(words)))

test('a captured Alertmanager body of three namespaces becomes three threads, mixed states told per alert', async () => {
  expect((await bot.alertmanager(payload(`${CAPTURED}firing-multi-namespace.json`))).status).toBe(200)
  await cardWith('orders', '1 firing · orders (prod-eu1)')
  await cardWith('payments', '1 firing · payments-prod (prod-eu1)')
  await cardWith('unowned', '1 firing · search (prod-eu1)')
  await bot.alertmanager(payload(`${CAPTURED}mixed-partly-resolved-multi-namespace.json`))
  const orders = wordsOf(await cardWith('orders', 'All resolved (1) · orders (prod-eu1)'))
  expect(timesIn(orders, '*NodeDiskPressure*')).toBe(1)
  expect(wordsOf(await cardWith('payments', '1 firing · payments-prod'))).toContain('Acknowledge')
  await bot.alertmanager(payload(`${CAPTURED}resolved-multi-namespace.json`))
  await cardWith('payments', 'All resolved (1) · payments-prod')
  await cardWith('unowned', 'All resolved (1) · search')
  expect(['orders', 'payments', 'unowned'].map((name) => read(name).length)).toEqual([1, 1, 1])
})

test('the same namespace in two clusters has two threads', async () => {
  await bot.alertmanager(payload(`${CAPTURED}firing-multi-namespace.json`))
  await bot.alertmanager(payload('alertmanager/01-firing-multi-namespace.json'))
  await cardWith('unowned', 'search (prod-eu1)')
  await cardWith('unowned', 'search (prod-kr)')
  expect(read('unowned').length).toBe(2)
})

test('a resolve of everything ends each alert on its own card', async () => {
  await bot.alertmanager(payload('alertmanager/01-firing-multi-namespace.json'))
  await cardWith('payments', '2 firing · payments (prod-kr)')
  await bot.alertmanager(payload('alertmanager/03-resolved-all.json'))
  await cardWith('payments', 'All resolved (2) · payments (prod-kr)')
  await cardWith('orders', 'All resolved (1) · chat (prod-kr)')
  await cardWith('unowned', 'All resolved (1) · search (prod-kr)')
})

test('a namespace that only commonLabels name is never believed', async () => {
  await bot.alertmanager(payload('alertmanager/05-truncated-common-namespace.json'))
  const body = JSON.parse(payload('alertmanager/05-truncated-common-namespace.json')) as {
    commonLabels: Record<string, string>
    alerts: { labels: Record<string, string> }[]
  }
  expect(body.commonLabels['namespace']).toBe('payments')
  await cardWith('payments', `${body.alerts.length} firing · payments`)
  const watchdog = JSON.parse(payload('alertmanager/06-watchdog.json')) as typeof body
  watchdog.commonLabels['namespace'] = 'payments'
  await bot.alertmanager(watchdog)
  await cardWith('unowned', 'without a namespace')
  expect(read('payments').length).toBe(1)
})

test('a truncated body is told to the admins with the setting to change', async () => {
  await bot.alertmanager(payload('alertmanager/05-truncated-common-namespace.json'))
  const told = wordsOf(await cardWith('platform-admins', 'max_alerts'))
  expect(told).toContain('alertmanager/main')
})
