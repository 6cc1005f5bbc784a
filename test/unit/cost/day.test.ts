import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, daysIn, monthOf, monthRange, timesOf, utcDay } from '../../../src/domain/cost/day.ts'
import { hoursIn } from '../../../src/domain/cost/windows.ts'
import { at, HOUR } from './a-cost.ts'

const ZONES = [
  'UTC',
  'Asia/Seoul',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
  'America/Havana',
]
const timesOfDay = (day: string, zone: string) => timesOf({ from: day, to: addDays(day, 1) }, zone)

test.each([
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00Z', 25],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00Z', 23],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', 25],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z', 24.5],
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30Z', 23.5],
  ['Asia/Kolkata', '2026-11-21', '2026-11-20T18:30Z', 24],
  // Midnight is shown twice, is leapt over, and a day is left out.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00Z', 25],
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00Z', 23],
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00Z', 0],
])('a day in %s, %s, begins at %s and has %d hours', (zone, day, from, hours) => {
  const times = timesOfDay(day, zone)
  expect(times).toEqual({ from: at(from), to: at(from) + hours * HOUR })
})

test('every full hour belongs to exactly one day, whatever the zone and the clocks', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((count) => addDays('2025-01-01', count))
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), day, (zone, first) => {
      const days = daysIn({ from: addDays(first, -1), to: addDays(first, 3) })
      const hours = days.flatMap((one) => hoursIn(timesOfDay(one, zone)))
      expect(hours).toEqual(hoursIn(timesOf({ from: addDays(first, -1), to: addDays(first, 3) }, zone)))
      for (const one of days)
        for (const hour of hoursIn(timesOfDay(one, zone))) expect(dayOf(hour, zone)).toBe(one)
    }),
    { numRuns: 40 },
  )
})

test('where the zone is off by half an hour, an hour belongs to the day in which it begins', () => {
  const hours = hoursIn(timesOfDay('2026-11-21', 'Asia/Kolkata'))
  expect(hours).toHaveLength(24)
  expect(hours[0]).toBe(at('2026-11-20T19:00Z'))
  // 23:30 to 0:30 by the clocks there.
  expect(hours.at(-1)).toBe(at('2026-11-21T18:00Z'))
})

test('days are counted by the calendar', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysIn({ from: '2026-02-27', to: '2026-03-02' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysIn({ from: '2026-03-02', to: '2026-03-01' })).toEqual([])
  expect(utcDay(at('2026-11-21T23:59:59.999Z'))).toBe('2026-11-21')
  expect(() => addDays('nonsense', 1)).toThrow(RangeError)
})

test('a month has its days', () => {
  expect(monthOf('2026-11-21')).toBe('2026-11')
  expect(monthRange('2026-12')).toEqual({ from: '2026-12-01', to: '2027-01-01' })
  expect(daysIn(monthRange('2028-02'))).toHaveLength(29)
})

test('a zone that is none is no zone', () => {
  expect(() => dayOf(0, 'Mars/Olympus')).toThrow(RangeError)
})
