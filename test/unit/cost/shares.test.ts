import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf } from '../../../src/domain/cost/money.ts'
import type { CostShare, Part } from '../../../src/domain/cost/report.ts'
import { sharesBy } from '../../../src/domain/cost/shares.ts'
import { createTeamNames } from '../../../src/domain/cost/team-names.ts'
import { aLine, CATALOGUE, line, lines, NAMES, toTotals } from './a-cost.ts'

const facts = { names: NAMES, most: 3 }
const aside = (bucket: 'shared' | 'idle' | 'unowned', micros: number, project = bucket as string) =>
  line(micros, { bucket, teamId: null, project })

function wordOf(part: Part): string {
  if (part.is === 'team') return part.name
  if (part.is === 'project') return part.project
  if (part.is === 'service') return `${part.project}/${part.service}`
  if (part.is === 'kind') return part.kind
  return part.is === 'others' ? `${part.count} others` : `(${part.is})`
}
const words = (shares: CostShare[]) => shares.map(({ part, micros }) => [wordOf(part), micros])

const MIXED = [
  line(10, { service: 'web' }),
  line(20),
  line(50, { teamId: 'find', project: 'search' }),
  aside('idle', 100),
  aside('shared', 70),
  aside('unowned', 90),
]

test('by team and project, what is nobody’s alone stands on lines of its own, last', () => {
  expect(words(sharesBy('team', toTotals(MIXED), null, facts))).toEqual([
    ['Search', 50],
    ['Payments', 30],
    ['(shared)', 70],
    ['(idle)', 100],
    ['(unowned)', 90],
  ])
  expect(words(sharesBy('project', MIXED, null, facts)).slice(0, 2)).toEqual([
    ['search', 50],
    ['checkout', 30],
  ])
})

test('by service and kind it is among them, and only what is idle stands beside them', () => {
  expect(words(sharesBy('service', MIXED, null, { ...facts, most: 9 }))).toEqual([
    ['unowned/api', 90],
    ['shared/api', 70],
    ['search/api', 50],
    ['checkout/api', 20],
    ['checkout/web', 10],
    ['(idle)', 100],
  ])
  expect(words(sharesBy('kind', [...MIXED, aLine({ micros: { network: 7 } })], null, facts))).toEqual([
    ['cpu', 240],
    ['network', 7],
    ['(idle)', 100],
  ])
})

test('services of one project carry no project', () => {
  const [first] = sharesBy('service', [line(1), line(2, { project: '' })], null, {
    ...facts,
    withProject: false,
  })
  expect(first?.part).toEqual({ is: 'service', service: 'api', project: null })
})

test('the rest of a long list is summed up, and a large credit is not hidden in it', () => {
  const many = [1, 2, 3, 40, -50, 60].map((micros, index) => line(micros, { project: `p${index}` }))
  expect(words(sharesBy('project', many, null, facts))).toEqual([
    ['p5', 60],
    ['p3', 40],
    ['p4', -50],
    ['3 others', 6],
  ])
})

test('what was before: unknown, nothing, or an amount, also of what is gone now', () => {
  const now = [line(5)]
  expect(sharesBy('team', now, null, facts).map(({ beforeMicros }) => beforeMicros)).toEqual([null])
  expect(sharesBy('team', now, [], facts).map(({ beforeMicros }) => beforeMicros)).toEqual([0])
  const gone = line(7, { teamId: 'find' })
  expect(sharesBy('team', now, [gone], facts)).toEqual([
    { part: { is: 'team', teamId: 'pay', name: 'Payments', isDissolved: false }, micros: 5, beforeMicros: 0 },
    { part: { is: 'team', teamId: 'find', name: 'Search', isDissolved: false }, micros: 0, beforeMicros: 7 },
  ])
})

test('a team that is gone is called what it was called last, or by its id', () => {
  const { teamName } = createTeamNames(CATALOGUE, new Map([['old', 'Old Team']]))
  expect(teamName('pay')).toEqual({ name: 'Payments', isDissolved: false })
  expect(teamName('old')).toEqual({ name: 'Old Team', isDissolved: true })
  expect(teamName('constructor')).toEqual({ name: 'constructor', isDissolved: true })
})

test('currencies are never added', () => {
  expect(() => sharesBy('kind', [line(1), line(1, { currency: 'KRW' })], null, facts)).toThrow(RangeError)
})

test('the shares add up to the total, now and before, however they are cut', () => {
  const by = fc.constantFrom('team' as const, 'project' as const, 'service' as const, 'kind' as const)
  fc.assert(
    fc.property(by, lines, fc.option(lines), fc.integer({ min: 0, max: 8 }), (what, all, allBefore, most) => {
      const now = all.filter(({ currency }) => currency === 'USD')
      const before = allBefore && allBefore.filter(({ currency }) => currency === 'USD')
      const shares = sharesBy(what, now, before, { names: NAMES, most })
      const sum = (of: (share: CostShare) => number | null) =>
        shares.reduce((total, one) => total + (of(one) ?? 0), 0)
      expect(sum(({ micros }) => micros)).toBe(sumOf(now))
      if (before) expect(sum(({ beforeMicros }) => beforeMicros)).toBe(sumOf(before))
      else expect(shares.every(({ beforeMicros }) => beforeMicros === null)).toBe(true)
    }),
  )
})
