import { expect, test } from 'vitest'
import type { SourceStanding } from '../../src/domain/cost/report.ts'
import { gapLines } from '../../src/views/cost-gap-words.ts'
import { sourceLines } from '../../src/views/cost-source-words.ts'
import { AWS, DOWN, FLEET, givenSource, TWO_PM } from '../harness/given-cost-views.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const onTheDay = { timeZone: 'Asia/Seoul', at: TWO_PM }
const anyDay = { timeZone: 'Asia/Seoul', at: null }

const clusters = (count: number, given: Partial<SourceStanding> = {}) =>
  Array.from({ length: count }, (_, index) =>
    givenSource({ id: `opencost:cluster-${index}`, place: `cluster-${index}`, ...given }),
  )

test('sources that are alike are one line, with the minutes they were read in', () => {
  expect(sourceLines(FLEET, anyDay).split('\n')).toEqual([
    'OpenCost alpha-kr, prod-kr, prod-eu1, prod-us1, prod-jp1 · list prices · until 21 Nov 14:00 · read 14:03-14:11',
    'AWS main · as billed · until 19 Nov · read 21 Nov 14:03 · *estimated*, will still change',
  ])
})

test.each([
  ['prices', { prices: 'billed' }],
  ['until when they told', { until: TWO_PM - HOUR }],
  ['that nothing is known of them', { until: null, readAt: null }],
  ['that they were never read', { readAt: null }],
  ['that they will still change', { isEstimated: true }],
  ['that they are configured no longer', { isRemoved: true }],
] satisfies [string, Partial<SourceStanding>][])('those that differ in %s stay apart', (_, given) => {
  const lines = sourceLines([...clusters(2), ...clusters(1, given)], onTheDay).split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain('OpenCost cluster-0, cluster-1 ·')
})

test.each([
  [3, 3, 'read 14:03'],
  [3, 15, 'read 14:03-14:15'],
  [3, 3 + 24 * 60, 'read 14:03 - 22 Nov 14:03'],
])('read from minute %i to minute %i', (from, to, words) => {
  const sources = [from, to].flatMap((minute) => clusters(1, { readAt: TWO_PM + minute * MINUTE }))
  expect(sourceLines(sources, onTheDay)).toMatch(new RegExp(`${words}$`))
})

test('names that are too many are counted, and nobody is lost', () => {
  const lines = sourceLines(clusters(100), onTheDay)
  const named = lines.match(/cluster-\d+/g)?.length ?? 0
  expect(named).toBeGreaterThan(10)
  expect(lines).toContain(` and ${100 - named} more · list prices`)
})

test('lines that are too many are counted by their sources', () => {
  const sources = Array.from({ length: 12 }, (_, index) =>
    clusters(2, { until: TWO_PM - index * HOUR }),
  ).flat()
  expect(sourceLines(sources, onTheDay)).toMatch(/\n… and 8 more sources$/)
})

test('gaps that are alike are one line, and those that are not stay apart', () => {
  const sources = [...clusters(2, { missing: 12 }), ...clusters(1, { missing: 1 }), { ...AWS, missing: 12 }]
  expect(gapLines(sources, onTheDay)).toEqual([
    '⚠️ OpenCost cluster-0, cluster-1 have not told 12 hours of this time, or not completely: the figures are too low by what is missing.',
    '⚠️ OpenCost cluster-0 has not told 1 hour of this time, or not completely: the figures are too low by what is missing.',
    '⚠️ AWS main has not told 12 days of this time, or not completely: the figures are too low by what is missing.',
  ])
})

test('what went down alike is one line', () => {
  const since = DOWN.down!.since
  const later = { ...DOWN, place: 'prod-us', down: { ...DOWN.down!, since: since + 7 * MINUTE } }
  expect(gapLines([DOWN, later], onTheDay)).toEqual([
    '🔴 *OpenCost prod-eu, prod-us are down* since 12:05-12:12 (no connection, or no answer in time): their figures are missing since 12:00, they are *not 0*.',
  ])
  const otherwise = { ...later, down: { since, code: 'forbidden' as const } }
  expect(gapLines([DOWN, otherwise], onTheDay)).toHaveLength(2)
  expect(gapLines([DOWN, { ...later, until: DOWN.until! - DAY }], onTheDay)).toHaveLength(2)
})

test('a tag that is inactive in several accounts is told once', () => {
  const notes = [{ code: 'tag-inactive' as const, tag: 'project' }]
  const lines = gapLines(
    [
      { ...AWS, notes },
      { ...AWS, place: 'labs', notes },
    ],
    anyDay,
  )
  expect(lines).toEqual([
    expect.stringContaining('The tag `project` is not active for cost allocation in main, labs,'),
  ])
})

test('a bill that has told nothing of the time asked for is missed, whether a day of it is over or not', () => {
  const silent = { ...AWS, until: null, missing: 0 }
  expect(gapLines([silent], anyDay)).toEqual([
    '⚠️ Without AWS main, which tells a day about a day later: it has no figures of this time.',
  ])
  expect(gapLines([givenSource({ until: null, missing: 0 }), AWS], anyDay)).toEqual([])
})

test('one that is down tells of how many days its figures are missing, wherever those lie', () => {
  const down = { since: TWO_PM, code: 'unreachable' } as const
  const ofDays = givenSource({ down, missing: 12, missingUnit: 'day' })
  expect(gapLines([ofDays], anyDay)).toEqual([
    expect.stringContaining('are missing for 12 days of this time, or not complete, they are *not 0*.'),
  ])
  expect(gapLines([{ ...ofDays, missing: 0 }], anyDay)).toEqual([
    expect.stringContaining('its figures here are complete.'),
  ])
})
