import { expect, test } from 'vitest'
import type { CostReport } from '../../src/domain/cost/report.ts'
import { reportDays } from '../../src/views/cost-report-days.ts'
import { AWS, givenReport, givenSource, usd } from '../harness/given-cost-views.ts'

const MIDNIGHT_IN_SEOUL = Date.UTC(2026, 10, 21, 15)
const OPENCOST = givenSource({ until: MIDNIGHT_IN_SEOUL })

/** Of 15 to 21 November. */
function days(micros: (number | null)[], given: Partial<CostReport> = {}): string {
  const daily = micros.map((dollars, index) => ({
    day: `2026-11-${15 + index}`,
    micros: dollars === null ? null : usd(dollars),
  }))
  return reportDays(givenReport({ daily, sources: [OPENCOST, AWS], ...given }))
}

const ofToday = {
  period: { ...givenReport().period, word: 'today' as const, days: { from: '2026-11-21', to: '2026-11-22' } },
}

test('the last day of a period that goes on counts: it is whole', () => {
  const words = days([30, 40, 50, 60, 70, 80, 20])
  expect(words).toContain('least $20.00 (21 Nov) · most $80.00 (20 Nov)')
  expect(words).not.toContain('not over')
})

test('today is not over, and not the least', () => {
  const words = days([30, 40, 50, 60, 70, 80, 20], ofToday)
  expect(words).toContain('15 Nov to 21 Nov, which is not over · least $30.00 (15 Nov)')
})

test('a bill that is late is named, and days in between are counted apart', () => {
  expect(days([30, 40, 50, 60, 70, null, null])).toMatch(/· AWS main has not told the last 2 days yet$/)
  expect(
    days([30, 40, 50, 60, 70, 80, null], {
      sources: [OPENCOST, { ...AWS, until: MIDNIGHT_IN_SEOUL - 15 * 3_600_000 }],
    }),
  ).toMatch(/· AWS main has not told the last day yet$/)
  expect(days([30, null, 50, 60, 70, null, null])).toMatch(/the last 2 days yet · no figures of 1 other day$/)
})

test('two bills that are late are named together', () => {
  const sources = [OPENCOST, AWS, { ...AWS, place: 'labs', until: null }]
  expect(days([30, 40, 50, 60, 70, null, null], { sources })).toContain(
    'AWS main, labs have not told the last 2 days yet',
  )
})

test('where a cluster is behind too, no bill is blamed', () => {
  const sources = [{ ...OPENCOST, until: MIDNIGHT_IN_SEOUL - 48 * 3_600_000 }, AWS]
  expect(days([30, 40, 50, 60, 70, null, null], { sources })).toMatch(/· no figures of 2 days$/)
})

test('without sources, days without figures are counted', () => {
  expect(days([30, 40, null, 60, 70, 80, 90])).toMatch(/· no figures of 1 day$/)
  expect(days([30, 40, 50, 60, 70, 80, null], { sources: [] })).toMatch(/· no figures of 1 day$/)
})
