import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueWindows } from '../../../src/domain/cost/collect-plan.ts'
import { addDays, utcDay } from '../../../src/domain/cost/day.ts'
import { createCollector } from './a-collector.ts'
import { aPolicy } from './a-policy.ts'
import { at, DAY, HOUR } from './a-cost.ts'

const NOW = at('2026-11-21T10:00Z')
const days = (windows: { from: number; to: number }[]) =>
  windows.map(({ from, to }) => [utcDay(from), utcDay(to)])

test('at first this month and the one before it, until yesterday', () => {
  const { windows, nextAt } = createCollector('day').plan(NOW)
  expect(days(windows)).toEqual([['2026-10-01', '2026-11-21']])
  expect(nextAt).toBe(NOW + 8 * HOUR)
})

test('then three times a day the last days, once of them the month', () => {
  const source = createCollector('day')
  source.collectUntil(NOW, NOW + 2 * DAY)
  expect(days(source.asked)).toEqual([
    ['2026-10-01', '2026-11-21'],
    ['2026-11-17', '2026-11-21'],
    ['2026-11-18', '2026-11-22'],
    ['2026-11-01', '2026-11-22'],
    ['2026-11-18', '2026-11-22'],
    ['2026-11-19', '2026-11-23'],
  ])
})

test('as many days as the source may correct, when those are more', () => {
  const source = createCollector('day', { restateDays: 9 })
  source.collect(NOW)
  expect(days(source.plan(NOW + 8 * HOUR).windows)).toEqual([['2026-11-12', '2026-11-21']])
})

test('a month is read until a week after its end', () => {
  const source = createCollector('day')
  source.collectUntil(NOW, at('2026-12-09T00:00Z'))
  const firsts = source.asked
    .filter(({ now }) => utcDay(now) === '2026-12-07')
    .map(({ from }) => utcDay(from))
  expect(firsts).toContain('2026-11-01')
  const later = source.asked.filter(({ now }) => utcDay(now) === '2026-12-08').map(({ from }) => utcDay(from))
  expect(later.toSorted()[0]).toBe('2026-12-01')
})

test('days that were missed are read with the next reading, two months back at most', () => {
  const source = createCollector('day')
  source.collect(NOW)
  source.forget(at('2026-10-15T00:00Z'))
  expect(source.plan(NOW).windows).toEqual([])
  expect(days(source.plan(NOW + 8 * HOUR).windows)).toEqual([['2026-10-15', '2026-11-21']])
  expect(days(source.plan(NOW + 40 * DAY).windows)).toEqual([['2026-11-21', '2026-12-31']])
})

test('a reading in the future, of a clock that was moved back, holds up nothing', () => {
  const source = createCollector('day')
  source.collect(NOW + 30 * DAY)
  expect(source.plan(NOW).windows).toHaveLength(1)
  expect(source.collect(NOW)).toBe(NOW + 8 * HOUR)
})

test('calls that are used up come back with the next day of UTC', () => {
  const source = createCollector('day')
  expect(source.fail(NOW, 'calls-spent')).toBe(at('2026-11-22T00:00Z'))
  expect(source.plan(at('2026-11-22T00:00Z')).windows).toHaveLength(1)
})

test('never more than ten calls in a day of UTC, at one page each, however often it fails', () => {
  const fails = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(fails, (outcomes) => {
      const source = createCollector('day')
      const calls = new Map<string, number>()
      let now = NOW
      for (const isFailing of outcomes) {
        const { windows, nextAt } = source.plan(now)
        const day = utcDay(now)
        calls.set(day, (calls.get(day) ?? 0) + windows.length)
        if (windows.length === 0) now = nextAt
        else now = isFailing ? source.fail(now) : source.collect(now)
      }
      expect(Math.max(...calls.values())).toBeLessThanOrEqual(10)
    }),
    { numRuns: 60 },
  )
})

test('a last try that is not known is taken as one on time', () => {
  const failure = { code: 'broken' as const, message: '', requestId: null, retryAfterMs: null }
  const state = { id: 's', readAt: null, notes: [], failure: { ...failure, since: NOW, attempts: 2 } }
  const plan = dueWindows({ unit: 'hour' }, { imports: [], state }, { now: NOW + 60_000, policy: aPolicy() })
  expect(plan.nextAt).toBe(NOW + 3 * 60_000)
})

test('what is asked for ends before today, so that today is never taken for a whole day', () => {
  const anyTime = fc.integer({ min: NOW, max: NOW + 400 * DAY })
  fc.assert(
    fc.property(anyTime, (now) => {
      for (const { from, to } of createCollector('day').plan(now).windows) {
        expect(utcDay(to)).toBe(utcDay(now))
        expect(from).toBeLessThan(to)
        expect(utcDay(from) >= addDays(utcDay(now), -62)).toBe(true)
      }
    }),
  )
})
