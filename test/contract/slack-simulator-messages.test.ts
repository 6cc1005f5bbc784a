import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { createTestClock } from '../harness/test-clock.ts'

let slack: SlackSimulator
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })

beforeEach(async () => {
  slack = await startTestSlack({ clock: createTestClock(Date.UTC(2026, 10, 21, 9, 0, 0)) })
})
afterEach(() => slack.stop())

const call = async (method: string, args: Record<string, unknown>) =>
  (await callSlack(slack, method, args)).body
const posted = async (args: Record<string, unknown>) =>
  String((await call('chat.postMessage', { channel: 'C0PAY', ...args }))['ts'])

describe('chat.postMessage', () => {
  test('answers the message as it is stored, block ids filled in', async () => {
    const body = await call('chat.postMessage', {
      channel: 'C0PAY',
      text: 'a &amp; b',
      blocks: [
        section('*hi*'),
        { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] },
      ],
      metadata: { event_type: 'coxswain', event_payload: { key: 'k1' } },
    })
    const any = expect.stringMatching(/^\w{5}$/) as string
    expect(body).toMatchObject({ ok: true, channel: 'C0PAY', ts: '1795251600.000000' })
    expect(body['message']).toMatchObject({
      type: 'message',
      user: 'U0COXSWAIN',
      bot_id: 'B0COXSWAIN',
      app_id: 'A0COXSWAIN',
      team: 'T0COXSWAIN',
      text: 'a &amp; b',
      metadata: { event_type: 'coxswain', event_payload: { key: 'k1' } },
      blocks: [
        { type: 'section', block_id: any, text: { type: 'mrkdwn', text: '*hi*', verbatim: false } },
        {
          type: 'actions',
          block_id: any,
          elements: [
            { type: 'button', action_id: any, text: { type: 'plain_text', text: 'Go', emoji: true } },
          ],
        },
      ],
    })
  })

  test('timestamps grow even while the clock stands', async () => {
    expect([await posted({ text: '1' }), await posted({ text: '2' })]).toEqual([
      '1795251600.000000',
      '1795251600.000001',
    ])
  })

  test.each([
    ['C0NOWHERE', 'channel_not_found'],
    ['C0SECRET', 'channel_not_found'],
    ['C0OLD', 'is_archived'],
  ])('into %s: %s', async (channel, error) => {
    expect(await call('chat.postMessage', { channel, text: 'x' })).toEqual({ ok: false, error })
  })

  test.each([
    [{}, 'no_text'],
    [{ text: ' ' }, 'no_text'],
    [{ text: 'x', blocks: '{' }, 'invalid_blocks_format'],
    [{ text: 'x', blocks: { type: 'divider' } }, 'invalid_blocks_format'],
    [{ text: 'x', thread_ts: 'soon' }, 'invalid_thread_ts'],
    [{ text: 'x', metadata: '{' }, 'invalid_metadata_format'],
    [{ text: 'x', metadata: { event_type: 'coxswain' } }, 'invalid_metadata_schema'],
    [
      { text: 'x', metadata: { event_type: 'c', event_payload: { key: 'k'.repeat(9000) } } },
      'metadata_too_large',
    ],
  ])('%o: %s', async (args, error) => {
    expect(await call('chat.postMessage', { channel: 'C0PAY', ...args })).toMatchObject({ ok: false, error })
  })

  test('longer text than Slack keeps is cut, with a warning', async () => {
    const body = await call('chat.postMessage', { channel: 'C0PAY', text: 'x'.repeat(40_001) })
    expect(body).toMatchObject({ ok: true, warning: 'message_truncated' })
  })

  test('without chat:write.public only where the bot is a member', async () => {
    slack.world.manifest.botScopes.splice(slack.world.manifest.botScopes.indexOf('chat:write.public'), 1)
    expect(await call('chat.postMessage', { channel: 'C0ALIEN', text: 'x' })).toEqual({
      ok: false,
      error: 'not_in_channel',
    })
  })
})

describe('chat.update', () => {
  test('text alone removes the blocks and keeps the metadata; `{}` removes that too', async () => {
    const metadata = { event_type: 'coxswain', event_payload: { key: 'k' } }
    const ts = await posted({ text: 'one', blocks: [section('one')], metadata })
    const { message } = await call('chat.update', { channel: 'C0PAY', ts, text: 'two' })
    expect(message).toMatchObject({ text: 'two', metadata, edited: { user: 'U0COXSWAIN' } })
    expect(message).not.toHaveProperty('blocks')
    const second = await call('chat.update', {
      channel: 'C0PAY',
      ts,
      text: 'two',
      blocks: [section('two')],
      metadata: {},
    })
    expect(second['message']).toMatchObject({ blocks: [{ text: { text: 'two' } }] })
    expect(second['message']).not.toHaveProperty('metadata')
    expect(second['message']).not.toHaveProperty('edited')
  })

  test('what it refuses', async () => {
    const ts = await posted({ text: 'one' })
    const { ts: alices } = slack.as('developer').post({ channel: 'payments', text: 'mine' })
    const error = async (args: object) =>
      (await call('chat.update', { channel: 'C0PAY', ts, text: 'x', ...args })).error
    expect(await error({ ts: '1.000001' })).toBe('message_not_found')
    expect(await error({ ts: alices })).toBe('cant_update_message')
    expect(await error({ text: 'x'.repeat(4001) })).toBe('msg_too_long')
    expect(await error({ text: '' })).toBe('no_text')
    slack.changeChannel('payments', { archived: true })
    expect(await error({})).toBe('is_inactive')
  })
})

test('chat.postEphemeral: one person sees it, others and history do not', async () => {
  const call2 = (args: object) => call('chat.postEphemeral', { channel: 'C0PAY', text: 'psst', ...args })
  expect(await call2({ user: 'U0ALICE' })).toEqual({ ok: true, message_ts: '1795251600.000000' })
  expect(slack.as('developer').messages('payments')).toMatchObject([{ text: 'psst', ephemeral: true }])
  expect(slack.as('owner').messages('payments')).toEqual([])
  expect((await call('conversations.history', { channel: 'C0PAY' }))['messages']).toEqual([])
  expect((await call2({ user: 'U0NOBODY' })).error).toBe('user_not_in_channel')
  expect((await call2({ user: 'U0ALICE', channel: 'C0ALIEN' })).error).toBe('not_in_channel')
  expect((await call2({ user: 'U0ALICE', text: 'x'.repeat(4001) })).error).toBe('msg_too_long')
})

test('chat.getPermalink leads to this workspace', async () => {
  const ts = await posted({ text: 'root' })
  const reply = await posted({ text: 'reply', thread_ts: ts })
  const root = await call('chat.getPermalink', { channel: 'C0PAY', message_ts: ts })
  expect(root).toEqual({
    ok: true,
    channel: 'C0PAY',
    permalink: `${slack.url}/archives/C0PAY/p1795251600000000`,
  })
  const inThread = await call('chat.getPermalink', { channel: 'C0PAY', message_ts: reply })
  expect(inThread['permalink']).toBe(
    `${slack.url}/archives/C0PAY/p1795251600000001?thread_ts=${ts}&cid=C0PAY`,
  )
  expect((await call('chat.getPermalink', { channel: 'C0PAY', message_ts: '1.0' })).error).toBe(
    'message_not_found',
  )
})
