import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Records, Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'

describe.each(DATABASES)('transactions of $name', ({ create }) => {
  let database: TestDatabase
  let store: Store
  const fact = (name: string) => store.read((q) => q.facts.get(name))

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  test('what a transaction wrote stands when it resolves, and its value is returned', async () => {
    const value = await store.transaction(async (tx) => {
      await tx.facts.set('a', '1')
      return tx.facts.get('a')
    })
    expect(value).toBe('1')
    expect(await fact('a')).toBe('1')
  })

  test('a throw undoes everything, tells no listener and reaches the caller', async () => {
    const told: unknown[] = []
    store.onEnqueued((items) => told.push(...items))
    const run = store.transaction(async (tx) => {
      await tx.facts.set('a', '1')
      await tx.queue.enqueue('show-card', 'k', { dueAt: 1 })
      throw new Error('no')
    })
    await expect(run).rejects.toThrow('no')
    expect(await fact('a')).toBeNull()
    expect(await store.work.nextDueAt(['show-card'])).toBeNull()
    expect(told).toEqual([])
  })

  test('a store call inside a transaction or a read throws at once', async () => {
    const inside = /inside a (transaction|read) of the same store/
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow(inside)
    await expect(store.transaction(() => store.read(async () => 1))).rejects.toThrow(inside)
    await expect(store.read(() => store.transaction(async () => 1))).rejects.toThrow(inside)
    await expect(store.read(() => store.read(async () => 1))).rejects.toThrow(inside)
    await expect(store.transaction(() => store.work.nextDueAt(['a']))).rejects.toThrow(inside)
    await expect(store.transaction(async () => 'after')).resolves.toBe('after')
  })

  test('a transaction kept beyond its end is refused', async () => {
    let kept: Records | undefined
    await store.transaction(async (tx) => void (kept = tx))
    await expect(kept?.facts.set('late', '1')).rejects.toThrow(/has ended/)
    await expect(kept?.queue.enqueue('show-card', 'k', { dueAt: 1 })).rejects.toThrow(/has ended/)
    expect(await fact('late')).toBeNull()
  })

  test('what somebody starts inside a transaction and lets go may use the store later', async () => {
    let later: Promise<string | null> | undefined
    await store.transaction(async (tx) => {
      await tx.facts.set('a', '1')
      later = nextTurn().then(() => fact('a'))
    })
    expect(await later).toBe('1')
  })

  test('concurrent transactions run one after the other, none is lost', async () => {
    const add = () =>
      store.transaction(async (tx) => {
        const before = Number((await tx.facts.get('count')) ?? '0')
        await nextTurn()
        await tx.facts.set('count', String(before + 1))
      })
    await Promise.all(Array.from({ length: 50 }, add))
    expect(await fact('count')).toBe('50')
  })

  test('one of many that throws takes nothing from the others, and leaves nothing', async () => {
    const run = (i: number) =>
      store.transaction(async (tx) => {
        await tx.facts.set(`fact-${String(i)}`, 'stands')
        if (i % 3 === 0) throw new Error('no')
        return tx.facts.get('fact-1')
      })
    const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(run))
    const values = results.map((result) => (result.status === 'fulfilled' ? result.value : 'rejected'))
    expect(values).toEqual(['rejected', 'stands', 'stands', 'rejected', 'stands', 'stands'])
    expect([await fact('fact-0'), await fact('fact-3'), await fact('fact-5')]).toEqual([null, null, 'stands'])
  })

  test('a read stays on its snapshot while a transaction commits', async () => {
    await store.transaction((tx) => tx.facts.set('a', 'old'))
    const seen = await store.read(async (q) => {
      const first = await q.facts.get('a')
      await changed()
      return [first, await q.facts.get('a')]
    })
    expect(seen).toEqual(['old', 'old'])
    expect(await fact('a')).toBe('new')

    async function changed() {
      const rival = await database.rival((tx) => tx.facts.set('a', 'new'))
      rival.commit()
    }
  })

  test('listeners hear of enqueued work after the commit, until they unsubscribe', async () => {
    const told: unknown[] = []
    const stop = store.onEnqueued((items) => told.push(...items))
    await store.transaction(async (tx) => {
      await tx.queue.enqueue('show-card', 'k', { dueAt: 7 })
      expect(told).toEqual([])
    })
    expect(told).toEqual([{ kind: 'show-card', key: 'k', dueAt: 7, priority: 3 }])
    stop()
    await store.transaction((tx) => tx.queue.enqueue('show-card', 'k', { dueAt: 8 }))
    expect(told).toHaveLength(1)
  })

  test('a long row of transactions lets the event loop run', async () => {
    let beats = 0
    const pulse = setInterval(() => void (beats += 1), 1)
    const began = performance.now()
    while (performance.now() - began < 200) await store.transaction((tx) => tx.facts.set('a', '1'))
    clearInterval(pulse)
    expect(beats).toBeGreaterThan(5)
  })

  test('a listener may use the store', async () => {
    const due = new Promise<number | null>((resolve, reject) => {
      store.onEnqueued(() => void store.work.nextDueAt(['show-card']).then(resolve, reject))
    })
    await store.transaction((tx) => tx.queue.enqueue('show-card', 'k', { dueAt: 7 }))
    expect(await due).toBe(7)
  })
})
