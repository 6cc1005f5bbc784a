import { expect, test } from 'vitest'
import { parsePeriod, periodOf } from '../../../src/domain/cost/period.ts'
import { COST_PERIODS, type PeriodWord } from '../../../src/domain/cost/report.ts'
import { at } from './a-cost.ts'

test.each([
  ['yesterday', 'yesterday'],
  ['Last Month', 'last-month'],
  [' last_week ', 'last-week'],
  ['this month', 'month'],
  ['last 30 days', '30d'],
  ['7D', '7d'],
  ['2026-10', '2026-10'],
  ['2026-1', '2026-01'],
  ['2026 10', '2026-10'],
  ['2026-13', null],
  ['2026-00', null],
  ['1026-10', null],
  ['', null],
  ['constructor', null],
  ['__proto__', null],
])('%j is the period %s', (text, word) => {
  expect(parsePeriod(text)).toBe(word)
})

test('every word is understood as itself', () => {
  for (const word of COST_PERIODS) expect(parsePeriod(word)).toBe(word)
})

// A Saturday; in Seoul it is the 21st already.
const NOW = at('2026-11-20T16:00Z')
const brief = (word: PeriodWord, now = NOW) => {
  const { days, before, isRunning } = periodOf(word, now, 'Asia/Seoul')
  return [days.from, days.to, before.from, before.to, isRunning]
}

test.each<[PeriodWord, (string | boolean)[]]>([
  ['today', ['2026-11-21', '2026-11-22', '2026-11-20', '2026-11-21', true]],
  ['yesterday', ['2026-11-20', '2026-11-21', '2026-11-19', '2026-11-20', false]],
  ['7d', ['2026-11-14', '2026-11-21', '2026-11-07', '2026-11-14', false]],
  ['30d', ['2026-10-22', '2026-11-21', '2026-09-22', '2026-10-22', false]],
  ['week', ['2026-11-16', '2026-11-21', '2026-11-09', '2026-11-14', true]],
  ['last-week', ['2026-11-09', '2026-11-16', '2026-11-02', '2026-11-09', false]],
  ['month', ['2026-11-01', '2026-11-21', '2026-10-01', '2026-10-21', true]],
  ['last-month', ['2026-10-01', '2026-11-01', '2026-09-01', '2026-10-01', false]],
  ['2026-11', ['2026-11-01', '2026-11-21', '2026-10-01', '2026-10-21', true]],
  ['2026-03', ['2026-03-01', '2026-04-01', '2026-02-01', '2026-03-01', false]],
  ['2027-01', ['2027-01-01', '2027-02-01', '2026-12-01', '2027-01-01', false]],
])('%s, in Seoul', (word, expected) => {
  expect(brief(word)).toEqual(expected)
})

test('a month is never compared with more than the month before it', () => {
  expect(brief('month', at('2026-03-31T03:00Z'))).toEqual([
    '2026-03-01',
    '2026-03-31',
    '2026-02-01',
    '2026-03-01',
    true,
  ])
})

test('on a Monday the week has the day that is not over, and nothing to be compared with', () => {
  expect(brief('week', at('2026-11-23T03:00Z')).slice(0, 4)).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-16',
    '2026-11-16',
  ])
})
