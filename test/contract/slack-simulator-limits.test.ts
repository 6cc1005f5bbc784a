import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

let slack: SlackSimulator
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  slack = await startTestSlack({ clock })
})
afterEach(() => slack.stop())

async function until429(
  method: string,
  args: Record<string, unknown>,
): Promise<{ passed: number; retryAfter: string | null }> {
  for (let passed = 0; ; passed++) {
    const { status, headers, body } = await callSlack(slack, method, args)
    if (status !== 429) continue
    expect(body).toEqual({ ok: false, error: 'ratelimited' })
    return { passed, retryAfter: headers.get('retry-after') }
  }
}

test('chat.postMessage: one a second in a channel, other channels unharmed', async () => {
  const post = { channel: 'C0PAY', text: 'x' }
  expect(await until429('chat.postMessage', post)).toEqual({ passed: 5, retryAfter: '1' })
  expect((await callSlack(slack, 'chat.postMessage', { ...post, channel: 'C0ORDERS' })).body.ok).toBe(true)
  await clock.advance(1000)
  expect(await until429('chat.postMessage', post)).toEqual({ passed: 1, retryAfter: '1' })
  expect(slack.calls()['chat.postMessage']).toEqual({ total: 9, limited: 2 })
})

test('chat.postMessage: 300 a minute in the workspace', async () => {
  await slack.stop()
  const everyChannel = { perMinute: 1e6, burst: 1e6 }
  slack = await startTestSlack({ clock, rateLimits: { postPerChannel: everyChannel } })
  const post = { channel: 'C0PAY', text: 'x' }
  expect((await until429('chat.postMessage', post)).passed).toBe(30)
  await clock.advance(1000)
  expect((await until429('chat.postMessage', post)).passed).toBe(5)
})

test('tiers are counted by method', async () => {
  const tier3 = await until429('conversations.info', { channel: 'C0PAY' })
  expect(tier3).toEqual({ passed: 25, retryAfter: '2' })
  expect((await callSlack(slack, 'conversations.history', { channel: 'C0PAY' })).body.ok).toBe(true)
  expect(await until429('usergroups.list', {})).toEqual({ passed: 10, retryAfter: '3' })
  await clock.advance(3000)
  expect((await callSlack(slack, 'usergroups.list')).body.ok).toBe(true)
})

test('a limited call changes nothing', async () => {
  await until429('chat.postMessage', { channel: 'C0PAY', text: 'x' })
  expect(slack.messages('payments')).toHaveLength(5)
})
