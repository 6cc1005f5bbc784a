import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCollector, hoursOf } from './a-collector.ts'
import { at, DAY, HOUR } from './a-cost.ts'

const NOW = at('2026-11-21T10:02Z')
const TEN = at('2026-11-21T10:00Z')
const MINUTE = 60_000

/** All starts of hours in the windows. */
const hours = (windows: { from: number; to: number }[]) =>
  windows.flatMap(({ from, to }) =>
    Array.from({ length: (to - from) / HOUR }, (_, index) => from + index * HOUR),
  )

describe('hours of a cluster', () => {
  test('at first all that are kept, the newest alone and first, a day at most at a time', () => {
    const { windows, nextAt } = createCollector('hour').plan(NOW)
    expect(windows[0]).toEqual({ from: TEN - 3 * HOUR, to: TEN })
    expect(Math.max(...hoursOf(windows))).toBe(24)
    const all = hours(windows)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(239)
    expect(Math.min(...all)).toBe(TEN - 10 * DAY + HOUR)
    expect(windows.map(({ from }) => from)).toEqual(windows.map(({ from }) => from).toSorted((a, b) => b - a))
    expect(nextAt).toBe(NOW + HOUR)
  })

  test('then each hour the newest three, once the minutes of the last one have settled', () => {
    const source = createCollector('hour')
    expect(source.collect(NOW)).toBe(NOW + HOUR)
    expect(source.plan(NOW + HOUR - 1).windows).toEqual([])
    expect(source.plan(NOW + HOUR).windows).toEqual([{ from: TEN - 2 * HOUR, to: TEN + HOUR }])
  })

  test('once a day of UTC those that the source may still correct', () => {
    const source = createCollector('hour', { restateDays: 3 })
    source.collect(NOW)
    source.collectUntil(NOW, at('2026-11-22T00:00Z'))
    const midnight = at('2026-11-22T00:02Z')
    const { windows } = source.plan(midnight)
    const all = hours(windows)
    expect(Math.min(...all)).toBe(at('2026-11-19T00:00Z'))
    expect(hoursOf(windows)).toEqual([3, 24, 24, 21])
    source.collect(midnight)
    expect(hoursOf(source.plan(midnight + HOUR).windows)).toEqual([3])
  })

  test('holes at once, with what lies between them', () => {
    const source = createCollector('hour', { restateDays: 0 })
    source.collect(NOW)
    for (const back of [30, 40, 100]) source.forget(TEN - back * HOUR)
    expect(source.plan(NOW + HOUR).windows.slice(1)).toEqual([
      { from: TEN - 40 * HOUR, to: TEN - 29 * HOUR },
      { from: TEN - 100 * HOUR, to: TEN - 99 * HOUR },
    ])
  })

  test('a hole that the source does not fill is not asked for again and again', () => {
    const source = createCollector('hour')
    source.collect(NOW)
    source.forget(TEN - 30 * HOUR)
    expect(source.plan(NOW)).toEqual({ windows: [], nextAt: NOW + 10 * MINUTE })
    expect(hoursOf(source.plan(NOW + 10 * MINUTE).windows)).toEqual([1])
  })

  test('after three days down all that was missed, the newest first', () => {
    const source = createCollector('hour', { restateDays: 0 })
    source.collect(NOW)
    const { windows } = source.plan(NOW + 3 * DAY)
    expect(hoursOf(windows)).toEqual([3, 24, 24, 21])
    expect(Math.min(...hours(windows))).toBe(TEN)
  })

  test('a clock that was moved back reads again what it read in the future, once', () => {
    const source = createCollector('hour', { restateDays: 0 })
    source.collect(NOW + 2 * DAY)
    const next = source.collect(NOW)
    expect(next).toBe(NOW + HOUR)
    expect(source.plan(NOW).windows).toEqual([])
    expect(hoursOf(source.plan(next).windows)).toEqual([3])
  })

  test('nothing kept is ever missing for longer than an hour, whenever the bot was down', () => {
    const downs = fc.array(fc.integer({ min: 1, max: 5 * 24 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(downs, fc.integer({ min: 0, max: HOUR - 1 }), (lengths, offset) => {
        const source = createCollector('hour')
        let now = NOW + offset
        for (const length of lengths) {
          source.collectUntil(now, now + 5 * HOUR)
          now += length * HOUR
        }
        source.collect(now)
        const end = Math.floor((now - 2 * MINUTE) / HOUR) * HOUR
        const known = new Set(hours(source.asked))
        for (let hour = end - HOUR; hour >= now - 10 * DAY; hour -= HOUR) expect(known.has(hour)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a source that fails', () => {
  test('is tried again after a minute, then twice that, up to half an hour', () => {
    const source = createCollector('hour')
    let now = NOW
    const waits = Array.from({ length: 8 }, () => {
      const next = source.fail(now)
      const wait = (next - now) / MINUTE
      expect(source.plan(next - 1).windows).toEqual([])
      expect(source.plan(next).windows).not.toEqual([])
      now = next
      return wait
    })
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30])
  })

  test('is given the time that it asks for, a day at most', () => {
    expect(createCollector('hour').fail(NOW, 'throttled', 20 * MINUTE)).toBe(NOW + 20 * MINUTE)
    expect(createCollector('hour').fail(NOW, 'throttled', 1_000)).toBe(NOW + MINUTE)
    expect(createCollector('hour').fail(NOW, 'throttled', 99 * DAY)).toBe(NOW + DAY)
  })

  test('after some windows is asked for the others only', () => {
    const source = createCollector('hour', { restateDays: 0 })
    source.collect(NOW)
    for (let hour = 30; hour < 90; hour++) source.forget(TEN - hour * HOUR)
    const again = source.fail(NOW)
    expect(hours(source.plan(again).windows)).toHaveLength(60)
  })

  test('is not waited for beyond its time when the clock is moved back', () => {
    const source = createCollector('hour')
    source.fail(NOW + 5 * DAY)
    expect(source.plan(NOW)).toEqual({ windows: [], nextAt: NOW + MINUTE })
  })
})
