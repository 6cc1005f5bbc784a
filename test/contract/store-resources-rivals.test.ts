import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UniqueViolation, type Records, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { raceIn } from '../harness/race.ts'
import { sampleChange, samplePartTime, sampleResource } from './store-resources-samples.ts'

describe.each(DATABASES)('two connections racing for a resource on $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const race = <T>(theirs: (tx: Records) => Promise<unknown>, ours: (tx: Records) => Promise<T>) =>
    raceIn({ database, store }, theirs, ours)

  test('one resource has a name in its account, region and kind; nothing of the second is left', async () => {
    const ask = (id: string) => (tx: Records) => tx.resources.insert(sampleResource({ id }), [id])
    await expect(race(ask('theirs'), ask('ours'))).rejects.toBeInstanceOf(UniqueViolation)
    await store.read(async (q) => {
      const listed = await q.resources.list({}, { limit: 9, after: null })
      expect(listed.map(({ id }) => id)).toEqual(['theirs'])
      expect(await q.resources.find('ours', 9)).toEqual([])
    })
  })

  test('one resource has an id, one change has an id', async () => {
    const ask = (name: string) => (tx: Records) => tx.resources.insert(sampleResource({ name }), [])
    await expect(race(ask('theirs'), ask('ours'))).rejects.toBeInstanceOf(UniqueViolation)
    const begin = (resourceId: string) => (tx: Records) => tx.changes.insert(sampleChange({ resourceId }))
    await expect(race(begin('theirs'), begin('ours'))).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('one change of a resource is open', async () => {
    const begin = (id: string) => (tx: Records) => tx.changes.insert(sampleChange({ id }))
    await expect(race(begin('theirs'), begin('ours'))).rejects.toBeInstanceOf(UniqueViolation)
    expect(await store.read((q) => q.changes.open())).toEqual([sampleChange({ id: 'theirs' })])
  })

  test('compare-and-set of a resource and of a change: the second writer is told', async () => {
    await store.transaction(async (tx) => {
      await tx.resources.insert(sampleResource(), ['both'])
      await tx.changes.insert(sampleChange())
    })
    const step = (by: string) => async (tx: Records) => [
      await tx.resources.update(sampleResource({ version: 1, arn: by }), [by]),
      await tx.changes.update(sampleChange({ version: 1, requesterId: by })),
    ]
    expect(await race(step('theirs'), step('ours'))).toEqual([false, false])
    await store.read(async (q) => {
      expect(await q.resources.find('theirs', 9)).toMatchObject([{ arn: 'theirs' }])
      expect(await q.resources.find('ours', 9)).toEqual([])
      expect(await q.changes.get('change-1')).toMatchObject({ requesterId: 'theirs' })
    })
  })

  test('the time of a part is noted once', async () => {
    const note = (durationMs: number) => (tx: Records) => tx.partTimes.note(samplePartTime({ durationMs }))
    await race(note(1), note(2))
    const times = await store.read((q) => q.partTimes.newest('elasticache-replication-group', 'make'))
    expect(times).toEqual([1])
  })
})
