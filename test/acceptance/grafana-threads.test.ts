import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { replies, roots, timesIn, wordsOf } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeEach(async () => void (bot = await startTestApp({ speed: 20 })))
afterEach(() => bot.stop())

const FIRST = 'grafana/01-firing-multi-namespace.json'
const read = (channel: string) => roots(bot.slack.messages(channel))
const cardOf = (channel: string, namespace: string) =>
  until(`a card of ${namespace}`, () =>
    read(channel).find((card) => wordsOf(card).includes(`· ${namespace} (`)),
  )

test('a webhook of four namespaces becomes one thread per namespace, each in its owner’s channel', async () => {
  expect((await bot.grafana(payload(FIRST))).status).toBe(200)
  const payments = wordsOf(await cardOf('payments', 'payments'))
  const chat = wordsOf(await cardOf('orders', 'chat'))
  const search = wordsOf(await cardOf('unowned', 'search'))
  const feed = wordsOf(await cardOf('unowned', 'feed'))
  expect([read('payments').length, read('orders').length, read('unowned').length]).toEqual([1, 1, 2])
  expect(timesIn(payments, '*KubePodCrashLooping*')).toBe(2)
  expect(timesIn(payments, '<!subteam^S0PAY>')).toBe(1)
  expect(timesIn(chat, '<@U0ALICE>')).toBe(1)
  expect(search).toContain('no team owns `search`')
  expect(feed).not.toContain('monitoring (')
  expect(payments + chat).not.toMatch(/search|feed/)
})

test('mixed firing and resolved are told per alert on the same card, and nobody is mentioned again', async () => {
  await bot.grafana(payload(FIRST))
  await cardOf('unowned', 'search')
  await bot.grafana(payload('grafana/02-partial-resolve-plus-new.json'))
  const search = await until('search resolved', () =>
    read('unowned').find((card) => /All resolved \(1\) · search/.test(wordsOf(card))),
  )
  expect(wordsOf(search)).toContain('✅ resolved')
  const feed = await until('two alerts of feed', () =>
    read('unowned').find((card) => wordsOf(card).includes('2 firing · feed')),
  )
  expect(timesIn(wordsOf(feed), '*KubePodCrashLooping*')).toBe(2)
  expect(read('payments').length).toBe(1)
  const posted = ['payments', 'orders', 'unowned'].flatMap((name) => replies(bot.slack.messages(name)))
  expect(posted.filter((reply) => /<!subteam|<@U/.test(wordsOf(reply)))).toEqual([])
})

test('the same body again, from a second sender or late, changes nothing', async () => {
  for (let i = 0; i < 3; i++) await bot.grafana(payload(FIRST))
  const before = await cardOf('payments', 'payments')
  await bot.grafana(payload('grafana/03-resolved-all-missingseries.json'))
  const resolved = await until('payments resolved', () =>
    read('payments').find((card) => wordsOf(card).includes('resolved') && !wordsOf(card).includes('firing')),
  )
  expect(wordsOf(resolved)).toContain('series')
  await bot.grafana(payload(FIRST))
  await until('the late body is worked', async () => (await idle()) === 0)
  expect(read('payments').length).toBe(1)
  expect(read('payments')[0]?.['ts']).toBe(before['ts'])
  expect(wordsOf(read('payments')[0] ?? {})).not.toContain('Acknowledge')
})

test('NoData of a rule that is known in several namespaces is told once, unattributed, with the candidates', async () => {
  await bot.grafana(payload(FIRST))
  await cardOf('payments', 'payments')
  await bot.grafana(payload('grafana/04-datasource-nodata.json'))
  const card = await until('the unattributed card', () =>
    read('unowned').find((one) => wordsOf(one).includes('without a namespace')),
  )
  for (const name of ['payments', 'search', 'chat', 'feed']) expect(wordsOf(card)).toContain(`\`${name}\``)
  expect(timesIn(wordsOf(card), 'KubePodCrashLooping')).toBeGreaterThan(0)
})

test('NoData of a rule that is known in one namespace goes to that namespace', async () => {
  const body = JSON.parse(payload(FIRST)) as { alerts: { labels: Record<string, string> }[] }
  body.alerts = body.alerts.filter(({ labels }) => labels['namespace'] === 'payments')
  await bot.grafana(body)
  await cardOf('payments', 'payments')
  await bot.grafana(payload('grafana/04-datasource-nodata.json'))
  await until('NoData on the card', () => read('payments').some((card) => wordsOf(card).includes('3 firing')))
  expect(read('unowned')).toEqual([])
})

test('the Test button of a contact point is seen once and never stands as firing', async () => {
  await bot.grafana(payload('grafana/06-contact-point-test.json'))
  const card = await until('the test', () => read('unowned')[0])
  expect(wordsOf(card)).toContain('TestAlert')
  expect(wordsOf(card)).not.toContain('firing')
})

async function idle(): Promise<number> {
  const stats = await bot.app.store.work.stats(Date.now())
  return stats
    .filter(({ kind }) => kind === 'ingest-alerts' || kind === 'show-card')
    .reduce((sum, { waiting, running }) => sum + waiting + running, 0)
}
