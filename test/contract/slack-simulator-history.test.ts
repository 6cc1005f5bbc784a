import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'
import { callSlack, startTestSlack } from '../harness/simulator.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

interface Listed {
  ts: string
  text: string
  thread_ts?: string
  reply_count?: number
  metadata?: unknown
}

let slack: SlackSimulator
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  slack = await startTestSlack({ clock })
})
afterEach(() => slack.stop())

const call = async (method: string, args: Record<string, unknown>) =>
  (await callSlack(slack, method, { channel: 'C0PAY', ...args })).body as unknown as Record<
    string,
    unknown
  > & {
    messages: Listed[]
    has_more: boolean
    response_metadata?: { next_cursor: string }
    error?: string
  }

async function post(text: string, args: Record<string, unknown> = {}): Promise<string> {
  await clock.advance(2000)
  return String((await call('chat.postMessage', { text, ...args }))['ts'])
}

const texts = (messages: Listed[]) => messages.map(({ text }) => text)

test('newest first, page by page, until the cursor ends', async () => {
  for (const text of ['1', '2', '3', '4', '5']) await post(text)
  const first = await call('conversations.history', { limit: 2 })
  expect([texts(first.messages), first.has_more]).toEqual([['5', '4'], true])
  const second = await call('conversations.history', {
    limit: 2,
    cursor: first.response_metadata?.next_cursor,
  })
  expect(texts(second.messages)).toEqual(['3', '2'])
  const third = await call('conversations.history', {
    limit: 2,
    cursor: second.response_metadata?.next_cursor,
  })
  expect([texts(third.messages), third.has_more, third.response_metadata]).toEqual([['1'], false, undefined])
})

test('oldest and latest exclude their own message unless inclusive', async () => {
  const [one, , three] = [await post('1'), await post('2'), await post('3')]
  const between = { oldest: one, latest: three }
  expect(texts((await call('conversations.history', between)).messages)).toEqual(['2'])
  expect(texts((await call('conversations.history', { ...between, inclusive: true })).messages)).toEqual([
    '3',
    '2',
    '1',
  ])
  const since = String(Math.floor(clock.now() / 1000) - 1)
  expect(texts((await call('conversations.history', { oldest: since })).messages)).toEqual(['3'])
})

test('threads: the parent counts its replies, which only conversations.replies lists', async () => {
  const root = await post('root')
  const replies = [await post('a', { thread_ts: root }), await post('b', { thread_ts: root })]
  const { messages } = await call('conversations.history', {})
  expect(messages).toMatchObject([
    { text: 'root', thread_ts: root, reply_count: 2, latest_reply: replies[1] },
  ])
  const thread = await call('conversations.replies', { ts: root })
  expect(texts(thread.messages)).toEqual(['root', 'a', 'b'])
  expect(thread.messages[1]).toMatchObject({ thread_ts: root, parent_user_id: 'U0COXSWAIN' })
  const paged = await call('conversations.replies', { ts: root, limit: 1 })
  expect([texts(paged.messages), paged.has_more]).toEqual([['root', 'a'], true])
  expect(texts((await call('conversations.replies', { ts: replies[0] })).messages)).toEqual(['a'])
  expect((await call('conversations.replies', { ts: '1.000001' })).error).toBe('thread_not_found')
})

test('a reply to nothing is accepted and shows nowhere', async () => {
  await post('lost', { thread_ts: '1.000001' })
  expect((await call('conversations.history', {})).messages).toEqual([])
  expect((await call('conversations.replies', { ts: '1.000001' })).error).toBe('thread_not_found')
})

test('metadata only when asked for', async () => {
  const metadata = { event_type: 'coxswain', event_payload: { key: 'k' } }
  await post('x', { metadata })
  expect((await call('conversations.history', {})).messages[0]).not.toHaveProperty('metadata')
  const asked = await call('conversations.history', { include_all_metadata: true })
  expect(asked.messages[0]?.metadata).toEqual(metadata)
})

test.each([
  [{ channel: 'C0NOWHERE' }, 'channel_not_found'],
  [{ channel: 'C0SECRET' }, 'channel_not_found'],
  [{ channel: 'C0ALIEN' }, 'not_in_channel'],
  [{ cursor: 'bm9uc2Vuc2U=' }, 'invalid_cursor'],
  [{ limit: 1000 }, 'invalid_limit'],
  [{ oldest: 'yesterday' }, 'invalid_ts_oldest'],
  [{ latest: 'now' }, 'invalid_ts_latest'],
])('conversations.history %o: %s', async (args, error) => {
  expect((await call('conversations.history', args)).error).toBe(error)
})

test('each kind of channel has its own scope', async () => {
  const { botScopes } = slack.world.manifest
  botScopes.splice(botScopes.indexOf('groups:history'), 1)
  expect((await call('conversations.history', { channel: 'C0PAY' }))['ok']).toBe(true)
  const refused = await call('conversations.history', { channel: 'C0ADMINS' })
  expect(refused).toMatchObject({ ok: false, error: 'missing_scope', needed: 'groups:history' })
})
