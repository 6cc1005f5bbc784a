import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleEpisode } from './store-samples.ts'

describe.each(DATABASES)('episodes in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store
  const older = sampleEpisode()
  const newer = sampleEpisode({ id: 'episode-2', startsAt: 9_000, firstSeenAt: 9_500 })
  const closed = { ...older, state: 'resolved' as const, endsAt: 8_000, resolvedSeenAt: 9_500, version: 2 }

  beforeEach(async () => {
    database = await create()
    store = await database.open()
    await store.transaction((tx) => tx.episodes.insertMany([older]))
  })
  afterEach(() => database.cleanup())

  test('come back as they were stored', async () => {
    const alerts = ['f1', 'absent'].map((fingerprint) => ({ fingerprint, startsAt: older.startsAt }))
    expect(await store.read((q) => q.episodes.around(older.source, alerts))).toEqual([older])
    const acknowledged = { ...older, version: 2, ack: { userId: 'U1', at: 5 }, resolvedReason: 'Paused' }
    expect(await store.transaction((tx) => tx.episodes.update(acknowledged))).toBe(true)
    expect(await store.read((q) => q.episodes.get(older.id))).toEqual(acknowledged)
    expect(await store.transaction((tx) => tx.episodes.update(acknowledged))).toBe(false)
  })

  test('closing the older one first lets the newer one fire, in one transaction', async () => {
    await store.transaction(async (tx) => {
      expect(await tx.episodes.update(closed)).toBe(true)
      await tx.episodes.insertMany([newer])
    })
    expect(await store.read((q) => q.episodes.latest(older.source, 'f1'))).toEqual(newer)
    expect(await store.read((q) => q.episodes.firing({}))).toEqual([newer])
  })

  test('a late older one may be stored beside the firing one when it is stored resolved', async () => {
    const late = sampleEpisode({ id: 'episode-0', startsAt: 500, state: 'resolved', resolvedSeenAt: 9_000 })
    await store.transaction((tx) => tx.episodes.insertMany([late]))
    expect(await store.read((q) => q.episodes.latest(older.source, 'f1'))).toEqual(older)
  })

  test('inserting the newer one first is refused, and undone whole', async () => {
    const other = sampleEpisode({ id: 'episode-3', fingerprint: 'f3' })
    const run = store.transaction((tx) => tx.episodes.insertMany([other, newer]))
    await expect(run).rejects.toBeInstanceOf(UniqueViolation)
    expect(await store.read((q) => q.episodes.get('episode-3'))).toBeNull()
  })

  test('are found by thread, source and rule', async () => {
    const other = sampleEpisode({
      id: 'b',
      source: 'alertmanager/main',
      fingerprint: 'f2',
      ruleKey: 'rule-2',
    })
    const elsewhere = sampleEpisode({ id: 'c', fingerprint: 'f3', ruleKey: null, threadId: 'thread-2' })
    await store.transaction((tx) => tx.episodes.insertMany([other, elsewhere]))
    const ids = (filter: { source?: string; ruleKey?: string }) =>
      store.read(async (q) => (await q.episodes.firing(filter)).map((episode) => episode.id))
    expect(await ids({})).toEqual(['b', 'c', 'episode-1'])
    expect(await ids({ source: older.source })).toEqual(['c', 'episode-1'])
    expect(await ids({ ruleKey: 'rule-2' })).toEqual(['b'])
    expect(await ids({ source: older.source, ruleKey: 'rule-2' })).toEqual([])
    expect(await store.read((q) => q.episodes.inThread('thread-2'))).toEqual([elsewhere])
    const counts = await store.transaction((tx) => tx.episodes.firingCounts(['thread-1', 'thread-2', 'none']))
    expect(Object.fromEntries(counts)).toEqual({ 'thread-1': 2, 'thread-2': 1 })
  })

  test('many are inserted in one transaction', async () => {
    const many = Array.from({ length: 1_500 }, (_, i) =>
      sampleEpisode({ id: `m${String(i)}`, fingerprint: `m${String(i)}` }),
    )
    await store.transaction((tx) => tx.episodes.insertMany(many))
    expect(await store.read((q) => q.episodes.around(older.source, many))).toHaveLength(1_500)
  })

  test('around a start are those from it on and the newest one before', async () => {
    const others = [100, 200, 300, 400].map((startsAt) =>
      sampleEpisode({ id: `o${startsAt}`, startsAt, state: 'resolved', resolvedSeenAt: 9_000 }),
    )
    await store.transaction((tx) => tx.episodes.insertMany(others))
    const around = (startsAt: number) =>
      store.read(async (q) => {
        const found = await q.episodes.around(older.source, [{ fingerprint: 'f1', startsAt }])
        return found.map((episode) => episode.startsAt)
      })
    expect(await around(50)).toEqual([100, 200, 300, 400, 1_000])
    expect(await around(100)).toEqual([100, 200, 300, 400, 1_000])
    expect(await around(350)).toEqual([300, 400, 1_000])
    expect(await around(1_000)).toEqual([400, 1_000])
    expect(await around(5_000)).toEqual([1_000])
  })
})
