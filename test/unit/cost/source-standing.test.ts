import { expect, test } from 'vitest'
import { sourceStandings, type StandingFacts } from '../../../src/domain/cost/source-standing.ts'
import type { CostImport, CostSourceInfo } from '../../../src/domain/cost/source.ts'
import { at, DAY, HOUR } from './a-cost.ts'

const KR: CostSourceInfo = {
  id: 'opencost:kr',
  kind: 'opencost',
  place: 'kr',
  cluster: 'kr',
  unit: 'hour',
  prices: 'list',
}
const AWS: CostSourceInfo = {
  id: 'cost-explorer:main',
  kind: 'cost-explorer',
  place: 'main',
  cluster: null,
  unit: 'day',
  prices: 'billed',
}
const NOON = at('2026-11-21T12:00Z')
const base = { state: 'complete' as const, isEstimated: false, readAt: 5, revision: 1 }
const hour = (time: number, over: Partial<CostImport> = {}): CostImport => ({
  ...base,
  sourceId: KR.id,
  period: { unit: 'hour', at: time },
  coveredMs: HOUR,
  lengthMs: HOUR,
  ...over,
})
const day = (name: string, over: Partial<CostImport> = {}): CostImport => ({
  ...base,
  sourceId: AWS.id,
  period: { unit: 'day', day: name },
  coveredMs: DAY,
  lengthMs: DAY,
  ...over,
})
const stand = (over: Partial<StandingFacts>) =>
  sourceStandings({
    infos: [KR, AWS],
    states: [],
    imports: [],
    window: { hours: { from: NOON - 3 * HOUR, to: NOON }, zone: 'Asia/Seoul' },
    ...over,
  })

test('how far figures reach, when they were read, and which hours are missing or not complete', () => {
  const imports = [
    hour(NOON - 3 * HOUR),
    hour(NOON - 2 * HOUR, { state: 'partial', coveredMs: HOUR / 2, readAt: 9 }),
    hour(NOON - HOUR, { state: 'empty', coveredMs: 0, readAt: 10 }),
    hour(NOON),
  ]
  expect(stand({ imports })[0]).toEqual({
    ...KR,
    until: NOON - HOUR,
    readAt: 9,
    down: null,
    missing: 2,
    isEstimated: false,
    notes: [],
    isRemoved: false,
  })
})

test('a source that told nothing of the time has no figures, and says since when it is down', () => {
  const failure = { code: 'unreachable' as const, message: '', requestId: null, retryAfterMs: null }
  const states = [{ id: KR.id, readAt: 1, failure: { ...failure, since: 7, attempts: 3 }, notes: [] }]
  expect(stand({ states })[0]).toMatchObject({
    until: null,
    readAt: null,
    missing: 3,
    down: { since: 7, code: 'unreachable' },
  })
})

test('days of a cloud are those of UTC, days of a cluster those of the company', () => {
  const window = { days: { from: '2026-11-19', to: '2026-11-21' }, zone: 'Asia/Seoul' }
  const imports = [
    day('2026-11-19', { isEstimated: true }),
    day('2026-11-19', { sourceId: KR.id }),
    day('2026-11-20', { sourceId: KR.id, coveredMs: 10 * HOUR, state: 'partial' }),
  ]
  const notes = [{ code: 'tag-inactive' as const, tag: 'project' }]
  const states = [{ id: AWS.id, readAt: 1, failure: null, notes }]
  const [kr, aws] = stand({ imports, window, states })
  expect(kr).toMatchObject({ until: at('2026-11-20T01:00Z'), missing: 1 })
  expect(aws).toMatchObject({ until: at('2026-11-20T00:00Z'), missing: 1, isEstimated: true, notes })
})

test('a day that is not over is not missing', () => {
  const window = { days: { from: '2026-11-21', to: '2026-11-22' }, zone: 'Asia/Seoul' }
  expect(stand({ window, now: NOON }).map(({ missing }) => missing)).toEqual([0, 0])
  expect(stand({ window, now: at('2026-11-21T15:00Z') }).map(({ missing }) => missing)).toEqual([1, 0])
})

test('a source of days is not asked for hours', () => {
  expect(stand({})[1]).toMatchObject({ until: null, missing: 0 })
})

test('a cluster that was removed is told as long as its figures are in the time', () => {
  const gone = (over = {}) => hour(NOON - HOUR, { sourceId: 'opencost:old:one', ...over })
  expect(stand({ imports: [gone()] })[2]).toMatchObject({
    id: 'opencost:old:one',
    kind: 'opencost',
    place: 'old:one',
    isRemoved: true,
    missing: 0,
    until: NOON,
  })
  expect(stand({ imports: [gone({ state: 'empty' })] })).toHaveLength(2)
  expect(
    stand({
      infos: [],
      imports: [day('2026-11-20')],
      window: { days: { from: '2026-11-20', to: '2026-11-21' }, zone: 'UTC' },
    }),
  ).toMatchObject([{ ...AWS, isRemoved: true }])
})
