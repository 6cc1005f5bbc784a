import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CostLine } from '../../src/domain/cost/line.ts'
import type { CostRange } from '../../src/domain/cost/records.ts'
import { DATABASES } from '../harness/databases.ts'
import {
  allOf,
  fits,
  HOUR_MS,
  KEYS,
  sampleImport,
  someFilter,
  someLines,
  summed,
  type Imported,
  type Put,
} from './store-cost-samples.ts'

const T0 = Date.UTC(2026, 10, 21)
const UNITS = {
  hour: {
    period: (i: number): Imported['period'] => ({ unit: 'hour', at: T0 + i * HOUR_MS }),
    range: (from: number, to: number): CostRange => {
      return { unit: 'hour', from: T0 + from * HOUR_MS, to: T0 + to * HOUR_MS }
    },
  },
  day: {
    period: (i: number): Imported['period'] => ({ unit: 'day', day: `2026-11-2${i}` }),
    range: (from: number, to: number): CostRange => {
      return { unit: 'day', from: `2026-11-2${from}`, to: `2026-11-2${to}` }
    },
  },
}
const PERIODS = 4

const given = fc.record({
  unit: fc.constantFrom('hour' as const, 'day' as const),
  // The same source and period again replaces.
  replaces: fc.array(
    fc.record({
      sourceId: fc.constantFrom('one', 'two'),
      at: fc.nat(PERIODS - 1),
      lines: someLines,
    }),
    { maxLength: 12 },
  ),
  from: fc.nat(PERIODS),
  to: fc.nat(PERIODS),
  filter: someFilter,
})

function last(replaces: { sourceId: string; at: number; lines: CostLine[] }[]) {
  return new Map(replaces.map((one) => [`${one.sourceId}/${one.at}`, one])).values()
}

describe.each(DATABASES)('costs in $name', ({ create }) => {
  test('whatever is asked, it is what was put in last, to the micro-unit', async () => {
    await fc.assert(
      fc.asyncProperty(given, async ({ unit, replaces, from, to, filter }) => {
        const database = await create()
        const store = await database.open()
        const { period, range } = UNITS[unit]
        for (const { sourceId, at, lines } of replaces)
          await store.transaction((tx) =>
            tx.costs.replace(sampleImport({ sourceId, period: period(at) }), lines),
          )
        const put = [...last(replaces)]
          .filter(({ at }) => at >= from && at < to)
          .flatMap(({ sourceId, at, lines }) =>
            lines.map((line): Put => {
              const place = period(at)
              return { ...line, sourceId, at: place.unit === 'hour' ? place.at : place.day }
            }),
          )
          .filter(fits(filter))
        await store.read(async (q) => {
          const lines = await q.costs.lines(range(from, to), filter)
          expect(summed(lines, KEYS.lines)).toEqual(summed(put, KEYS.lines))
          expect(lines).toHaveLength(summed(put, KEYS.lines).size)
          const totals = await q.costs.totals(range(from, to), filter)
          const bare = put.map((one) => ({ ...one, podMinutes: 0 }))
          expect(summed(totals, KEYS.totals)).toEqual(summed(bare, KEYS.totals))
          expect(totals).toHaveLength(summed(put, KEYS.totals).size)
          const points = await q.costs.points(range(from, to), filter)
          const whole = bare.map((one) => ({ ...one, micros: allOf(one.micros) }))
          const told = summed(points, KEYS.points)
          for (const [key, sum] of summed(whole, KEYS.points)) expect(told.get(key)).toEqual(sum)
          expect([...told.values()].filter(({ all }) => all !== undefined)).toHaveLength(
            [...summed(whole, KEYS.points).values()].filter(({ all }) => all !== undefined).length,
          )
          expect(points.map(({ at }) => at)).toEqual(
            points.map(({ at }) => at).toSorted((a, b) => (a < b ? -1 : Number(a > b))),
          )
        })
        await database.cleanup()
      }),
      { numRuns: 60 },
    )
  }, 60_000)
})
