import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourFigures, scopeFilter, type DigestFacts } from '../../../src/domain/cost/digest-figures.ts'
import { editionCurrencies } from '../../../src/domain/cost/edition-figures.ts'
import type { CostLine } from '../../../src/domain/cost/line.ts'
import { digestScopes } from '../../../src/domain/digest-scope.ts'
import { CATALOGUE, line, lines, NAMES, toTotals } from './a-cost.ts'

const HOURS = { known: 1, of: 1, before: { known: 1, of: 1 } }
const rules = {
  threshold: { percent: 20, micros: 100 },
  recentDeploys: [],
  names: NAMES,
  by: 'team' as const,
}

function facts(now: CostLine[], before: CostLine[] | null, over: Partial<DigestFacts> = {}): DigestFacts {
  const [totals, earlier] = [toTotals(now), before && toTotals(before)]
  return {
    currencyFirst: 'USD',
    hour: totals,
    hourBefore: earlier,
    day: totals,
    dayBefore: earlier,
    hourLines: now,
    hourBeforeLines: before,
    hours: { hour: HOURS, day: { known: 9, of: 10, before: { known: 8, of: 11 } } },
    ...rules,
    ...over,
  }
}

test('an hour and the day so far, with what moved and whose it is', () => {
  const [figures] = hourFigures(facts([line(2_000, { podMinutes: 120 })], [line(1_000)]))
  expect(figures).toEqual({
    currency: 'USD',
    hour: { micros: 2_000, beforeMicros: 1_000, hours: { known: 1, of: 1, beforeKnown: 1, beforeOf: 1 } },
    day: { micros: 2_000, beforeMicros: 1_000, hours: { known: 9, of: 10, beforeKnown: 8, beforeOf: 11 } },
    movers: [
      {
        project: 'checkout',
        service: 'api',
        micros: 2_000,
        beforeMicros: 1_000,
        reasons: [{ is: 'replicas', fromMilli: 1_000, toMilli: 2_000 }],
      },
    ],
    moversTotal: 1,
    shares: [
      {
        part: { is: 'team', teamId: 'pay', name: 'Payments', isDissolved: false },
        micros: 2_000,
        beforeMicros: 1_000,
      },
    ],
  })
})

test('of a time that nobody told, nothing is said: neither 0 nor movers', () => {
  const unknown = { hours: { hour: { ...HOURS, before: { known: 0, of: 1 } }, day: HOURS } }
  const [figures] = hourFigures(facts([line(2_000)], [], unknown))
  expect(figures).toMatchObject({ hour: { beforeMicros: null }, day: { beforeMicros: 0 }, moversTotal: 0 })
  expect(hourFigures(facts([line(2_000)], null))[0]?.day.beforeMicros).toBeNull()
})

test('a team that has nothing yet, and had nothing a week before, is told as nothing', () => {
  expect(hourFigures(facts([], []))).toMatchObject([
    { currency: 'USD', hour: { micros: 0, beforeMicros: 0 }, shares: [] },
  ])
})

test('currencies stand beside each other', () => {
  const all = hourFigures(facts([line(5, { currency: 'KRW' })], [line(9, { currency: 'EUR' })]))
  expect(all.map(({ currency }) => currency)).toEqual(['USD', 'KRW', 'EUR'])
})

test('each channel reads its own, and the company’s everything', () => {
  const catalogue = { ...CATALOGUE, companyChannel: 'CCOMPANY' }
  const owners = [
    { bucket: 'team' as const, teamId: 'pay' },
    { bucket: 'team' as const, teamId: 'gone' },
    { bucket: 'unowned' as const, teamId: null },
    { bucket: 'shared' as const, teamId: null },
    { bucket: 'idle' as const, teamId: null },
  ]
  const read = digestScopes(catalogue).map((scope) => [
    scope.channel,
    owners.map(scopeFilter(scope)).map(Number).join(''),
  ])
  expect(read).toEqual([
    ['CCOMPANY', '11111'],
    ['Cpay', '10000'],
    ['Cfind', '00000'],
    ['C0', '00100'],
  ])
})

test('figures of hours and of editions add up', () => {
  fc.assert(
    fc.property(lines, fc.option(lines), (now, before) => {
      const sum = (shares: readonly { micros: number }[]) =>
        shares.reduce((total, { micros }) => total + micros, 0)
      for (const { hour, shares } of hourFigures(facts(now, before))) expect(sum(shares)).toBe(hour.micros)
      const given = {
        now: toTotals(now),
        before: before && toTotals(before),
        lines: now,
        beforeLines: before,
      }
      const editions = editionCurrencies({
        currencyFirst: 'USD',
        hours: { now: 24, before: 24 },
        ...given,
        ...rules,
      })
      for (const { micros, shares } of editions) expect(sum(shares)).toBe(micros)
      expect(editions.every(({ beforeMicros }) => (beforeMicros === null) === (before === null))).toBe(true)
    }),
  )
})
