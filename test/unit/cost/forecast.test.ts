import { describe, expect, test } from 'vitest'
import { addDays, daysIn, monthRange } from '../../../src/domain/cost/day.ts'
import { forecastMonth } from '../../../src/domain/cost/forecast.ts'

const UNIT = 1_000_000
const at = (through: string) => ({ month: '2026-11', through })
const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay())
const until = (through: string, count: number) =>
  daysIn({ from: addDays(through, 1 - count), to: addDays(through, 1) })
const days = (through: string, count: number, micros: (day: string) => number) =>
  until(through, count).map((day) => ({ day, micros: micros(day) }))

describe('the forecast of a month', () => {
  test.each([7, 13, 14, 30, 56])('of %d equal days is flat, without any doubt', (count) => {
    const micros = 30 * 7_654_321
    const forecast = forecastMonth(
      days('2026-11-20', count, () => 7_654_321),
      at('2026-11-20'),
    )
    const spent = Math.min(count, 20) * 7_654_321
    const rest = micros - 20 * 7_654_321
    expect(forecast).toEqual({ micros: spent + rest, low: spent + rest, high: spent + rest })
  })

  test('follows the rhythm of the week', () => {
    const rhythm = (day: string) => (isWeekend(day) ? 2 : 10) * UNIT
    const micros = daysIn(monthRange('2026-11')).reduce((sum, day) => sum + rhythm(day), 0)
    expect(forecastMonth(days('2026-11-10', 28, rhythm), at('2026-11-10'))).toEqual({
      micros,
      low: micros,
      high: micros,
    })
  })

  test('follows it after one week too, with doubt', () => {
    const rhythm = (day: string) => (isWeekend(day) ? 2 : 10) * UNIT
    const forecast = forecastMonth(days('2026-11-10', 7, rhythm), at('2026-11-10'))
    expect(forecast?.low).toBeLessThan(forecast?.micros ?? 0)
    expect(forecast?.high).toBeGreaterThan(forecast?.micros ?? 0)
  })

  test('expects nothing of weekdays on which there never is anything', () => {
    const working = days('2026-11-10', 28, () => 10 * UNIT).filter(({ day }) => !isWeekend(day))
    expect(forecastMonth(working, at('2026-11-10'))?.micros).toBe(21 * 10 * UNIT)
  })

  test('is not made of fewer than seven days', () => {
    expect(
      forecastMonth(
        days('2026-11-20', 6, () => UNIT),
        at('2026-11-20'),
      ),
    ).toBeNull()
    expect(forecastMonth([], at('2026-11-20'))).toBeNull()
  })

  test('of a month that is over is its sum', () => {
    const all = days('2026-12-05', 60, (day) => Number(day.slice(8)) * UNIT)
    const sum = 465 * UNIT
    const whole = { micros: sum, low: sum, high: sum }
    expect(forecastMonth(all, at('2026-12-05'))).toEqual(whole)
    expect(forecastMonth(all, at('2026-11-30'))).toEqual(whole)
  })

  test('of a month that has not begun comes from the days before', () => {
    expect(
      forecastMonth(
        days('2026-10-31', 28, () => UNIT),
        at('2026-10-31'),
      )?.micros,
    ).toBe(30 * UNIT)
  })

  test('is never less than what is spent, but credits may still come', () => {
    const wild = (day: string) => (Number(day.slice(8)) % 5 === 0 ? 500 : 1) * UNIT
    const known = days('2026-11-28', 28, wild)
    const spent = known.reduce((sum, { micros }) => sum + micros, 0)
    expect(forecastMonth(known, at('2026-11-28'))?.low).toBe(spent)
    const credits = known.map(({ day, micros }) => ({ day, micros: -micros }))
    expect(forecastMonth(credits, at('2026-11-28'))?.low).toBeLessThan(-spent)
  })
})

test.each([
  [8, 14],
  [11, 28],
  [20, 56],
])('the band holds the truth in about four of five months: day %d, %d days known', (date, count) => {
  const random = seeded(date)
  const through = `2026-11-${String(date).padStart(2, '0')}`
  const months = 600
  let held = 0
  for (let month = 0; month < months; month++) {
    const day = (name: string) => Math.round((isWeekend(name) ? 40 : 100) * UNIT + normal(random) * 15 * UNIT)
    const truth = new Map(
      daysIn({ from: addDays(through, 1 - count), to: '2026-12-01' }).map((name) => [name, day(name)]),
    )
    const known = [...truth]
      .filter(([name]) => name <= through)
      .map(([name, micros]) => ({ day: name, micros }))
    // Days of the month before the first known one are the same on both sides.
    const sum = [...truth].reduce(
      (total, [name, micros]) => (name >= '2026-11-01' ? total + micros : total),
      0,
    )
    const forecast = forecastMonth(known, at(through))
    if (forecast && forecast.low <= sum && sum <= forecast.high) held += 1
  }
  expect(held / months).toBeGreaterThan(0.74)
  expect(held / months).toBeLessThan(0.86)
})

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Box-Muller */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
