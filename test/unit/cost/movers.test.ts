import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasMoved, moversOf, type MoversFacts } from '../../../src/domain/cost/movers.ts'
import { at, line, lines } from './a-cost.ts'

const threshold = { percent: 20, micros: 100 }
const facts: MoversFacts = { threshold, currency: 'USD', recentDeploys: [], hours: { now: 1, before: 1 } }
const end = at('2026-11-21T10:00Z')
const deployed = (over = {}) => ({
  project: 'checkout',
  service: 'api',
  version: 'v2',
  environment: 'prod',
  at: end - 1,
  ...over,
})
const reasons = (
  now: ReturnType<typeof line>[],
  before: ReturnType<typeof line>[],
  over: Partial<MoversFacts> = {},
) => moversOf(now, before, { ...facts, ...over }).movers[0]?.reasons

test.each([
  ['the percentage alone', 1_050, 1_000, false],
  ['the amount alone', 1_200, 1_000, false],
  ['both', 1_201, 1_000, true],
  ['both, downwards', 799, 1_000, true],
  ['a fifth, not more', 800, 1_000, false],
  ['little of little', 3, 1, false],
  ['something where nothing was', 101, 0, true],
  ['too little where nothing was', 100, 0, false],
  ['a credit that grew', -1_300, -1_000, true],
  ['a credit that came', -101, 0, true],
  ['against the unknown', 9_999, null, false],
])('beyond the threshold: %s', (_, micros, beforeMicros, moved) => {
  expect(hasMoved({ micros, beforeMicros }, threshold)).toBe(moved)
})

describe('why it moved', () => {
  test('a new workload, and one that is gone', () => {
    expect(reasons([line(500)], [])).toEqual([{ is: 'new-workload' }])
    expect(reasons([], [line(500)])).toEqual([{ is: 'gone' }])
  })

  test('replicas, on average over the hours of each time', () => {
    const before = line(1_000, { podMinutes: 2 * 60 * 23 })
    const now = line(2_000, { podMinutes: 150 * 24 })
    expect(reasons([now], [before], { hours: { now: 24, before: 23 } })).toEqual([
      { is: 'replicas', fromMilli: 2_000, toMilli: 2_500 },
    ])
    expect(reasons([line(2_000, { podMinutes: 71 })], [line(1_000)])).toEqual([])
    expect(reasons([line(2_000, { podMinutes: 72 })], [line(1_000)])).toHaveLength(1)
    expect(reasons([line(100, { podMinutes: 30 })], [line(1_000)])).toEqual([
      { is: 'replicas', fromMilli: 1_000, toMilli: 500 },
    ])
  })

  test('replicas are not told where the length of the time is not known', () => {
    const { hours: _hours, ...rest } = facts
    expect(moversOf([line(2_000, { podMinutes: 600 })], [line(1_000)], rest).movers[0]?.reasons).toEqual([])
  })

  test('the newest deploy of that service in the day before', () => {
    const recentDeploys = [
      deployed({ version: 'v1', at: end - 3_600_000 }),
      deployed(),
      deployed({ version: 'later', at: end + 1 }),
      deployed({ version: 'other', service: 'web' }),
    ]
    expect(reasons([line(2_000)], [line(1_000)], { recentDeploys, at: end })).toEqual([
      { is: 'deploy', version: 'v2', environment: 'prod', at: end - 1 },
    ])
    const old = [deployed({ at: end - 86_400_000 })]
    expect(reasons([line(2_000)], [line(1_000)], { recentDeploys: old, at: end })).toEqual([])
  })

  test('both together', () => {
    const more = line(2_000, { podMinutes: 120 })
    expect(reasons([more], [line(1_000)], { recentDeploys: [deployed()] })?.map(({ is }) => is)).toEqual([
      'replicas',
      'deploy',
    ])
  })
})

test('the most moved come first, and all are counted', () => {
  const now = [1_200, 3_000, 500, 1_201].map((micros, index) => line(micros, { service: `s${index}` }))
  const before = [0, 1, 2, 3].map((index) => line(1_000, { service: `s${index}` }))
  const { movers, total } = moversOf(now, before, { ...facts, most: 2 })
  expect(movers.map(({ service }) => service)).toEqual(['s1', 's2'])
  expect(total).toBe(3)
})

test('a workload is one whoever owned it, and idle is none', () => {
  const moved = moversOf(
    [line(600), line(600, { teamId: 'find' }), line(9_999, { bucket: 'idle', teamId: null, project: '' })],
    [line(1_200), line(1, { currency: 'KRW' })],
    facts,
  )
  expect(moved).toEqual({ movers: [], total: 0 })
})

test('a mover that is told has moved, and nothing has moved against itself', () => {
  fc.assert(
    fc.property(lines, lines, (now, before) => {
      const { movers, total } = moversOf(now, before, facts)
      for (const mover of movers) expect(hasMoved(mover, threshold)).toBe(true)
      expect(movers).toHaveLength(Math.min(total, 5))
      expect(moversOf(now, now, facts).total).toBe(0)
    }),
  )
})
