import { describe, expect, test } from 'vitest'
import { digestWindows, hoursIn } from '../../../src/domain/cost/windows.ts'
import { at } from './a-cost.ts'

const range = (from: string, to: string) => ({ from: at(from), to: at(to) })
const lengths = (iso: string, zone: string) =>
  Object.values(digestWindows(at(iso), zone)).map((window) => hoursIn(window).length)

test('an hour and the day so far, against the same a week before', () => {
  expect(digestWindows(at('2026-11-21T01:00Z'), 'Asia/Seoul')).toEqual({
    hour: range('2026-11-21T00:00Z', '2026-11-21T01:00Z'),
    hourBefore: range('2026-11-14T00:00Z', '2026-11-14T01:00Z'),
    day: range('2026-11-20T15:00Z', '2026-11-21T01:00Z'),
    dayBefore: range('2026-11-13T15:00Z', '2026-11-14T01:00Z'),
  })
})

test('at midnight the day is the one that ended', () => {
  const { day, dayBefore } = digestWindows(at('2026-11-20T15:00Z'), 'Asia/Seoul')
  expect(day).toEqual(range('2026-11-19T15:00Z', '2026-11-20T15:00Z'))
  expect(dayBefore).toEqual(range('2026-11-12T15:00Z', '2026-11-13T15:00Z'))
})

test('minutes after the hour tell of the hour that is over', () => {
  expect(digestWindows(at('2026-11-21T01:07Z'), 'UTC').hour).toEqual(
    range('2026-11-21T00:00Z', '2026-11-21T01:00Z'),
  )
})

// hour, hour before, day, day before
describe('when clocks change', () => {
  test.each([
    // Spring forward: 2:00 to 3:00 was not there on the day; a week later there is nothing to compare it with.
    ['the hour before the leap', '2026-03-29T01:00Z', [1, 1, 2, 2]],
    ['the hour after the leap', '2026-03-29T02:00Z', [1, 1, 3, 4]],
    ['the day of the leap', '2026-03-29T22:00Z', [1, 1, 23, 24]],
    ['a week after, at the hour that was leapt over', '2026-04-05T01:00Z', [1, 0, 3, 2]],
    ['the end of that day', '2026-04-05T22:00Z', [1, 1, 24, 23]],
    // Fall back: 2:00 to 3:00 twice.
    ['the first of the two hours', '2026-10-25T01:00Z', [1, 1, 3, 3]],
    ['the second of the two hours', '2026-10-25T02:00Z', [1, 1, 4, 3]],
    ['the day of the two hours', '2026-10-25T23:00Z', [1, 1, 25, 24]],
    ['a week after, at the hour that came twice', '2026-11-01T02:00Z', [1, 2, 3, 4]],
  ])('in Berlin: %s', (_, iso, counts) => {
    expect(lengths(iso, 'Europe/Berlin')).toEqual(counts)
  })

  test('in New York, by the clocks there', () => {
    expect(lengths('2026-03-08T07:00Z', 'America/New_York')).toEqual([1, 1, 2, 2])
    expect(lengths('2026-03-08T08:00Z', 'America/New_York')).toEqual([1, 1, 3, 4])
    expect(lengths('2026-11-01T07:00Z', 'America/New_York')).toEqual([1, 1, 3, 2])
  })

  test('by half an hour, no hour is lost or told twice', () => {
    expect(lengths('2026-04-05T13:00Z', 'Australia/Lord_Howe')).toEqual([1, 1, 24, 24])
    expect(lengths('2026-10-04T13:00Z', 'Australia/Lord_Howe')).toEqual([1, 1, 23, 24])
  })
})

test('where the zone is off by half an hour, the newest hour of UTC that is over is told', () => {
  // 10:00 in Kolkata.
  const { hour, day } = digestWindows(at('2026-11-21T04:30Z'), 'Asia/Kolkata')
  expect(hour).toEqual(range('2026-11-21T03:00Z', '2026-11-21T04:00Z'))
  expect(hoursIn(day)[0]).toBe(at('2026-11-20T19:00Z'))
  // 23:30 to 0:30 begins in the old day.
  expect(lengths('2026-11-21T19:00Z', 'Asia/Kolkata')).toEqual([1, 1, 24, 24])
  expect(lengths('2026-11-21T20:00Z', 'Asia/Kolkata')).toEqual([1, 1, 1, 1])
})
