import { once } from 'node:events'
import { WebSocket } from 'ws'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { connectRawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'

let slack: SlackSimulator

beforeEach(async () => {
  slack = await startTestSlack()
})
afterEach(() => slack.stop())

const command = (text = '/alerts mine') => slack.as('developer').command({ channel: 'payments', text })

test('hello tells the app and the number of connections', async () => {
  await connectRawSocket(slack)
  const second = await connectRawSocket(slack)
  expect(await second.first('hello')).toMatchObject({
    type: 'hello',
    num_connections: 2,
    connection_info: { app_id: 'A0COXSWAIN' },
    debug_info: { approximate_connection_time: 18_060 },
  })
})

test('a ticket opens one socket', async () => {
  const { body } = await callSlack(slack, 'apps.connections.open', {}, { token: slack.appToken })
  const url = String(body['url'])
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=[\w-]+&app_id=A0COXSWAIN$/)
  await once(new WebSocket(url), 'open')
  const [error] = (await once(new WebSocket(url), 'error')) as [Error]
  expect(error.message).toContain('401')
})

test('a command arrives as an envelope, and its acknowledgement is the answer', async () => {
  const app = await connectRawSocket(slack, () => ({ text: 'two alerts' }))
  const result = await command('/alerts  @bob in #payments, #secret for @payments-team')
  expect(result).toMatchObject({ ok: true, response: { text: 'two alerts' } })
  expect(await app.first('slash_commands')).toMatchObject({
    envelope_id: expect.stringMatching(/^[\w-]{36}$/) as string,
    accepts_response_payload: true,
    payload: {
      team_id: 'T0COXSWAIN',
      team_domain: 'harbour',
      channel_id: 'C0PAY',
      channel_name: 'payments',
      user_id: 'U0ALICE',
      user_name: 'alice',
      command: '/alerts',
      text: '<@U0BOB|bob> in <#C0PAY|payments>, <#C0SECRET|> for <!subteam^S0PAY|@payments-team>',
      api_app_id: 'A0COXSWAIN',
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/\/commands\/T0COXSWAIN\/\d+\/\w+$/) as string,
      trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/) as string,
    },
  })
})

test('nobody connected: dispatch_failed; nobody acknowledges: operation_timeout after 3 s', async () => {
  expect(await command()).toMatchObject({ ok: false, error: 'dispatch_failed' })
  await connectRawSocket(slack, () => 'silent')
  const result = await command()
  expect(result).toMatchObject({
    ok: false,
    error: 'operation_timeout',
    message: '/alerts failed with the error "operation_timeout"',
  })
  expect(result.ackMs).toBeGreaterThanOrEqual(2990)
})

test('an acknowledgement with invalid blocks', async () => {
  await connectRawSocket(slack, () => ({ blocks: [{ type: 'wall' }] }))
  expect(await command()).toMatchObject({ ok: false, error: 'invalid_command_response' })
  expect(slack.as('developer').messages('payments')).toEqual([])
})

test('each payload goes to one arbitrary connection', async () => {
  const apps = [await connectRawSocket(slack), await connectRawSocket(slack)]
  for (let i = 0; i < 40; i++) await command()
  const counts = apps.map(({ received }) => received.filter(({ type }) => type === 'slash_commands').length)
  expect(counts[0]! + counts[1]!).toBe(40)
  expect(Math.min(...counts)).toBeGreaterThan(0)
})

test('a refresh asks every socket to reconnect and sends nothing more to it', async () => {
  const app = await connectRawSocket(slack)
  const closed = once(app.socket, 'close')
  await fetch(`${slack.url}/playground/socket/refresh`, { method: 'POST', body: '{}' })
  expect(await app.first('disconnect')).toMatchObject({ reason: 'refresh_requested' })
  expect(await command()).toMatchObject({ error: 'dispatch_failed' })
  await closed
})

test('the eleventh connection is sent away', async () => {
  for (let i = 0; i < 10; i++) await connectRawSocket(slack)
  const last = await connectRawSocket(slack)
  expect(await last.first('disconnect')).toMatchObject({ reason: 'too_many_websockets' })
  expect(slack.connections()).toBe(10)
})
