import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { connectRawSocket, type RawSocket } from '../harness/raw-socket.ts'
import { callSlack, startTestSlack, testManifestWith } from '../harness/simulator.ts'

let slack: SlackSimulator
let app: RawSocket

beforeEach(async () => {
  slack = await startTestSlack()
  app = await connectRawSocket(slack)
})
afterEach(() => slack.stop())

const plain = (text: string) => ({ type: 'plain_text', text })
const button = (action_id: string, value: string) => ({
  type: 'button',
  action_id,
  value,
  text: plain(`Do ${value}`),
})
const row = (block_id: string, value: string) => ({
  type: 'section',
  block_id,
  text: plain(value),
  accessory: button('ack', value),
})
const options = ['a', 'b'].map((value) => ({ text: plain(value.toUpperCase()), value }))

async function post(blocks: object[], args: object = {}): Promise<string> {
  const { body } = await callSlack(slack, 'chat.postMessage', {
    channel: 'C0PAY',
    text: 'card',
    blocks,
    ...args,
  })
  return String(body['ts'])
}

const lastPayload = () => app.received.at(-1)?.payload as Record<string, unknown> & { actions: object[] }

test('a button in a thread, clicked by somebody of another workspace', async () => {
  const root = await post([row('one', 'v1:7')])
  const ts = await post([row('one', 'v1:8')], { thread_ts: root })
  expect(await slack.as('outsider').click({ channel: 'payments', ts, action_id: 'ack' })).toMatchObject({
    ok: true,
  })
  const envelope = await app.first('interactive')
  expect(envelope.accepts_response_payload).toBe(false)
  expect(envelope.payload).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0OLGA', username: 'olga', name: 'olga', team_id: 'T0ELSEWHERE' },
    team: { id: 'T0COXSWAIN', domain: 'harbour' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: 'A0COXSWAIN',
    container: { type: 'message', message_ts: ts, channel_id: 'C0PAY', is_ephemeral: false, thread_ts: root },
    channel: { id: 'C0PAY', name: 'payments' },
    message: { ts, thread_ts: root, text: 'card', user: 'U0COXSWAIN', bot_id: 'B0COXSWAIN' },
    state: { values: {} },
    response_url: expect.stringContaining('/actions/T0COXSWAIN/') as string,
    trigger_id: expect.any(String) as string,
    actions: [
      {
        type: 'button',
        action_id: 'ack',
        block_id: 'one',
        value: 'v1:8',
        text: { type: 'plain_text', text: 'Do v1:8', emoji: true },
        action_ts: expect.stringMatching(/^\d+\.\d{6}$/) as string,
      },
    ],
  })
})

test('equal buttons are told apart by value or block', async () => {
  const ts = await post([row('one', 'v1:7'), row('two', 'v1:8')])
  const click = { channel: 'payments', ts, action_id: 'ack' }
  await expect(slack.as('owner').click(click)).rejects.toMatchObject({
    code: 'ambiguous_element',
    status: 409,
  })
  await slack.as('owner').click({ ...click, value: 'v1:8' })
  expect(lastPayload().actions).toMatchObject([{ block_id: 'two' }])
  await slack.as('owner').click({ ...click, block_id: 'one' })
  expect(lastPayload().actions).toMatchObject([{ value: 'v1:7' }])
})

test('a select and an overflow carry the chosen option', async () => {
  const elements = [
    { type: 'static_select', action_id: 'pick', options },
    { type: 'overflow', action_id: 'more', options },
  ]
  const ts = await post([{ type: 'actions', block_id: 'row', elements }])
  const bob = slack.as('owner')
  await bob.click({ channel: 'payments', ts, action_id: 'pick', value: 'b' })
  const chosen = { value: 'b', text: { text: 'B' } }
  expect(lastPayload()).toMatchObject({
    actions: [{ type: 'static_select', selected_option: chosen }],
    state: { values: { row: { pick: { type: 'static_select', selected_option: chosen } } } },
  })
  await bob.click({ channel: 'payments', ts, action_id: 'more', value: 'a' })
  expect(lastPayload().actions).toMatchObject([{ type: 'overflow', selected_option: { value: 'a' } }])
  const wrong = bob.click({ channel: 'payments', ts, action_id: 'pick', value: 'c' })
  await expect(wrong).rejects.toMatchObject({ code: 'option_not_found' })
})

test('what nobody sees nobody clicks', async () => {
  const ts = await post([row('one', 'v1:7')])
  const click = (who: string, target: object) =>
    slack.as(who).click({ channel: 'payments', ts, action_id: 'ack', ...target })
  await expect(click('owner', { action_id: 'nack' })).rejects.toMatchObject({ code: 'element_not_found' })
  await expect(click('owner', { ts: '1.000001' })).rejects.toMatchObject({ code: 'message_not_found' })
  await expect(click('guest', { channel: 'orders' })).rejects.toMatchObject({
    code: 'channel_not_found',
    status: 404,
  })
  slack.changePerson('owner', { deleted: true })
  await expect(click('owner', {})).rejects.toMatchObject({ code: 'account_inactive' })
})

test('an app that does not enable interactivity gets no clicks', async () => {
  await slack.stop()
  slack = await startTestSlack({
    manifest: testManifestWith((yaml) => yaml.replace('is_enabled: true', 'is_enabled: false')),
  })
  const ts = await post([row('one', 'v1:7')])
  const click = slack.as('owner').click({ channel: 'payments', ts, action_id: 'ack' })
  await expect(click).rejects.toMatchObject({ code: 'interactivity_disabled' })
})
