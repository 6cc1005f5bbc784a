import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleDelivery, sampleThread } from './store-samples.ts'

describe.each(DATABASES)('records in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  test('a delivery keeps its bytes, its place and what was malformed in it', async () => {
    const body = Buffer.from([0, 255, 10, 128])
    const delivery = sampleDelivery({ body, truncatedAlerts: 4 })
    const malformed = [
      { index: 2, reason: 'no labels', excerpt: '{}' },
      { index: 0, reason: 'no fingerprint', excerpt: '[]' },
    ]
    await store.transaction((tx) => tx.deliveries.insert(delivery, malformed))
    await store.transaction((tx) => tx.deliveries.advance('delivery-1', 2))
    await store.read(async (q) => {
      expect(await q.deliveries.get('delivery-1')).toEqual({ ...delivery, cursor: 2 })
      expect(await q.deliveries.get('none')).toBeNull()
      const common = { deliveryId: 'delivery-1', sourceKind: 'grafana', source: 'main', receivedAt: 2_000 }
      expect(await q.deliveries.quarantined(5)).toEqual([
        { ...common, index: 0, reason: 'no fingerprint' },
        { ...common, index: 2, reason: 'no labels' },
      ])
      expect(await q.deliveries.perSource()).toEqual([
        { sourceKind: 'grafana', source: 'main', lastReceivedAt: 2_000, quarantined: 2, truncatedAlerts: 4 },
      ])
    })
  })

  test('old deliveries go, oldest first, but for those still to be worked on', async () => {
    await store.transaction(async (tx) => {
      for (const [i, id] of ['a', 'b', 'c', 'd'].entries()) {
        await tx.deliveries.insert(sampleDelivery({ id, receivedAt: i }), [
          { index: 0, reason: 'r', excerpt: 'e' },
        ])
      }
      await tx.queue.enqueue('ingest-alerts', 'a', { dueAt: 1 })
    })
    expect(await store.transaction((tx) => tx.deliveries.deleteBefore(3, 1))).toEqual(['b'])
    expect(await store.read((q) => q.deliveries.get('b'))).toBeNull()
    expect(await store.transaction((tx) => tx.deliveries.deleteBefore(3, 10))).toEqual(['c'])
    expect(await store.transaction((tx) => tx.deliveries.deleteBefore(3, 10))).toEqual([])
    const left = await store.read((q) => q.deliveries.quarantined(9))
    expect(left.map((row) => row.deliveryId)).toEqual(['d', 'a'])
  })

  test('threads: the open one of a place, and a new one once it is closed', async () => {
    const first = sampleThread()
    const second = sampleThread({ id: 'thread-2', teamId: null })
    const place = { cluster: 'prod', namespace: 'payments' }
    await store.transaction((tx) => tx.threads.insert(first))
    expect(await store.read((q) => q.threads.open([place, { cluster: '', namespace: '' }]))).toEqual([first])
    await store.transaction(async (tx) => {
      await tx.threads.update({ ...first, closedAt: 9, quietSince: 8 })
      await tx.threads.insert(second)
    })
    expect(await store.read((q) => q.threads.allOpen())).toEqual([second])
    const both = await store.read((q) => q.threads.getMany(['thread-2', 'thread-1', 'none']))
    expect(both).toEqual([{ ...first, closedAt: 9, quietSince: 8 }, second])
    expect(await store.read((q) => q.threads.get('thread-1'))).toMatchObject({ closedAt: 9 })
  })

  test('rule memory keeps the newest time of each place', async () => {
    const entry = (ruleKey: string, namespace: string, at: number) => ({
      ruleKey,
      place: { cluster: 'c', namespace },
      at,
    })
    await store.transaction(async (tx) => {
      await tx.ruleMemory.remember('s', [
        entry('r', 'a', 5),
        entry('r', 'b', 9),
        entry('r', 'a', 3),
        entry('q', 'a', 1),
      ])
    })
    const places = await store.read((q) => q.ruleMemory.placesOf('s', ['r']))
    expect(places.map(({ place, lastSeenAt }) => [place.namespace, lastSeenAt])).toEqual([
      ['b', 9],
      ['a', 5],
    ])
    expect(await store.read((q) => q.ruleMemory.placesOf('other', ['r']))).toEqual([])
  })

  test('the audit of a subject, in order', async () => {
    const entry = {
      at: 5,
      operation: 'acknowledge-alert',
      subject: 'e1',
      outcome: 'acknowledged',
      details: { n: 1 },
    }
    const actor = { kind: 'person', userId: 'U1', membership: 'member', isAdmin: false } as const
    await store.transaction(async (tx) => {
      await tx.audit.append({ ...entry, actor })
      await tx.audit.append({ ...entry, actor: { kind: 'system', job: 'j' }, outcome: 'again' })
      await tx.audit.append({ ...entry, actor, subject: 'e2' })
    })
    const audit = await store.read((q) => q.audit.ofSubject('e1'))
    expect(audit).toMatchObject([{ ...entry, actor }, { outcome: 'again' }])
  })

  test('an inbox id is accepted once, until it is forgotten', async () => {
    const accept = (id: string, at: number) => store.transaction((tx) => tx.inbox.accept(id, at))
    expect([await accept('a', 1), await accept('a', 2), await accept('b', 9)]).toEqual([
      'first',
      'repeat',
      'first',
    ])
    await store.transaction((tx) => tx.inbox.deleteBefore(5))
    expect([await accept('a', 10), await accept('b', 10)]).toEqual(['first', 'repeat'])
  })
})
