import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Priority } from '../../src/domain/message.ts'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

describe.each(DATABASES)('the work queue of $name', ({ create }) => {
  let database: TestDatabase
  let store: Store
  const enqueue = (key: string, dueAt: number, priority?: Priority) =>
    store.transaction((tx) =>
      tx.queue.enqueue('job', key, priority === undefined ? { dueAt } : { dueAt, priority }),
    )
  const claim = (now: number, limit = 10) =>
    store.work.claim({ kinds: ['job'], limit, now, owner: 'me', leaseMs: 60_000 })
  async function claimOne(now: number) {
    const [item, ...more] = await claim(now)
    if (!item || more.length > 0) throw new Error(`expected one item, got ${String(more.length + 1)}`)
    return item
  }

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  test('nothing is claimed before it is due, or of another kind', async () => {
    await enqueue('a', 100)
    expect(await claim(99)).toEqual([])
    expect(await store.work.claim({ kinds: ['other'], limit: 5, now: 200, owner: 'me', leaseMs: 1 })).toEqual(
      [],
    )
    expect(await store.work.claim({ kinds: [], limit: 5, now: 200, owner: 'me', leaseMs: 1 })).toEqual([])
    expect(await claim(100)).toMatchObject([
      { kind: 'job', key: 'a', generation: 1, attempts: 0, dueAt: 100, priority: 3 },
    ])
  })

  test('claims go by priority, then due time, and stop at the limit', async () => {
    await enqueue('late', 30)
    await enqueue('early', 10)
    await enqueue('urgent', 40, 0)
    await store.transaction((tx) => tx.queue.enqueue('other', 'critical', { dueAt: 50, priority: 1 }))
    const both = { kinds: ['job', 'other'], now: 100, owner: 'me', leaseMs: 60_000 }
    const keys = (await store.work.claim({ ...both, limit: 3 })).map((item) => item.key)
    expect(keys).toEqual(['urgent', 'critical', 'early'])
    expect(await store.work.claim({ ...both, limit: 3 })).toMatchObject([{ key: 'late' }])
  })

  test('the earliest due time and the most urgent priority win; each enqueue is a generation', async () => {
    await enqueue('a', 100, 2)
    await enqueue('a', 50, 3)
    await enqueue('a', 80, 1)
    expect(await claimOne(60)).toMatchObject({ dueAt: 50, priority: 1, generation: 3 })
  })

  test('a finished item is gone', async () => {
    await enqueue('a', 1)
    expect(await store.work.complete(await claimOne(5), 'me')).toBe('deleted')
    expect(await claim(1_000)).toEqual([])
    expect(await store.work.stats(5)).toEqual([])
  })

  test('an enqueue during the run comes again, at its own due time and priority', async () => {
    await enqueue('a', 1, 0)
    const item = await claimOne(5)
    await enqueue('a', 500, 4)
    expect(await claim(600)).toEqual([])
    expect(await store.work.complete(item, 'me')).toBe('again')
    expect(await store.work.nextDueAt(['job'])).toBe(500)
    expect(await claim(499)).toEqual([])
    expect(await claimOne(500)).toMatchObject({ generation: 2, priority: 4 })
  })

  test('given back without an error it waits for its time, or for an earlier one enqueued during the run', async () => {
    await enqueue('a', 1)
    await store.work.release(await claimOne(5), 'me', { dueAt: 300 })
    expect(await store.work.nextDueAt(['job'])).toBe(300)
    const item = await claimOne(300)
    await enqueue('a', 400)
    await store.work.release(item, 'me', { dueAt: 900 })
    expect(await store.work.nextDueAt(['job'])).toBe(400)
  })

  test('errors in a row are counted, and forgotten after a run without one', async () => {
    await enqueue('a', 1)
    for (const attempts of [0, 1, 2]) {
      const item = await claimOne(5)
      expect(item.attempts).toBe(attempts)
      await store.work.release(item, 'me', { dueAt: 5, error: 'no luck' })
    }
    await store.work.release(await claimOne(5), 'me', { dueAt: 5 })
    expect(await claimOne(5)).toMatchObject({ attempts: 0 })
  })

  test('a buried item is seen and not claimed, until it is enqueued again', async () => {
    await enqueue('a', 1, 1)
    await store.work.release(await claimOne(5), 'me', { dueAt: 5, error: 'broken', dead: true })
    expect(await claim(1_000)).toEqual([])
    expect(await store.work.nextDueAt(['job'])).toBeNull()
    expect(await store.work.dead(5)).toEqual([{ kind: 'job', key: 'a', attempts: 1, error: 'broken' }])
    expect(await store.work.stats(9)).toMatchObject([
      { waiting: 0, due: 0, running: 0, dead: 1, oldestDueAt: null },
    ])
    await enqueue('a', 700)
    expect(await store.work.dead(5)).toEqual([])
    expect(await claimOne(700)).toMatchObject({ attempts: 0, priority: 3, dueAt: 700 })
  })

  test('an item enqueued during the run that was to bury it lives on', async () => {
    await enqueue('a', 1)
    const item = await claimOne(5)
    await enqueue('a', 50)
    await store.work.release(item, 'me', { dueAt: 5, error: 'broken', dead: true })
    expect(await store.work.dead(5)).toEqual([])
    expect(await claimOne(50)).toMatchObject({ attempts: 0, generation: 2 })
  })

  test('the figures per kind', async () => {
    await enqueue('a', 1)
    await enqueue('b', 2)
    await enqueue('c', 500)
    await claim(10, 1)
    expect(await store.work.stats(10)).toEqual([
      { kind: 'job', waiting: 2, due: 1, oldestDueAt: 1, running: 1, dead: 0 },
    ])
    expect(await store.work.nextDueAt(['job', 'none'])).toBe(2)
    expect(await store.work.nextDueAt(['none'])).toBeNull()
  })
})
