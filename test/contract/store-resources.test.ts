import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RESOURCE_STATES, isOver, type Resource } from '../../src/domain/resources/resource.ts'
import { UniqueViolation, type Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleResource } from './store-resources-samples.ts'

describe.each(DATABASES)('resources in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const insert = (...changes: Partial<Resource>[]) =>
    store.transaction(async (tx) => {
      for (const change of changes) await tx.resources.insert(sampleResource(change), [])
    })
  const update = (change: Partial<Resource>) =>
    store.transaction((tx) => tx.resources.update(sampleResource(change), null))
  const get = (id = 'resource-1') => store.read((q) => q.resources.get(id))

  test('a resource comes back as it was stored, and its id is its own', async () => {
    const bare = { price: null, connection: null, arn: null, readyAt: null }
    await insert({}, { id: 'bare', name: 'another', ...bare })
    expect(await get()).toEqual(sampleResource())
    expect(await get('bare')).toEqual(sampleResource({ id: 'bare', name: 'another', ...bare }))
    expect(await get('none')).toBeNull()
    await expect(insert({ name: 'third' })).rejects.toBeInstanceOf(UniqueViolation)
    const many = await store.read((q) => q.resources.getMany(['resource-1', 'none', 'bare', 'bare']))
    expect(many.map(({ id }) => id).toSorted()).toEqual(['bare', 'resource-1'])
    expect(await store.read((q) => q.resources.getMany([]))).toEqual([])
  })

  test('a change counts only on the version before it', async () => {
    await insert({})
    const changed = { state: 'modifying', price: null, arn: 'arn:new', version: 1 } as const
    expect(await update({ ...changed, version: 2 })).toBe(false)
    expect(await update({ ...changed, version: 0 })).toBe(false)
    expect(await update({ ...changed, id: 'none' })).toBe(false)
    expect(await update(changed)).toBe(true)
    expect(await update({ ...changed, arn: 'late' })).toBe(false)
    expect(await get()).toEqual(sampleResource(changed))
  })

  test.each(RESOURCE_STATES)('a name is free again when the one that had it is over: %s', async (state) => {
    await insert({ state: 'asked' })
    await update({ state, version: 1 })
    const second = insert({ id: 'second' })
    if (!isOver({ state })) return expect(second).rejects.toBeInstanceOf(UniqueViolation)
    await second
    expect(await get('second')).not.toBeNull()
    const undone = update({ state: 'ready', version: 2 })
    return expect(undone).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('one name in each account, region and kind', async () => {
    await insert({}, { id: 'b', account: 'other' }, { id: 'c', region: 'other' })
    const elsewhere = insert({ id: 'd', project: 'search', environment: 'dev', requesterId: 'U9' })
    await expect(elsewhere).rejects.toBeInstanceOf(UniqueViolation)
  })

  test('a reader stays on its snapshot while a resource goes on', async () => {
    await insert({})
    const seen = await store.read(async (q) => {
      const before = await q.resources.get('resource-1')
      const gone = sampleResource({ state: 'deleted', version: 1 })
      const rival = await database.rival((tx) => tx.resources.update(gone, []))
      rival.commit()
      const listed = await q.resources.list({}, { limit: 5, after: null })
      return [before?.state, (await q.resources.get('resource-1'))?.state, listed.length]
    })
    expect(seen).toEqual(['ready', 'ready', 1])
    expect(await get()).toMatchObject({ state: 'deleted' })
  })
})
