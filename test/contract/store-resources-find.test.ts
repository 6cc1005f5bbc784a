import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Resource } from '../../src/domain/resources/resource.ts'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { AWKWARD } from './store-deploys-samples.ts'
import { sampleResource } from './store-resources-samples.ts'

describe.each(DATABASES)('finding resources in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const insert = (id: string, keys: string[], change: Partial<Resource> = {}) =>
    store.transaction((tx) => tx.resources.insert(sampleResource({ id, name: id, ...change }), keys))
  const found = async (text: string, limit = 9) =>
    (await store.read((q) => q.resources.find(text, limit))).map(({ id }) => id)

  test('by any part of any of its keys, in any case, each once', async () => {
    await insert('a', ['sessions', 'master.sessions.abc.cache.amazonaws.com', 'arn:aws:x:Sessions'])
    await insert('b', ['orders', 'orders'])
    await insert('c', [])
    expect(await found('sessions')).toEqual(['a'])
    expect(await found('SESSIONS.abc')).toEqual(['a'])
    expect(await found('cache.amazon')).toEqual(['a'])
    expect(await found('x:sessions')).toEqual(['a'])
    expect(await found('order')).toEqual(['b'])
    expect(await found('c')).toEqual(['a'])
    expect(await found('nothing')).toEqual([])
  })

  test.each(['%', '_', '\\', "'", '?', '*', '[a-z]', '\u0000', AWKWARD.toWellFormed().toLowerCase()])(
    'what was typed is taken literally: %j',
    async (text) => {
      await insert('plain', ['sessions'])
      await insert('odd', [`before${text}after`])
      expect(await found(text)).toEqual(['odd'])
      expect(await found(`e${text}a`)).toEqual(['odd'])
      expect(await found(`x${text}`)).toEqual([])
    },
  )

  test('those that are not over first, then the newest', async () => {
    await insert('old', ['k'], { createdAt: 1 })
    await insert('deleted', ['k'], { createdAt: 9, state: 'deleted' })
    await insert('never', ['k'], { createdAt: 8, state: 'not-created' })
    await insert('new-a', ['k'], { createdAt: 5 })
    await insert('new-b', ['k'], { createdAt: 5 })
    expect(await found('k')).toEqual(['new-b', 'new-a', 'old', 'deleted', 'never'])
    expect(await found('k', 2)).toEqual(['new-b', 'new-a'])
  })

  test('by its keys of now; keys that are not given stay', async () => {
    await insert('a', ['first'])
    const update = (version: number, keys: string[] | null) =>
      store.transaction((tx) => tx.resources.update(sampleResource({ id: 'a', name: 'a', version }), keys))
    expect(await update(1, null)).toBe(true)
    expect(await found('first')).toEqual(['a'])
    expect(await update(2, ['second'])).toBe(true)
    expect([await found('first'), await found('second')]).toEqual([[], ['a']])
    expect(await update(9, ['third'])).toBe(false)
    expect([await found('second'), await found('third')]).toEqual([['a'], []])
    expect(await update(3, [])).toBe(true)
    expect(await found('second')).toEqual([])
  })
})
