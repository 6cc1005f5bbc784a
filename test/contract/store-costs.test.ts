import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CostLine } from '../../src/domain/cost/line.ts'
import type { CostRange } from '../../src/domain/cost/records.ts'
import type { Store } from '../../src/domain/store.ts'
import { DATABASES, type TestDatabase } from '../harness/databases.ts'
import { HOSTILE, HOUR_MS, sampleImport, sampleLine, type Imported } from './store-cost-samples.ts'

const DAYS = { unit: 'day', from: '2026-11-01', to: '2026-12-01' } as const

describe.each(DATABASES)('costs in $name', ({ create }) => {
  let database: TestDatabase
  let store: Store

  beforeEach(async () => {
    database = await create()
    store = await database.open()
  })
  afterEach(() => database.cleanup())

  const replace = (lines: CostLine[], change: Partial<Imported> = {}) =>
    store.transaction((tx) => tx.costs.replace(sampleImport(change), lines))
  const lines = (range: CostRange = DAYS) => store.read((q) => q.costs.lines(range))

  test('a line comes back as it was stored, with what is not nothing', async () => {
    const idle = sampleLine({ bucket: 'idle', teamId: null, project: '', service: '', podMinutes: 0 })
    const credit = sampleLine({ service: 'tax', currency: 'KRW', micros: { other: -7, gpu: 0 } })
    await replace([sampleLine(), idle, credit])
    const stored = await lines()
    expect(stored).toHaveLength(3)
    expect(stored).toEqual(expect.arrayContaining([sampleLine(), idle, { ...credit, micros: { other: -7 } }]))
  })

  test('reading again replaces; the revision counts other figures only', async () => {
    expect(await replace([sampleLine()])).toEqual({ ...sampleImport(), revision: 0 })
    const again = await replace([sampleLine()], { readAt: 2_000, isEstimated: true })
    expect(again).toEqual({ ...sampleImport({ readAt: 2_000, isEstimated: true }), revision: 0 })
    const restated = sampleLine({ micros: { cpu: 1 } })
    expect(await replace([restated, sampleLine({ project: 'other' })])).toMatchObject({ revision: 1 })
    expect(await replace([restated])).toMatchObject({ revision: 2 })
    expect(await lines()).toEqual([restated])
    expect(await replace([], { state: 'empty' })).toMatchObject({ revision: 3, state: 'empty' })
    expect(await lines()).toEqual([])
    const imports = await store.read((q) => q.costs.imports(DAYS))
    expect(imports).toEqual([{ ...sampleImport({ state: 'empty' }), revision: 3 }])
  })

  test('hours and days, and sources, do not touch each other', async () => {
    const hour = { unit: 'hour' as const, at: 1_000 * HOUR_MS }
    await replace([sampleLine({ podMinutes: 1 })], { period: hour })
    await replace([sampleLine({ podMinutes: 20 })])
    await replace([sampleLine({ podMinutes: 300 })], { sourceId: 'cost-explorer:main' })
    const hours = { unit: 'hour', from: hour.at, to: hour.at + HOUR_MS } as const
    expect(await lines(hours)).toEqual([sampleLine({ podMinutes: 1 })])
    expect(await lines({ ...hours, from: hour.at + 1 })).toEqual([])
    expect(await lines()).toMatchObject([{ podMinutes: 320 }])
    const points = await store.read((q) => q.costs.points(hours))
    expect(points).toEqual([
      { at: hour.at, sourceId: 'opencost:prod-kr', currency: 'USD', micros: 1_750_001 },
    ])
  })

  test('a replacement that goes wrong leaves what was there', async () => {
    await replace([sampleLine()])
    const wrong = sampleLine({ micros: { cpu: 0.5 } })
    await expect(replace([sampleLine({ project: 'new' }), wrong])).rejects.toThrow(RangeError)
    const twice = sampleLine({ micros: { cpu: Number.MAX_SAFE_INTEGER } })
    await expect(replace([twice, twice])).rejects.toThrow(RangeError)
    await expect(replace([], { period: { unit: 'day', day: '2026-02-30' } })).rejects.toThrow('is no day')
    expect(await lines()).toEqual([sampleLine()])
  })

  test('a sum that cannot be exact is refused', async () => {
    const most = sampleLine({ micros: { cpu: Number.MAX_SAFE_INTEGER } })
    await replace([most])
    await replace([most], { period: { unit: 'day', day: '2026-11-22' } })
    for (const ask of ['totals', 'lines'] as const)
      await expect(store.read<unknown>((q) => q.costs[ask](DAYS))).rejects.toThrow(RangeError)
    expect(await store.read((q) => q.costs.points(DAYS))).toHaveLength(2)
  })

  test('hostile names come back, are found, and what no database keeps is one name', async () => {
    const named = HOSTILE.map((name) => sampleLine({ teamId: name, project: name, service: name }))
    const odd = ['\ud83d!', '\ud800!', '\ufffd!'].map((name) => sampleLine({ project: name, podMinutes: 1 }))
    await replace([...named, ...odd], { sourceId: '__proto__' })
    const stored = await lines()
    expect(stored).toHaveLength(HOSTILE.length + 1)
    expect(stored).toEqual(expect.arrayContaining(named))
    await store.read(async (q) => {
      for (const name of HOSTILE) {
        const filter = { teamIds: [name], projects: [name], sourceIds: ['__proto__'] }
        expect(await q.costs.lines(DAYS, filter)).toHaveLength(1)
      }
      const filter = { projects: ['\ud801!'] }
      expect(await q.costs.lines(DAYS, filter)).toMatchObject([{ project: '\ufffd!', podMinutes: 3 }])
      expect(await q.costs.imports(DAYS, { sourceIds: ['__proto__'] })).toHaveLength(1)
    })
  })

  test('a project in many parts, owners and currencies is one of many', async () => {
    const many = Array.from({ length: 300 }, (_, i) => [
      sampleLine({ project: `p${i}`, teamId: `t${i % 7}` }),
      sampleLine({ project: `p${i}`, bucket: 'unowned', teamId: null, currency: 'KRW' }),
    ]).flat()
    await replace(many)
    const filter = { projects: ['p299'] }
    await store.read(async (q) => {
      expect(await q.costs.lines(DAYS, filter)).toHaveLength(2)
      expect(await q.costs.lines(DAYS, { ...filter, teamIds: ['t5'] })).toEqual([many.at(-2)])
      expect(await q.costs.totals(DAYS, { teamIds: ['t1', 't2'] })).toHaveLength(86)
      expect(await q.costs.totals(DAYS)).toHaveLength(600)
    })
  })

  test('a filter that names nothing known finds nothing', async () => {
    await replace([sampleLine()])
    const filters = [{ projects: [] }, { teamIds: ['gone'] }, { sourceIds: ['none'] }, { sourceIds: [] }]
    await store.read(async (q) => {
      for (const filter of filters) {
        expect(await q.costs.lines(DAYS, filter)).toEqual([])
        expect(await q.costs.totals(DAYS, filter)).toEqual([])
        expect(await q.costs.points(DAYS, filter)).toEqual([])
      }
      expect(await q.costs.imports(DAYS, { sourceIds: ['none'] })).toEqual([])
    })
  })
})
