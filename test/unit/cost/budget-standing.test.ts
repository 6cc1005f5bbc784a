import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Budget } from '../../../src/domain/cost/budget.ts'
import { budgetStanding, crossed } from '../../../src/domain/cost/budget-standing.ts'
import { daysIn } from '../../../src/domain/cost/day.ts'
import type { CostPoint } from '../../../src/domain/cost/records.ts'
import { CATALOGUE } from './a-cost.ts'

const budget: Budget = {
  id: 'team:pay',
  scope: { kind: 'team', teamId: 'pay' },
  name: 'Payments',
  currency: 'USD',
  monthlyMicros: 3_000,
  setBy: 'UFIN',
  setAt: 0,
  version: 1,
}
const point = (over: Partial<CostPoint>): CostPoint => {
  return { at: '2026-11-10', sourceId: 'opencost:kr', currency: 'USD', micros: 100, ...over }
}
const facts = { month: '2026-11', through: '2026-11-20', catalogue: CATALOGUE }
const stand = (points: CostPoint[], over: Partial<Budget> = {}) =>
  budgetStanding({ ...budget, ...over }, { ...facts, points })
const daily = (from: string, to: string, over: Partial<CostPoint> = {}) =>
  daysIn({ from, to }).map((day) => point({ at: day, ...over }))

test('what was spent this month, today included, with its forecast', () => {
  const standing = stand(daily('2026-10-20', '2026-11-22', { micros: 100 }))
  expect(standing).toEqual({
    budget,
    month: '2026-11',
    spentMicros: 2_100,
    percent: 70,
    forecast: { micros: 3_000, low: 3_000, high: 3_000 },
    isDissolved: false,
    elsewhere: {},
  })
})

test('other currencies do not count, and are told beside it', () => {
  const points = [
    point({}),
    point({ currency: 'KRW', micros: 7 }),
    point({ currency: 'KRW', micros: 5, at: '2026-11-11' }),
    point({ currency: 'EUR', micros: 9, at: '2026-10-31' }),
    point({ currency: 'CHF', micros: 0 }),
  ]
  expect(stand(points)).toMatchObject({ spentMicros: 100, elsewhere: { KRW: 12 }, forecast: null })
})

test('the budget of a team or project that is gone still stands', () => {
  expect(stand([point({})], { scope: { kind: 'team', teamId: 'gone' } })).toMatchObject({
    isDissolved: true,
    spentMicros: 100,
  })
  expect(stand([], { scope: { kind: 'project', project: 'checkout' } }).isDissolved).toBe(false)
  expect(stand([], { scope: { kind: 'project', project: 'gone' } }).isDissolved).toBe(true)
})

test('a bill that comes days later does not make the month look cheap', () => {
  const points = [
    ...daily('2026-10-20', '2026-11-21'),
    ...daily('2026-10-20', '2026-11-19', { sourceId: 'cost-explorer:main' }),
  ]
  expect(stand(points).forecast).toEqual({ micros: 6_000, low: 6_000, high: 6_000 })
})

test('a source that was removed holds up no forecast', () => {
  const removed = daily('2026-10-01', '2026-10-15', { sourceId: 'opencost:old' })
  expect(stand([...removed, ...daily('2026-10-24', '2026-11-21')]).forecast?.micros).toBe(3_000)
})

test.each([
  [2_999, 99],
  [3_000, 100],
  [0, 0],
  [-1, -1],
  [-30, -1],
])('%i of 3,000 is %i whole percent', (micros, percent) => {
  expect(stand([point({ micros })]).percent).toBe(percent)
})

test('a threshold counts as reached exactly when that part of the budget is spent', () => {
  const amount = fc.integer({ min: 1, max: 2 ** 50 })
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 1, max: 200 }), (micros, monthlyMicros, threshold) => {
      const standing = stand([point({ micros })], { monthlyMicros })
      const isReached = BigInt(micros) * 100n >= BigInt(monthlyMicros) * BigInt(threshold)
      expect(crossed(standing, [threshold])).toEqual(isReached ? [threshold] : [])
    }),
  )
})

test('thresholds come rising', () => {
  expect(crossed({ percent: 100 }, [120, 100, 50, 80])).toEqual([50, 80, 100])
})
