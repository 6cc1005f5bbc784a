import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator
let app: App

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** A real Bolt app behind signed HTTP, which believes `secret` to be the signing secret. */
async function start(secret?: string): Promise<void> {
  const port = await freePort()
  slack = await startTestSlack({ signedHttp: { requestUrl: `http://127.0.0.1:${port}/slack/events` } })
  const receiver = new HTTPReceiver({
    signingSecret: secret ?? slack.signingSecret,
    logLevel: LogLevel.ERROR,
  })
  app = new App({
    token: slack.botToken,
    receiver,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  app.command('/alerts', ({ ack, command }) => ack(`you asked for ${command.text}`))
  app.command('/coxswain', async ({ ack, say }) => {
    await ack()
    await say({
      text: 'card',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    })
  })
  app.action('go', async ({ ack, respond }) => {
    await ack()
    await respond('gone')
  })
  await app.start({ port, host: '127.0.0.1' })
}

beforeEach(() => start())
afterEach(async () => {
  await app.stop()
  await slack.stop()
})

const alice = () => slack.as('developer')

test('a signed command, answered as text', async () => {
  const result = await alice().command({ channel: 'payments', text: '/alerts mine & all' })
  expect(result).toMatchObject({ ok: true, response: { text: 'you asked for mine & all' } })
})

test('a signed click, answered through the response_url', async () => {
  await alice().command({ channel: 'payments', text: '/coxswain' })
  await expect.poll(() => slack.messages('payments').length).toBe(1)
  const [card] = alice().messages('payments')
  expect(await alice().click({ channel: 'payments', ts: card!.ts, action_id: 'go' })).toMatchObject({
    ok: true,
  })
  await expect
    .poll(() => alice().messages('payments').at(-1))
    .toMatchObject({ text: 'gone', ephemeral: true })
})

test('another secret is refused by the app, and the person hears of it', async () => {
  await app.stop()
  await slack.stop()
  await start('another secret')
  expect(await alice().command({ channel: 'payments', text: '/alerts' })).toMatchObject({
    ok: false,
    error: 'dispatch_failed',
  })
})

test('a command that the app does not know: operation_timeout', async () => {
  const result = await alice().command({ channel: 'payments', text: '/owner payments' })
  expect(result).toMatchObject({ ok: false, error: 'operation_timeout' })
})
