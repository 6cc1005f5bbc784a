import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
let client: WebClient

beforeEach(async () => {
  slack = await startTestSlack()
  client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    timeout: 2000,
  })
})
afterEach(() => slack.stop())

const send = (text: string, more: object = {}) =>
  client.apiCall('chat.postMessage', { channel: 'C0PAY', text, ...more })

test('post, edit, find by metadata', async () => {
  const metadata = { event_type: 'coxswain', event_payload: { key: 'alert-thread:1' } }
  const { ts } = (await send('one', { metadata, blocks: [{ type: 'divider' }] })) as { ts?: string }
  await client.chat.update({ channel: 'C0PAY', ts: String(ts), text: 'two' })
  const { messages } = await client.conversations.history({
    channel: 'C0PAY',
    include_all_metadata: true,
    oldest: '0',
  })
  expect(messages).toMatchObject([{ ts, text: 'two', metadata }])
})

test('every page of the channels', async () => {
  const names: (string | undefined)[] = []
  for await (const page of client.paginate('conversations.list', { limit: 2 }) as AsyncIterable<{
    channels: { name: string }[]
  }>)
    names.push(...page.channels.map(({ name }) => name))
  expect(names).toEqual(['payments', 'orders', 'unowned', 'company', 'no-bot-here', 'old'])
})

test('refusals arrive with their details', async () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }]
  const error = await send('x', { blocks }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({
    code: 'slack_webapi_platform_error',
    data: {
      error: 'invalid_blocks',
      response_metadata: { messages: [expect.any(String), expect.stringContaining('/blocks/0/text/text')] },
    },
  })
})

test('429 with Retry-After', async () => {
  slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 12 })
  await expect(send('x')).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 12 })
})

test('a connection dropped after handling fails, and yet the message stands', async () => {
  slack.faults.add({ method: 'chat.postMessage', kind: 'drop', when: 'after' })
  await expect(send('x')).rejects.toMatchObject({ code: 'slack_webapi_request_error' })
  expect(slack.messages('payments')).toHaveLength(1)
})
