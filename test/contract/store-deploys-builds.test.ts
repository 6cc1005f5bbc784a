import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Build } from '../../src/domain/deploys/version.ts'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { sampleBuild } from './store-deploys-samples.ts'

describe.each(DATABASES)('builds in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const insert = (change: Partial<Build> = {}) =>
    store.transaction((tx) => tx.builds.insert(sampleBuild(change)))
  const matching = async (text: string, service = 'checkout') => {
    const found = await store.read((q) => q.builds.matching('payments', service, text))
    return found.map(({ digest }) => digest)
  }

  test('a build is recorded once per digest of a service, and the first report stays', async () => {
    const build = sampleBuild()
    const bare = { tag: null, branch: null, authorId: null, author: null, message: null, ciLink: null }
    const nameless = sampleBuild({ ...bare, digest: 'd2', image: { registry: null, repository: 'x' } })
    expect([await insert(), await insert({ tag: 'later', builtAt: 9 })]).toEqual(['first', 'repeat'])
    expect([await insert({ service: 'cart' }), await insert({ project: 'other' })]).toEqual([
      'first',
      'first',
    ])
    expect(await insert(nameless)).toBe('first')
    await store.read(async (q) => {
      expect(await q.builds.byDigest('payments', 'checkout', build.digest)).toEqual(build)
      expect(await q.builds.byDigest('payments', 'checkout', 'd2')).toEqual(nameless)
      expect(await q.builds.byDigest('payments', 'nothing', build.digest)).toBeNull()
    })
  })

  test('the newest first, of one time the one that came last', async () => {
    for (const [digest, builtAt] of [
      ['d1', 5],
      ['d2', 9],
      ['d3', 5],
      ['d4', 1],
    ] as const)
      await insert({ digest, builtAt })
    await insert({ digest: 'elsewhere', service: 'cart', builtAt: 99 })
    const newest = (limit: number) => store.read((q) => q.builds.newest('payments', 'checkout', limit))
    expect((await newest(9)).map(({ digest }) => digest)).toEqual(['d2', 'd3', 'd1', 'd4'])
    expect((await newest(1)).map(({ digest }) => digest)).toEqual(['d2'])
    const between = await store.read((q) => q.builds.between('payments', 'checkout', 1, 5))
    expect(between.map(({ digest }) => digest)).toEqual(['d3', 'd1'])
  })

  test('what was typed is a tag, a digest, or the beginning of a commit in any case', async () => {
    await insert({ digest: 'd1', tag: 'abc', commit: 'FFFF000', builtAt: 1 })
    await insert({ digest: 'd2', tag: null, commit: 'abcdef1', builtAt: 2 })
    await insert({ digest: 'd3', tag: 'ABC', commit: 'ABCDEF2', builtAt: 3 })
    await insert({ digest: 'd4', tag: '50%_off', commit: '1234567', builtAt: 4 })
    expect(await matching('abc')).toEqual(['d3', 'd2', 'd1'])
    expect(await matching('ABCDEF1')).toEqual(['d2'])
    expect(await matching('ffff')).toEqual(['d1'])
    expect(await matching('d4')).toEqual(['d4'])
    expect(await matching('50%_off')).toEqual(['d4'])
    expect([await matching('%'), await matching('_'), await matching("'")]).toEqual([[], [], []])
    expect(await matching('abc', 'cart')).toEqual([])
  })

  test('at most a hundred match', async () => {
    await store.transaction(async (tx) => {
      for (let i = 0; i < 120; i++) await tx.builds.insert(sampleBuild({ digest: `d${i}`, builtAt: i }))
    })
    const found = await matching('abcdef')
    expect(found).toHaveLength(100)
    expect([found[0], found.at(-1)]).toEqual(['d119', 'd20'])
  })

  test('every service that was built, of a project or of all, once each', async () => {
    for (const [project, service, digest] of [
      ['payments', 'checkout', 'd1'],
      ['payments', 'checkout', 'd2'],
      ['payments', 'cart', 'd1'],
      ['search', 'cart', 'd1'],
    ] as const)
      await insert({ project, service, digest })
    await store.read(async (q) => {
      expect(await q.builds.services()).toEqual([
        { project: 'payments', service: 'cart' },
        { project: 'search', service: 'cart' },
        { project: 'payments', service: 'checkout' },
      ])
      expect(await q.builds.services('search')).toEqual([{ project: 'search', service: 'cart' }])
      expect(await q.builds.services('none')).toEqual([])
    })
  })
})
