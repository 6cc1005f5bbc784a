import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyReports } from '../../../src/domain/cost/report-build.ts'
import type { CostScope } from '../../../src/domain/cost/scope.ts'
import { line, lines, NAMES, toTotals } from './a-cost.ts'

const COMPANY: CostScope = { kind: 'company' }
const TEAM: CostScope = { kind: 'team', teamId: 'pay' }
const PROJECT: CostScope = { kind: 'project', project: 'checkout' }

function reports(
  scope: CostScope,
  now: ReturnType<typeof line>[],
  before: ReturnType<typeof line>[] | null = null,
) {
  return currencyReports({
    scope,
    now: toTotals(now),
    before: before && toTotals(before),
    lines: now,
    beforeLines: before,
    first: 'USD',
    names: NAMES,
    most: 3,
  })
}
const kindsOf = (scope: CostScope, now: ReturnType<typeof line>[]) =>
  reports(scope, now)[0]?.breakdowns.map(({ by }) => by)

test('the company’s currency comes first though nothing is in it, then the others by size', () => {
  const all = reports(COMPANY, [
    line(5, { currency: 'EUR' }),
    line(-9, { currency: 'KRW' }),
    line(1, { currency: 'CHF' }),
  ])
  expect(all.map(({ currency, micros }) => [currency, micros])).toEqual([
    ['USD', 0],
    ['KRW', -9],
    ['EUR', 5],
    ['CHF', 1],
  ])
})

test('each scope is broken down by what is inside it', () => {
  expect(kindsOf(COMPANY, [line(1)])).toEqual(['team', 'project', 'service', 'kind'])
  expect(kindsOf(TEAM, [line(1)])).toEqual(['project', 'service', 'kind'])
  expect(kindsOf(PROJECT, [line(1)])).toEqual(['service', 'kind'])
  expect(kindsOf(PROJECT, [line(1), line(1, { teamId: 'find' })])).toEqual(['team', 'service', 'kind'])
  expect(kindsOf(PROJECT, [])).toEqual(['service', 'kind'])
})

test('what nothing is known of is not nothing', () => {
  expect(reports(TEAM, [line(5)])[0]?.beforeMicros).toBeNull()
  expect(reports(TEAM, [line(5)], [])[0]?.beforeMicros).toBe(0)
  expect(reports(TEAM, [], [line(5)])[0]).toMatchObject({ micros: 0, beforeMicros: 5 })
})

test('at every level and in every breakdown the shares add up to the total, and levels to the company', () => {
  fc.assert(
    fc.property(lines, lines, (now, before) => {
      const company = reports(COMPANY, now, before)
      const teams = ['pay', 'find', 'gone', null].flatMap((teamId) =>
        reports(
          { kind: 'team', teamId: teamId ?? '' },
          now.filter((one) => one.teamId === teamId),
        ),
      )
      const projects = [...new Set(now.map(({ project }) => project))].flatMap((project) =>
        reports(
          { kind: 'project', project },
          now.filter((one) => one.project === project),
        ),
      )
      for (const { micros, beforeMicros, breakdowns } of [...company, ...teams, ...projects])
        for (const { shares } of breakdowns) {
          expect(shares.reduce((sum, share) => sum + share.micros, 0)).toBe(micros)
          if (beforeMicros !== null)
            expect(shares.reduce((sum, share) => sum + (share.beforeMicros ?? 0), 0)).toBe(beforeMicros)
        }
      for (const { currency, micros } of company)
        for (const level of [teams, projects])
          expect(level.reduce((sum, one) => (one.currency === currency ? sum + one.micros : sum), 0)).toBe(
            micros,
          )
    }),
  )
})
