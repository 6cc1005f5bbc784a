import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CostImport, CostSourceState } from '../../src/domain/cost/source.ts'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { HOUR_MS, sampleImport, sampleLine, type Imported } from './store-cost-samples.ts'
import { AWKWARD } from './store-deploys-samples.ts'

describe.each(DATABASES)('sources of costs in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const replace = (change: Partial<Imported>) =>
    store.transaction((tx) => tx.costs.replace(sampleImport(change), [sampleLine()]))
  const day = (text: string): Imported['period'] => ({ unit: 'day', day: text })
  const hour = (number: number): Imported['period'] => ({ unit: 'hour', at: number * HOUR_MS })
  const shortly = ({ sourceId, period }: CostImport) => [
    sourceId,
    period.unit === 'hour' ? period.at / HOUR_MS : period.day,
  ]

  test('imports are told in order of time, whatever order they came in', async () => {
    await replace({ sourceId: 'b', period: day('2026-11-03') })
    await replace({ sourceId: 'a', period: day('2026-11-02') })
    await replace({ sourceId: 'b', period: day('2026-10-31') })
    await replace({ sourceId: 'a', period: day('2026-11-03'), state: 'partial', coveredMs: 7 })
    await replace({ sourceId: 'a', period: hour(5) })
    await store.read(async (q) => {
      const range = { unit: 'day', from: '2026-11-01', to: '2026-11-04' } as const
      const imports = await q.costs.imports(range)
      expect(imports.map(shortly)[0]).toEqual(['a', '2026-11-02'])
      expect(new Set(imports.slice(1).map(shortly).map(String))).toEqual(
        new Set(['a,2026-11-03', 'b,2026-11-03']),
      )
      expect(await q.costs.imports({ ...range, to: '2026-11-03' })).toHaveLength(1)
      expect(await q.costs.imports(range, { sourceIds: ['b'] })).toHaveLength(1)
      expect(await q.costs.imports({ unit: 'hour', from: 0, to: 6 * HOUR_MS })).toHaveLength(1)
    })
  })

  test('the newest that is not empty is told per source and unit', async () => {
    expect(await store.read((q) => q.costs.newestImports('day'))).toEqual([])
    await replace({ sourceId: 'a', period: hour(7) })
    await replace({ sourceId: 'a', period: hour(8), state: 'partial' })
    await replace({ sourceId: 'a', period: hour(9), state: 'empty' })
    await replace({ sourceId: 'a', period: day('2026-11-02') })
    await replace({ sourceId: 'b', period: hour(3) })
    await replace({ sourceId: 'c', period: hour(4), state: 'empty' })
    await store.read(async (q) => {
      const newest = (await q.costs.newestImports('hour')).map(shortly)
      expect(new Set(newest.map(String))).toEqual(new Set(['a,8', 'b,3']))
      expect((await q.costs.newestImports('day')).map(shortly)).toEqual([['a', '2026-11-02']])
    })
  })

  test('the state of a source comes back as it was saved last', async () => {
    const fine: CostSourceState = { id: 'b', readAt: 5, failure: null, notes: [] }
    const failure = {
      code: 'throttled' as const,
      message: AWKWARD,
      requestId: null,
      retryAfterMs: 9,
      since: 4,
      attempts: 2,
    }
    const down: CostSourceState = {
      id: 'a',
      readAt: null,
      failure,
      notes: [{ code: 'tag-inactive', tag: 't' }],
    }
    await store.transaction(async (tx) => {
      await tx.costs.saveSourceState({ ...fine, failure })
      await tx.costs.saveSourceState(down)
      await tx.costs.saveSourceState(fine)
    })
    expect(await store.read((q) => q.costs.sourceStates())).toEqual([down, fine])
  })

  test('ownership is told oldest first, and in the order it came where the time is the same', async () => {
    const change = (namespace: string, from: number, teamId: string | null) => {
      return { cluster: '', namespace, teamId, from }
    }
    const [b, a] = [change('b', 5, '__proto__'), change('a', 5, null)]
    const [first, then] = [change('a', 1, 'x'), change('a', 9, AWKWARD.toWellFormed())]
    await store.transaction((tx) => tx.costs.addOwnership([then, b, a]))
    await store.transaction((tx) => tx.costs.addOwnership([]))
    await store.transaction((tx) => tx.costs.addOwnership([first]))
    expect(await store.read((q) => q.costs.ownership())).toEqual([first, b, a, then])
  })
})
