import { describe, expect, test } from 'vitest'
import type { Attempt, Card } from '../../src/domain/card.ts'
import { PRIORITY } from '../../src/domain/message.ts'
import { decide, type Sight } from '../../src/domain/sending-sight.ts'
import { recover } from '../../src/domain/sending.ts'

const START = 1_000_000
const post: Attempt = {
  key: 'k1',
  startedAt: START,
  method: 'post',
  threadTs: null,
  version: 1,
  hash: 'h1',
}
const card: Card = {
  id: 'alert-thread:1',
  kind: 'alert-thread',
  subject: '1',
  channel: 'C1',
  ts: null,
  wantedVersion: 1,
  shownVersion: 0,
  shownHash: null,
  priority: PRIORITY.normal,
  state: 'ambiguous',
  attempt: post,
  failures: 0,
  problem: null,
  textOnly: false,
}
const seen = (sight: Sight, afterMs: number, whenUnreadable: 'again' | 'leave' = 'again') =>
  decide(card, sight, { lookedAt: START + afterMs, whenUnreadable })

describe('what history shows of an ambiguous post', () => {
  test('found is adopted', () => {
    const { record, again } = seen({ found: '5.5' }, 1000)
    expect(record).toMatchObject({
      state: 'shown',
      ts: '5.5',
      shownVersion: 1,
      shownHash: 'h1',
      attempt: null,
    })
    expect(again).toBeNull()
  })

  test.each([
    [1000, 3000],
    [3000, 7000],
    [7000, 15_000],
    [14_999, 15_000],
  ])('not found after %i ms: looks again at %i ms', (afterMs, next) => {
    const { record, again } = seen({ found: null }, afterMs)
    expect([record.state, again]).toEqual(['ambiguous', START + next])
  })

  test('not found by a look that began 15 s after the attempt: certainly not there', () => {
    expect(seen({ found: null }, 15_000).record).toMatchObject({ state: 'pending', attempt: null })
  })

  test('nothing is decided without having read', () => {
    expect(seen({ failed: 'http_500' }, 60_000)).toMatchObject({
      record: { state: 'ambiguous' },
      again: START + 62_000,
    })
    expect(seen({ failed: 'ratelimited', retryAfterMs: 9000 }, 60_000)).toMatchObject({
      record: { state: 'ambiguous' },
      again: START + 69_000,
      effects: [{ kind: 'rest', ms: 9000 }],
    })
  })

  test('unreadable: an alert is sent again after 15 s, a digest is left', () => {
    expect(seen({ unreadable: 'missing_scope' }, 1000)).toMatchObject({
      record: { state: 'ambiguous' },
      again: START + 15_000,
    })
    expect(seen({ unreadable: 'missing_scope' }, 15_000).record.state).toBe('pending')
    expect(seen({ unreadable: 'missing_scope' }, 1000, 'leave').record.state).toBe('shown')
    expect(seen({ unreadable: 'missing_scope' }, 1000).effects).toMatchObject([
      { topic: 'history-unreadable' },
    ])
  })
})

describe('a record found in sending', () => {
  test('a post may stand', () => {
    const { record, again } = recover({ ...card, state: 'sending' }, START + 200)
    expect([record.state, record.attempt, again]).toEqual(['ambiguous', post, START + 1000])
    expect(recover({ ...card, state: 'sending' }, START + 90_000).again).toBe(START + 90_000)
  })

  test('an update is made again', () => {
    const found = {
      ...card,
      ts: '5.5',
      state: 'sending' as const,
      attempt: { ...post, method: 'update' as const },
    }
    expect(recover(found, START)).toMatchObject({
      record: { state: 'pending', ts: '5.5', attempt: null },
      again: START,
    })
  })
})
