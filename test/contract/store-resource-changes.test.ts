import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHANGE_STATES, isEnded, type Change } from '../../src/domain/resources/change.ts'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleChange, samplePartTime } from './store-resources-samples.ts'

describe.each(DATABASES)('changes of resources in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const insert = (...changes: Partial<Change>[]) =>
    store.transaction(async (tx) => {
      for (const change of changes) await tx.changes.insert(sampleChange(change))
    })
  const update = (change: Partial<Change>) =>
    store.transaction((tx) => tx.changes.update(sampleChange(change)))
  const get = (id = 'change-1') => store.read((q) => q.changes.get(id))
  const ids = (changes: Change[]) => changes.map(({ id }) => id)

  test('a change comes back as it was stored, and its id is its own', async () => {
    await insert({})
    expect(await get()).toEqual(sampleChange())
    expect(await get('none')).toBeNull()
    await expect(insert({ resourceId: 'another' })).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('a step counts only on the version before it', async () => {
    await insert({})
    const next = { state: 'stopped', stoppedIn: 'running', version: 1 } as const
    expect(await update({ ...next, version: 2 })).toBe(false)
    expect(await update({ ...next, version: 0 })).toBe(false)
    expect(await update({ ...next, id: 'none' })).toBe(false)
    expect(await update(next)).toBe(true)
    expect(await update(next)).toBe(false)
    expect(await get()).toEqual(sampleChange(next))
  })

  test.each(CHANGE_STATES)('one of a resource is open, the next when it has ended: %s', async (state) => {
    await insert({ state: 'waiting-for-approval' })
    await update({ state, version: 1 })
    const second = insert({ id: 'second' })
    if (!isEnded({ state })) {
      await expect(second).rejects.toBeInstanceOf(UniqueViolation)
      expect(ids(await store.read((q) => q.changes.open()))).toEqual(['change-1'])
      return
    }
    await second
    expect(ids(await store.read((q) => q.changes.open()))).toEqual(['second'])
    await expect(update({ state: 'running', version: 2 })).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('of a resource the newest first, of all the open ones the oldest first', async () => {
    await insert(
      { id: 'b', state: 'succeeded', createdAt: 1 },
      { id: 'a', state: 'expired', createdAt: 1 },
      { id: 'z', createdAt: 5 },
      { id: 'y', resourceId: 'r2', createdAt: 4 },
      { id: 'x', resourceId: 'r3', createdAt: 5, state: 'stopped' },
    )
    await store.read(async (q) => {
      expect(ids(await q.changes.ofResource('resource-1', 9))).toEqual(['z', 'b', 'a'])
      expect(ids(await q.changes.ofResource('resource-1', 2))).toEqual(['z', 'b'])
      expect(await q.changes.ofResource('none', 9)).toEqual([])
      expect(ids(await q.changes.open())).toEqual(['y', 'x', 'z'])
      const open = await q.changes.openOf(['resource-1', 'r3', 'none'])
      expect(ids(open).toSorted()).toEqual(['x', 'z'])
      expect(await q.changes.openOf([])).toEqual([])
    })
  })

  test('how long a part took is noted once, and the newest twenty are told', async () => {
    const note = (time: Parameters<typeof samplePartTime>[0]) =>
      store.transaction((tx) => tx.partTimes.note(samplePartTime(time)))
    for (let i = 0; i < 25; i++) await note({ changeId: `c${i}`, durationMs: i, endedAt: i })
    await note({ changeId: 'c24', durationMs: 99, endedAt: 99 })
    await note({ changeId: 'c24', doing: 'unmake', durationMs: 7 })
    await note({ changeId: 'c24', partId: 'user', type: 'elasticache-user', durationMs: 8 })
    await store.read(async (q) => {
      const made = await q.partTimes.newest('elasticache-replication-group', 'make')
      expect(made).toEqual(Array.from({ length: 20 }, (_, i) => 24 - i))
      expect(await q.partTimes.newest('elasticache-replication-group', 'unmake')).toEqual([7])
      expect(await q.partTimes.newest('elasticache-user', 'make')).toEqual([8])
      expect(await q.partTimes.newest('ssm-parameter', 'make')).toEqual([])
    })
  })
})
