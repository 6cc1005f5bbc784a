import { describe, expect, test } from 'vitest'
import { until } from '../harness/until.ts'
import {
  anAllocation,
  anAnswer,
  answerJson,
  failureIn,
  FROM,
  HOUR_MS,
  openCostAt,
  setsIn,
  startOpenCost,
  startScriptedOpenCost,
} from './opencost-adapter-kit.ts'

const MINUTE_MS = 60_000
const API = 'payments/deployment/deployment:api/api-1'

async function read(answer: unknown, hours = 1) {
  await using opencost = await startOpenCost(answer)
  return await openCostAt(opencost.url).read(hours)
}

const at = (hour: number, totalCost = 1) => [anAllocation(API, { hour: FROM + hour * HOUR_MS, totalCost })]

describe('what is asked', () => {
  test('is one set an hour of the window, idle told apart', async () => {
    await using opencost = await startOpenCost(anAnswer())
    await openCostAt(`${opencost.url}/costs/`).read(3)
    const [url] = opencost.asked
    expect(url?.pathname).toBe('/costs/allocation')
    expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
      window: '2026-11-21T06:00:00Z,2026-11-21T09:00:00Z',
      step: '1h',
      aggregate: 'namespace,controllerKind,controller,pod',
      accumulate: 'false',
      includeIdle: 'true',
      shareIdle: 'false',
      idleByNode: 'false',
      resolution: '1m',
    })
  })

  test('who it is about stands in the source', () => {
    expect(openCostAt('http://opencost.test').source).toMatchObject({
      id: 'opencost:prod-kr',
      kind: 'opencost',
      place: 'prod-kr',
      cluster: 'prod-kr',
      unit: 'hour',
      prices: 'list',
    })
  })
})

describe('the hours of an answer', () => {
  test('are known by the time of their allocations, in whatever order they come', async () => {
    const sets = setsIn(await read(anAnswer(at(2, 3), at(0, 1), null, at(1, 2)), 3))
    expect(sets.map(({ start, rows }) => [(start - FROM) / HOUR_MS, rows[0]?.micros.other])).toEqual([
      [0, 1_000_000],
      [1, 2_000_000],
      [2, 3_000_000],
    ])
  })

  test.each([
    ['no set', { code: 200, data: [] }],
    ['no data', { code: 200, data: null }],
    ['a set that is null', { code: 200, data: [null] }],
    ['an empty set', { code: 200, data: [{}] }],
  ])('that has %s are not known, which is not nothing', async (_, answer) => {
    expect(setsIn(await read(answer))).toEqual([
      { start: FROM, end: FROM + HOUR_MS, coveredMs: 0, isEstimated: false, rows: [] },
    ])
  })

  test('that are missing between others are not known', async () => {
    const sets = setsIn(await read(anAnswer(at(0), at(2)), 3))
    expect(sets.map(({ rows, coveredMs }) => [rows.length, coveredMs])).toEqual([
      [1, HOUR_MS],
      [0, 0],
      [1, HOUR_MS],
    ])
  })

  test.each([
    ['told twice', anAnswer(at(0), at(0)), /2026-11-21T06:00:00.000Z is told twice/],
    ['before the window', anAnswer(at(-1)), /no hour that was asked for/],
    ['after the window', anAnswer(at(1)), /no hour that was asked for/],
    ['not full', anAnswer(at(0.5)), /no hour that was asked for/],
    ['mixed in one set', anAnswer([...at(0), { ...at(-1)[0], name: 'b' }]), /several times/],
  ])('that are %s break the answer', async (_, answer, message) => {
    expect(failureIn(await read(answer))).toMatchObject({
      code: 'broken',
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('how much of an hour was seen', () => {
  const idle = (from: number, to: number) =>
    anAllocation('__idle__', { properties: { cluster: 'cluster-one' }, from, to })
  const unmounted = anAllocation('__unmounted__', { properties: { namespace: '__unmounted__' } })

  test.each([
    ['all of it', [idle(0, 60)], 60],
    [
      'what is left after OpenCost started again',
      [idle(35, 60), anAllocation(API, { from: 36 }), unmounted],
      25,
    ],
    ['two parts of it', [anAllocation(API, { to: 10 }), anAllocation(`${API}2`, { from: 40, to: 55 })], 25],
    ['overlapping parts', [anAllocation(API, { to: 30 }), anAllocation(`${API}2`, { from: 20, to: 40 })], 40],
    ['all but a sample at each end', [idle(1, 59)], 60],
    ['nothing but a volume that nothing mounts', [unmounted], 0],
    ['more than the hour', [idle(-10, 90)], 60],
  ])('%s', async (_, allocations, minutes) => {
    const [set] = setsIn(await read(anAnswer(allocations)))
    expect(set?.coveredMs).toBe(minutes * MINUTE_MS)
  })
})

test('an answer that is too large is asked for in halves', async () => {
  await using opencost = await startScriptedOpenCost(({ url }, response) => {
    const window = new URL(url ?? '', 'http://opencost.test').searchParams.get('window') ?? ''
    const [from = 0, to = 0] = window.split(',').map((text) => Date.parse(text))
    const hours = Array.from({ length: (to - from) / HOUR_MS }, (_, hour) =>
      at((from - FROM) / HOUR_MS + hour),
    )
    response.end(JSON.stringify(anAnswer(...hours)))
  })
  const { read: readHere } = openCostAt(opencost.url, { mostBytes: 1000 })
  const sets = setsIn(await readHere(5))
  expect(sets.map(({ start, rows }) => [(start - FROM) / HOUR_MS, rows.length])).toEqual(
    [0, 1, 2, 3, 4].map((hour) => [hour, 1]),
  )
  expect(
    opencost.asked.map(({ searchParams }) =>
      searchParams.get('window')?.replaceAll(/2026-11-21T|:00:00Z/g, ''),
    ),
  ).toEqual(['06,11', '06,09', '06,08', '08,09', '09,11'])
})

test('an answer that comes too late is asked for in halves, down to one hour', async () => {
  await using opencost = await startScriptedOpenCost((_, response, tries) => {
    if (tries > 1) answerJson(response, anAnswer())
  })
  const { clock, read: readHere } = openCostAt(opencost.url)
  const answer = readHere(2)
  await until('the question', () => opencost.asked.length === 1)
  await clock.advance(30_000)
  expect(setsIn(await answer)).toHaveLength(2)
  expect(opencost.asked).toHaveLength(3)
})
