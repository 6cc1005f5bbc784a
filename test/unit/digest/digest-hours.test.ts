import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  digestHourDue,
  lastDigestHour,
  nextDigestAt,
  nextDigestHour,
} from '../../../src/domain/digest-hours.ts'

const HOUR_MS = 3_600_000
const at = (iso: string) => Date.parse(iso)
const iso = (ms: number) => new Date(ms).toISOString()
const ZONES = [
  'Asia/Seoul',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'UTC',
]

describe('the last full hour', () => {
  const cases: [string, string, string][] = [
    ['Asia/Seoul', '2026-11-21T09:59:59.999Z', '2026-11-21T09:00:00.000Z'],
    ['Asia/Seoul', '2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-21T10:00:00.000Z', '2026-11-21T09:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-21T10:00:00.000Z', '2026-11-21T09:15:00.000Z'],
    ['America/St_Johns', '2026-11-21T10:29:00.000Z', '2026-11-21T09:30:00.000Z'],
    // Clocks go from 02:00 back to 01:30: 02:00 strikes half an hour after the change, not at it.
    ['Australia/Lord_Howe', '2026-04-04T15:10:00.000Z', '2026-04-04T14:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:30:00.000Z', '2026-04-04T15:30:00.000Z'],
  ]
  test.each(cases)('%s at %s is %s', (zone, now, expected) => {
    expect(iso(lastDigestHour(at(now), zone))).toBe(expected)
  })
})

test('every hour of a day with a clock change has its digest, the hour shown twice two of them', () => {
  const hours = (from: string, to: string) => {
    const all: string[] = []
    for (let hour = nextDigestHour(at(from), 'Europe/Berlin'); hour <= at(to);) {
      all.push(DateTime.fromMillis(hour, { zone: 'Europe/Berlin' }).toFormat('HH'))
      hour = nextDigestHour(hour, 'Europe/Berlin')
    }
    return all
  }
  expect(hours('2026-10-25T00:00:00+02:00', '2026-10-25T04:00:00+01:00')).toEqual([
    '01',
    '02',
    '02',
    '03',
    '04',
  ])
  expect(hours('2026-03-29T00:00:00+01:00', '2026-03-29T05:00:00+02:00')).toEqual(['01', '03', '04', '05'])
})

test('it is a full hour by the zone, at or before now, and none lies between it and the next', () => {
  const moment = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
  fc.assert(
    fc.property(moment, fc.constantFrom(...ZONES), (now, zone) => {
      const last = lastDigestHour(now, zone)
      const next = nextDigestHour(now, zone)
      const offsetAt = (ms: number) => DateTime.fromMillis(ms, { zone }).offset
      for (const hour of [last, next]) {
        expect(DateTime.fromMillis(hour, { zone }).toFormat('mm:ss.SSS')).toBe('00:00.000')
      }
      expect(last).toBeLessThanOrEqual(now)
      expect(next).toBeGreaterThan(now)
      expect(nextDigestHour(last, zone)).toBe(next)
      const isOrdinary = offsetAt(last) === offsetAt(next)
      expect(isOrdinary ? next - last : HOUR_MS).toBe(HOUR_MS)
      expect(isOrdinary ? DateTime.fromMillis(now, { zone }).startOf('hour').toMillis() : last).toBe(last)
    }),
    { numRuns: 300 },
  )
})

test('the digest is due two seconds after the hour and then not before the next', () => {
  const hour = at('2026-11-21T10:00:00Z')
  expect(digestHourDue(hour + 1_999, 'Asia/Seoul')).toBe(hour - HOUR_MS)
  expect(digestHourDue(hour + 2_000, 'Asia/Seoul')).toBe(hour)
  expect(nextDigestAt(hour, 'Asia/Seoul')).toBe(hour + 2_000)
  expect(nextDigestAt(hour + 2_000, 'Asia/Seoul')).toBe(hour + HOUR_MS + 2_000)
})

test('an unknown zone is an error', () => {
  expect(() => lastDigestHour(0, 'Mars/Olympus')).toThrow('unknown time zone: Mars/Olympus')
})
