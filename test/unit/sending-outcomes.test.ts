import { describe, expect, test } from 'vitest'
import type { Attempt, Card, Notice } from '../../src/domain/card.ts'
import { PRIORITY } from '../../src/domain/message.ts'
import type { SendResult } from '../../src/domain/messages.ts'
import { settle } from '../../src/domain/sending-outcomes.ts'

const NOW = 1_000_000
const post: Attempt = {
  key: 'k1',
  startedAt: NOW - 200,
  method: 'post',
  threadTs: null,
  version: 3,
  hash: 'h3',
}
const update: Attempt = { ...post, method: 'update' }

const card: Card = {
  id: 'alert-thread:1',
  kind: 'alert-thread',
  subject: '1',
  channel: 'C1',
  ts: null,
  wantedVersion: 3,
  shownVersion: 0,
  shownHash: null,
  priority: PRIORITY.critical,
  state: 'sending',
  attempt: post,
  failures: 0,
  problem: null,
  textOnly: false,
}
const standing: Card = { ...card, ts: '9.9', shownVersion: 2, shownHash: 'h2', attempt: update }
const reply: Notice = {
  key: 'joined:1:1',
  kind: 'alerts-joined',
  payload: {},
  channel: 'C1',
  threadCardId: card.id,
  ts: null,
  priority: PRIORITY.normal,
  state: 'sending',
  attempt: { ...post, version: 1 },
  failures: 0,
  problem: null,
  textOnly: false,
  createdAt: NOW,
}
const after = (record: Card | Notice, result: SendResult) =>
  settle(record, result, { now: NOW, fallbackChannel: 'C0' })
const refused = (error: string): SendResult => ({ outcome: 'refused', error, details: [] })
const done: SendResult = { outcome: 'done', channel: 'C1', ts: '9.9' }

describe('what an attempt came to', () => {
  test('done stands, and its urgency is spent', () => {
    const { record, again } = after(card, done)
    expect(record).toMatchObject({
      state: 'shown',
      ts: '9.9',
      shownVersion: 3,
      shownHash: 'h3',
      attempt: null,
      priority: 4,
    })
    expect(again).toBeNull()
  })

  test('a late answer does not mark newer content shown', () => {
    const { record, again } = after({ ...card, wantedVersion: 7 }, done)
    expect(record).toMatchObject({
      state: 'pending',
      ts: '9.9',
      shownVersion: 3,
      priority: PRIORITY.critical,
    })
    expect(again).toBe(NOW)
  })

  test('limited is nobody’s failure and rests only its own (method, channel)', () => {
    const { record, again, effects } = after(card, { outcome: 'limited', retryAfterMs: 7000 })
    expect(record).toMatchObject({ state: 'pending', attempt: null, failures: 0 })
    expect([again, effects]).toEqual([NOW + 7000, [{ kind: 'rest', ms: 7000 }]])
  })

  test('unsent is tried again with growing waits, and never parked', () => {
    expect(after(card, { outcome: 'unsent', error: 'ECONNREFUSED' })).toMatchObject({
      record: { state: 'pending', attempt: null, failures: 1, problem: 'ECONNREFUSED' },
      again: NOW + 2000,
    })
    expect(after({ ...card, failures: 500 }, { outcome: 'unsent', error: 'x' })).toMatchObject({
      record: { state: 'pending' },
      again: NOW + 30_000,
    })
  })

  test('an ambiguous post is looked for 1 s after the attempt', () => {
    const { record, again } = after(card, { outcome: 'ambiguous', error: 'timeout' })
    expect([record.state, record.attempt, again]).toEqual(['ambiguous', post, post.startedAt + 1000])
  })

  test('an ambiguous update is made again', () => {
    const { record, again } = after(standing, { outcome: 'ambiguous', error: 'timeout' })
    expect([record.state, record.attempt, record.ts, again]).toEqual(['pending', null, '9.9', NOW + 2000])
  })

  const channelErrors = [
    'not_in_channel',
    'channel_not_found',
    'is_archived',
    'restricted_action_read_only_channel',
  ]
  test.each(channelErrors)('%s moves it to the fallback channel and tells the admins', (error) => {
    const { record, again, effects } = after(standing, refused(error))
    expect(record).toMatchObject({ state: 'pending', channel: 'C0', ts: null, shownHash: null })
    expect(record.problem).toBe(`moved from C1: ${error}`)
    expect([again, effects]).toMatchObject([
      NOW,
      [{ kind: 'tell-admins', topic: 'channel-refused', channel: 'C1', error }],
    ])
    expect(after({ ...(record as Card), attempt: post, state: 'sending' }, done).record.problem).toBe(
      record.problem,
    )
  })

  test('a reply that moves leaves its thread', () => {
    expect(after(reply, refused('not_in_channel')).record).toMatchObject({
      channel: 'C0',
      threadCardId: null,
    })
  })

  test('what the fallback channel refuses is parked and tried again slowly', () => {
    const { record, again } = after({ ...card, channel: 'C0' }, refused('is_archived'))
    expect([record.state, record.problem, again]).toEqual(['parked', 'is_archived', NOW + 600_000])
  })

  test.each(['account_inactive', 'invalid_auth', 'token_revoked', 'missing_scope'])(
    '%s makes everybody wait',
    (error) => {
      const { record, again, effects } = after(card, refused(error))
      expect(record).toMatchObject({ state: 'pending', failures: 0, problem: error })
      expect([again, effects]).toEqual([NOW + 60_000, [{ kind: 'pause-writer', error }]])
    },
  )

  test.each(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long'])(
    '%s leaves the text, then parks',
    (error) => {
      const first = after(card, refused(error))
      expect(first.record).toMatchObject({ state: 'pending', textOnly: true })
      expect(first.effects).toMatchObject([{ kind: 'tell-admins', topic: 'content-refused' }])
      expect(
        after({ ...(first.record as Card), attempt: post, state: 'sending' }, refused(error)).record.state,
      ).toBe('parked')
    },
  )

  test.each(['message_not_found', 'cant_update_message'])('%s posts a new message', (error) => {
    expect(after(standing, refused(error))).toMatchObject({
      record: { state: 'pending', ts: null, shownHash: null, channel: 'C1', problem: error },
      again: NOW,
    })
  })

  test('a message that may not be edited any more stands still, and the admins are told', () => {
    const { record, again, effects } = after({ ...standing, wantedVersion: 5 }, refused('edit_window_closed'))
    expect(record).toMatchObject({
      state: 'shown',
      ts: '9.9',
      shownVersion: 5,
      shownHash: 'h2',
      attempt: null,
      problem: 'edit_window_closed',
    })
    expect([again, effects]).toMatchObject([null, [{ kind: 'tell-admins', topic: 'edits-refused' }]])
  })

  test('a thread that takes no reply: the reply stands beside it', () => {
    const { record } = after(reply, refused('cannot_reply_to_message'))
    expect(record).toMatchObject({ state: 'pending', threadCardId: null, channel: 'C1' })
  })

  test('an unknown error waits longer each time and is parked in the end', () => {
    let record: Card | Notice = card
    const waits = []
    for (let round = 0; round < 8; round++) {
      const next = after({ ...record, state: 'sending', attempt: post }, refused('update_failed'))
      record = next.record
      waits.push((next.again ?? 0) - NOW)
    }
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 600_000])
    expect(record.state).toBe('parked')
  })
})
