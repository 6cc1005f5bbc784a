import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

describe.each(DATABASES)('leases of $name', ({ create }) => {
  let database: TestDatabase
  let store: Store
  const enqueue = (key: string, dueAt = 1) =>
    store.transaction((tx) => tx.queue.enqueue('job', key, { dueAt }))
  const claim = (owner: string, leaseMs = 60_000, now = 10) =>
    store.work.claim({ kinds: ['job'], limit: 10, now, owner, leaseMs })
  async function claimOne(owner: string, leaseMs?: number) {
    const [item] = await claim(owner, leaseMs)
    if (!item) throw new Error('nothing to claim')
    return item
  }

  beforeEach(async () => {
    database = await create()
    store = await database.open()
    await enqueue('a')
  })
  afterEach(() => database.cleanup())

  test('a leased item belongs to one owner', async () => {
    const item = await claimOne('one')
    expect(await claim('two')).toEqual([])
    expect(await store.work.complete(item, 'two')).toBe('lost')
    await store.work.release(item, 'two', { dueAt: 1 })
    expect(await claim('two')).toEqual([])
    expect(await store.work.complete(item, 'one')).toBe('deleted')
  })

  test('two claims at once share nothing', async () => {
    for (const key of ['b', 'c', 'd']) await enqueue(key)
    const claims = await Promise.all(['one', 'two', 'three'].map((owner) => claim(owner)))
    expect(claims.flat().map((item) => item.key)).toHaveLength(4)
    expect(new Set(claims.flat().map((item) => item.key)).size).toBe(4)
  })

  test('an expired lease is claimable at once, with its due time and priority', async () => {
    const first = await claimOne('gone', -1)
    expect(await claim('next')).toMatchObject([{ key: 'a', dueAt: first.dueAt, priority: first.priority }])
    expect(await store.work.complete(first, 'gone')).toBe('lost')
  })

  test('an enqueue during a run that dies does not put the run off', async () => {
    await claimOne('gone', -1)
    await enqueue('a', 1_000_000)
    expect(await claim('next')).toMatchObject([{ key: 'a', generation: 2 }])
  })

  test('leases run by the time of the database, whatever the time of the bot', async () => {
    await claimOne('one', 60_000)
    expect(await claim('two', 60_000, 10 ** 14)).toEqual([])
  })

  test('a heartbeat extends every lease of its owner and of nobody else', async () => {
    await enqueue('b')
    await claim('one', 60)
    await enqueue('c')
    await claim('two', 60)
    await store.work.heartbeat('one', 60_000)
    await sleep(80)
    expect(await claim('three')).toMatchObject([{ key: 'c' }])
  })

  test('a restart of the process frees what it had leased', async () => {
    await claimOne('before')
    await store.close()
    store = await database.open()
    expect(await claim('after')).toMatchObject([{ key: 'a', attempts: 0 }])
  })

  test('the lease is regained by its own owner without losing its due time', async () => {
    const item = await claimOne('one', -1)
    await enqueue('a', 500)
    expect(await claim('one')).toHaveLength(1)
    expect(await store.work.complete(item, 'one')).toBe('again')
    expect(await store.work.nextDueAt(['job'])).toBe(1)
  })
})
