import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Attempt } from '../../src/domain/card.ts'
import type { Priority } from '../../src/domain/message.ts'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { SAMPLE_CARD, SAMPLE_NOTICE } from './store-samples.ts'

const ATTEMPT = { key: 'a1', startedAt: 7, method: 'post' as const, threadTs: null, version: 1, hash: 'h' }
const UNTOUCHED = { state: 'pending' as const, attemptKey: null }

describe.each(DATABASES)('cards and notices in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store
  const want = (change: Partial<typeof SAMPLE_CARD> = {}) =>
    store.transaction((tx) => tx.cards.want({ ...SAMPLE_CARD, ...change }))

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  test('a storm of wants is one card, one item of work and the latest version', async () => {
    const first = await want()
    expect(first).toEqual({
      id: SAMPLE_CARD.id,
      kind: 'alert-thread',
      subject: 'thread-1',
      channel: 'C0PAY',
      ts: null,
      wantedVersion: 1,
      shownVersion: 0,
      shownHash: null,
      priority: 3,
      state: 'pending',
      attempt: null,
      failures: 0,
      problem: null,
      textOnly: false,
    })
    for (let i = 0; i < 50; i++) await want()
    expect(await want({ dueAt: 2_000 })).toMatchObject({ wantedVersion: 52 })
    expect(await store.work.stats(0)).toMatchObject([{ kind: 'show-card', waiting: 1, oldestDueAt: 2_000 }])
  })

  test('the more urgent priority stays; the channel of the first want stays', async () => {
    await want()
    const urgent = { ...SAMPLE_CARD, priority: 1 as const, channel: 'C0OTHER' }
    expect(await store.transaction((tx) => tx.cards.want(urgent))).toMatchObject({
      priority: 1,
      channel: 'C0PAY',
    })
    expect(await want()).toMatchObject({ priority: 1 })
  })

  test('a shown card that is wanted anew is pending; one under way stays so', async () => {
    const card = await want()
    const shown = {
      ...card,
      state: 'shown' as const,
      ts: '1.2',
      shownVersion: 1,
      shownHash: 'h',
      priority: 4 as const,
    }
    expect(await store.transaction((tx) => tx.cards.save(shown, UNTOUCHED))).toBe(true)
    expect(await store.read((q) => q.cards.unfinished())).toEqual([])
    expect(await want()).toMatchObject({ state: 'pending', shownVersion: 1, ts: '1.2' })
    const sending = { ...shown, state: 'sending' as const, attempt: ATTEMPT, problem: 'slow', textOnly: true }
    expect(await store.transaction((tx) => tx.cards.save(sending, UNTOUCHED))).toBe(true)
    expect(await want()).toEqual({ ...sending, wantedVersion: 3, priority: 3 })
    expect(await store.read((q) => q.cards.withProblem(5))).toHaveLength(1)
  })

  test('a save compares state and attempt, and takes no wanted version back', async () => {
    const card = await want()
    await want()
    const sending = { ...card, state: 'sending' as const, attempt: ATTEMPT }
    expect(await store.transaction((tx) => tx.cards.save(sending, UNTOUCHED))).toBe(true)
    expect(await store.transaction((tx) => tx.cards.save(sending, UNTOUCHED))).toBe(false)
    const otherAttempt = { state: 'sending' as const, attemptKey: 'a2' }
    expect(await store.transaction((tx) => tx.cards.save(card, otherAttempt))).toBe(false)
    expect(await store.read((q) => q.cards.get(card.id))).toEqual({ ...sending, wantedVersion: 2 })
    expect(await store.read((q) => q.cards.getMany([card.id, 'none']))).toHaveLength(1)
  })

  test('a notice is added once and enqueued once', async () => {
    const add = () => store.transaction((tx) => tx.notices.add(SAMPLE_NOTICE))
    expect([await add(), await add()]).toEqual(['first', 'repeat'])
    const claim = { kinds: ['send-notice'], limit: 5, now: 5_000, owner: 'a', leaseMs: 1_000 }
    expect(await store.work.claim(claim)).toMatchObject([
      { key: SAMPLE_NOTICE.key, generation: 1, priority: 2 },
    ])
    const { dueAt: _, ...stored } = SAMPLE_NOTICE
    expect(await store.read((q) => q.notices.unfinished())).toMatchObject([{ ...stored, state: 'pending' }])
  })

  test('amending a notice may make it more urgent, never less', async () => {
    await store.transaction((tx) => tx.notices.add(SAMPLE_NOTICE))
    const { key } = SAMPLE_NOTICE
    const priorityAfter = async (priority?: Priority) => {
      await store.transaction((tx) => tx.notices.amend(key, {}, priority))
      return (await store.read((q) => q.notices.get(key)))?.priority
    }
    expect([await priorityAfter(), await priorityAfter(1), await priorityAfter(3)]).toEqual([2, 1, 1])
  })

  test('an attempt that was stored without its thread went to none', async () => {
    await store.transaction((tx) => tx.notices.add(SAMPLE_NOTICE))
    const { key } = SAMPLE_NOTICE
    const notice = await store.read((q) => q.notices.get(key))
    if (!notice) throw new Error('absent')
    const { threadTs: _, ...attempt } = ATTEMPT
    const sending = { ...notice, state: 'sending' as const, attempt: attempt as Attempt }
    await store.transaction((tx) => tx.notices.save(sending, UNTOUCHED))
    expect((await store.read((q) => q.notices.get(key)))?.attempt).toEqual(ATTEMPT)
  })

  test('a notice is amended until it is attempted', async () => {
    await store.transaction((tx) => tx.notices.add(SAMPLE_NOTICE))
    const { key } = SAMPLE_NOTICE
    expect(await store.transaction((tx) => tx.notices.amend(key, { count: 9 }))).toBe(true)
    const notice = await store.read((q) => q.notices.get(key))
    if (!notice) throw new Error('absent')
    expect(notice.payload).toEqual({ count: 9 })
    const sending = { ...notice, state: 'sending' as const, attempt: ATTEMPT, channel: 'C0FALLBACK' }
    expect(await store.transaction((tx) => tx.notices.save(sending, UNTOUCHED))).toBe(true)
    expect(await store.transaction((tx) => tx.notices.amend(key, { count: 10 }))).toBe(false)
    expect(await store.read((q) => q.notices.get(key))).toEqual(sending)
    const parked = {
      ...sending,
      state: 'parked' as const,
      attempt: null,
      failures: 1,
      problem: 'is_archived',
    }
    const was = { state: 'sending' as const, attemptKey: 'a1' }
    expect(await store.transaction((tx) => tx.notices.save(parked, was))).toBe(true)
    expect(await store.read((q) => q.notices.withProblem(5))).toEqual([parked])
    expect(await store.transaction((tx) => tx.notices.amend(key, {}))).toBe(false)
    expect(await store.read((q) => q.notices.unfinished())).toEqual([])
  })
})
