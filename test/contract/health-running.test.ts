import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../harness/app.ts'
import { payload } from '../harness/payload.ts'
import { roots } from '../harness/read-message.ts'
import { until } from '../harness/until.ts'

let bot: TestApp
beforeEach(async () => void (bot = await startTestApp({ speed: 20 })))
afterEach(() => bot.stop())

const get = async (path: string) => {
  const answer = await fetch(new URL(path, bot.app.url))
  return { status: answer.status, text: await answer.text() }
}

function value(metrics: string, name: string): number {
  const line = metrics.split('\n').find((candidate) => candidate.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1))
}

test('a running bot is alive, ready and measures itself', async () => {
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok' })
  expect(await get('/readyz')).toEqual({ status: 200, text: '{"ready":true,"problems":[]}' })
  await bot.grafana(payload('grafana/01-firing-multi-namespace.json'))
  await until('the cards', () => roots(bot.slack.messages('payments')).length > 0)
  await until(
    'the end of the work',
    async () => value((await get('/metrics')).text, 'coxswain_outbox_depth') === 0,
  )
  const { text } = await get('/metrics')
  expect(value(text, 'coxswain_webhook_to_slack_seconds_count')).toBeGreaterThan(0)
  expect(value(text, 'coxswain_alerts_received_total{source="grafana/main",status="firing"}')).toBe(5)
  expect(value(text, 'coxswain_webhook_answers_total{source="grafana/main",code="200"}')).toBe(1)
  expect(value(text, 'coxswain_slack_calls_total{method="chat.postMessage",outcome="done"}')).toBeGreaterThan(
    0,
  )
  expect(value(text, 'coxswain_queue_depth{kind="post-digests"}')).toBe(1)
  expect(value(text, 'coxswain_outbox_parked')).toBe(0)
  expect(text).not.toContain('coxswain_slack_rate_limited_total{')
})

test('a revoked token makes it not ready, and alerts are stored all the same', async () => {
  await fetch(new URL('/playground/token', bot.slack.apiUrl), {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{"revoked":true}',
  })
  const answer = await bot.grafana(payload('grafana/01-firing-multi-namespace.json'))
  expect(answer.status).toBe(200)
  await until('not ready', async () => (await get('/readyz')).status === 503)
  expect(JSON.parse((await get('/readyz')).text)).toMatchObject({
    problems: expect.arrayContaining([{ check: 'token', reason: 'token_revoked' }]),
  })
  expect((await get('/healthz')).status).toBe(200)
})
