import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { connectRawSocket, type RawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

let slack: SlackSimulator
let clock: TestClock
let app: RawSocket

beforeEach(async () => {
  clock = createTestClock()
  slack = await startTestSlack({ clock })
  app = await connectRawSocket(slack)
})
afterEach(() => slack.stop())

async function send(url: unknown, body: object): Promise<[number, unknown]> {
  const response = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  return [response.status, text.startsWith('{') ? JSON.parse(text) : text]
}

async function commandUrl(channel = 'payments'): Promise<unknown> {
  await slack.as('developer').command({ channel, text: '/alerts' })
  return (await app.first('slash_commands')).payload?.['response_url']
}

const go = [
  {
    type: 'actions',
    block_id: 'b',
    elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
  },
]
const seen = () => slack.as('developer').messages('payments')

async function clickUrl(ts: string): Promise<unknown> {
  const count = app.received.length
  await slack.as('developer').click({ channel: 'payments', ts, action_id: 'go' })
  return app.received[count]?.payload?.['response_url']
}

test('five uses, then used_url as HTTP 404 with JSON', async () => {
  const url = await commandUrl()
  for (let i = 0; i < 5; i++) expect(await send(url, { text: `${i}` })).toEqual([200, 'ok'])
  expect(await send(url, { text: 'six' })).toEqual([404, { ok: false, error: 'used_url' }])
  expect(seen()).toMatchObject(Array.from({ length: 5 }, (_, i) => ({ text: `${i}`, ephemeral: true })))
})

test('thirty minutes of the workspace, then expired_url', async () => {
  const url = await commandUrl()
  await clock.advance(30 * 60_000 + 1)
  expect(await send(url, { text: 'late' })).toEqual([404, { ok: false, error: 'expired_url' }])
})

test('invalid blocks are refused with 404 and the reasons', async () => {
  const [status, body] = await send(await commandUrl(), { blocks: [{ type: 'wall' }] })
  expect([status, body]).toMatchObject([404, { ok: false, error: 'invalid_blocks' }])
})

test('it works where the bot is no member, ephemeral or in_channel', async () => {
  const url = await commandUrl('no-bot-here')
  await send(url, { text: 'for all', response_type: 'in_channel' })
  await send(url, { text: 'for you' })
  expect(slack.messages('no-bot-here')).toMatchObject([{ text: 'for all' }])
  expect(slack.as('developer').messages('no-bot-here')).toMatchObject([
    { text: 'for all' },
    { text: 'for you', ephemeral: true },
  ])
})

test('of a click: a new ephemeral message, or the clicked message replaced or deleted', async () => {
  const posted = await callSlack(slack, 'chat.postMessage', { channel: 'C0PAY', text: 'card', blocks: go })
  const url = await clickUrl(String(posted.body['ts']))
  await send(url, { text: 'noted' })
  expect(seen()).toMatchObject([{ text: 'card' }, { text: 'noted', ephemeral: true }])
  await send(url, { text: 'changed', replace_original: true })
  expect(seen()[0]).toMatchObject({ text: 'changed', blocks: [] })
  await send(url, { delete_original: true })
  expect(slack.messages('payments')).toEqual([])
})

test('an ephemeral message is changed only so', async () => {
  await callSlack(slack, 'chat.postEphemeral', {
    channel: 'C0PAY',
    user: 'U0ALICE',
    text: 'list',
    blocks: go,
  })
  const ts = seen()[0]!.ts
  const url = await clickUrl(ts)
  expect(app.received.at(-1)?.payload).toMatchObject({
    container: { type: 'message', message_ts: ts, channel_id: 'C0PAY', is_ephemeral: true },
  })
  expect(app.received.at(-1)?.payload).not.toHaveProperty('message')
  await send(url, { text: 'page two', blocks: go, replace_original: true })
  expect(seen()).toMatchObject([{ ts, text: 'page two', ephemeral: true }])
  await send(url, { delete_original: true })
  expect(seen()).toEqual([])
})
