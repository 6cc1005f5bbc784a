import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { roots, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeEach(async () => void (bot = await startTestApp({ speed: 20 })))
afterEach(() => bot.stop())

const HOUR = 3_600_000
const CHANNELS = ['company', 'payments', 'orders', 'unowned']
const digests = (channel: string) =>
  bot.slack.messages(channel).filter((message) => wordsOf(message).includes('As of '))
const counts = () => CHANNELS.map((channel) => digests(channel).length)
const settled = (wanted: number[]) =>
  until(`digests ${wanted.join(' ')}`, () => counts().join(' ') === wanted.join(' '))

/** Starts the bot again some seconds before its clock strikes, `hours` later. */
async function restartBeforeTheHour(hours = 0): Promise<void> {
  const toTheHour = HOUR - (bot.now() % HOUR)
  await bot.restart({ downForMs: hours * HOUR + toTheHour - 10_000 })
}

async function fire(path: string): Promise<void> {
  await bot.grafana(payload(path))
  await until('the cards', () => roots(bot.slack.messages('payments')).length > 0)
}

test('at the full hour one digest per team channel and one for the company, not again after a restart', async () => {
  await fire('grafana/01-firing-multi-namespace.json')
  await restartBeforeTheHour()
  await settled([1, 1, 1, 1])
  expect(wordsOf(digests('company')[0] ?? {})).toContain('*5 firing*')
  const payments = wordsOf(digests('payments')[0] ?? {})
  expect(payments).toContain('*2 firing*')
  expect(payments).not.toMatch(/search|chat|feed/)
  expect(wordsOf(digests('unowned')[0] ?? {})).toContain('`search`')
  await bot.restart()
  await restartBeforeTheHour()
  await settled([2, 2, 2, 2])
})

test('after downtime over several hours there is one digest, which says what it covers', async () => {
  await fire('grafana/01-firing-multi-namespace.json')
  await restartBeforeTheHour()
  await settled([1, 1, 1, 1])
  await restartBeforeTheHour(4)
  await settled([2, 2, 2, 2])
  const late = wordsOf(digests('company')[1] ?? {})
  expect(late).toContain('*5 firing*')
  expect(late).toMatch(/5 without acknowledgement|5 +·|no ack/)
})

test('quiet when there is nothing to tell', async () => {
  await fire('grafana/01-firing-multi-namespace.json')
  await bot.grafana(payload('grafana/03-resolved-all-missingseries.json'))
  await until('resolved', () =>
    wordsOf(roots(bot.slack.messages('payments'))[0] ?? {}).includes('All resolved'),
  )
  await restartBeforeTheHour()
  await settled([1, 1, 1, 1])
  await restartBeforeTheHour()
  // Payments is quiet since an hour; the others still have firing alerts.
  await settled([2, 1, 2, 2])
})
