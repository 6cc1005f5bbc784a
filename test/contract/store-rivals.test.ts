import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Records, Store } from '../../src/domain/store.ts'
import { UniqueViolation } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { raceIn } from '../harness/race.ts'
import { SAMPLE_CARD, SAMPLE_NOTICE, sampleDelivery, sampleEpisode, sampleThread } from './store-samples.ts'

describe.each(DATABASES)('two connections racing on $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const race = <T>(theirs: (tx: Records) => Promise<unknown>, ours: (tx: Records) => Promise<T>) =>
    raceIn({ database, store }, theirs, ours)

  test('one open thread per place', async () => {
    const second = sampleThread({ id: 'thread-2' })
    const run = race(
      (tx) => tx.threads.insert(sampleThread()),
      (tx) => tx.threads.insert(second),
    )
    await expect(run).rejects.toBeInstanceOf(UniqueViolation)
    expect((await store.read((q) => q.threads.allOpen())).map((thread) => thread.id)).toEqual(['thread-1'])
  })

  test('one episode per source, fingerprint and start', async () => {
    const resolved = { state: 'resolved' as const, resolvedSeenAt: 3_000 }
    const run = race(
      (tx) => tx.episodes.insertMany([sampleEpisode(resolved)]),
      (tx) => tx.episodes.insertMany([sampleEpisode({ ...resolved, id: 'episode-2' })]),
    )
    await expect(run).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('one firing episode per source and fingerprint', async () => {
    const run = race(
      (tx) => tx.episodes.insertMany([sampleEpisode()]),
      (tx) => tx.episodes.insertMany([sampleEpisode({ id: 'episode-2', startsAt: 9_000 })]),
    )
    await expect(run).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('one delivery per id', async () => {
    const run = race(
      (tx) => tx.deliveries.insert(sampleDelivery(), []),
      (tx) => tx.deliveries.insert(sampleDelivery(), []),
    )
    await expect(run).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('one card per subject: the second want raises the version', async () => {
    const card = await race(
      (tx) => tx.cards.want(SAMPLE_CARD),
      (tx) => tx.cards.want({ ...SAMPLE_CARD, id: 'another' }),
    )
    expect(card).toMatchObject({ id: SAMPLE_CARD.id, wantedVersion: 2 })
  })

  test('one notice per key, one interaction per inbox id', async () => {
    const both = async (tx: Records) => [await tx.notices.add(SAMPLE_NOTICE), await tx.inbox.accept('i', 1)]
    expect(await race(both, both)).toEqual(['repeat', 'repeat'])
  })

  test('one work item per kind and key', async () => {
    const enqueue = (tx: Records) => tx.queue.enqueue('show-card', 'k', { dueAt: 1 })
    await race(enqueue, enqueue)
    const claim = { kinds: ['show-card'], limit: 5, now: 2, owner: 'a', leaseMs: 1_000 }
    expect(await store.work.claim(claim)).toMatchObject([{ key: 'k', generation: 2 }])
  })

  test('compare-and-set of an episode: the second writer is told', async () => {
    await store.transaction((tx) => tx.episodes.insertMany([sampleEpisode()]))
    const change = (lastSeenAt: number) => (tx: Records) =>
      tx.episodes.update(sampleEpisode({ version: 2, lastSeenAt }))
    expect(await race(change(7_000), change(8_000))).toBe(false)
    expect(await store.read((q) => q.episodes.get('episode-1'))).toMatchObject({
      lastSeenAt: 7_000,
      version: 2,
    })
  })

  test('compare-and-set of a card and a notice: the second writer is told', async () => {
    const attempt = {
      key: 'a1',
      startedAt: 1,
      method: 'post' as const,
      threadTs: null,
      version: 1,
      hash: 'h',
    }
    await store.transaction(async (tx) => [
      await tx.cards.want(SAMPLE_CARD),
      await tx.notices.add(SAMPLE_NOTICE),
    ])
    const send = async (tx: Records) => {
      const card = await tx.cards.get(SAMPLE_CARD.id)
      const notice = await tx.notices.get(SAMPLE_NOTICE.key)
      if (!card || !notice) throw new Error('absent')
      const was = { state: 'pending' as const, attemptKey: null }
      return [
        await tx.cards.save({ ...card, state: 'sending', attempt }, was),
        await tx.notices.save({ ...notice, state: 'sending', attempt }, was),
      ]
    }
    expect(await race(send, send)).toEqual([false, false])
  })

  test('two transactions of one store race likewise', async () => {
    const open = (id: string) => store.transaction((tx) => tx.threads.insert(sampleThread({ id })))
    const results = await Promise.allSettled([open('a'), open('b')])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected'])
  })
})
