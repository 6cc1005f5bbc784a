import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CostChart } from '../../src/domain/cost/chart.ts'
import type { HourFigures, Mover, MoveReason } from '../../src/domain/cost/digest.ts'
import { COST_KINDS } from '../../src/domain/cost/money.ts'
import type { CostShare, Part, SourceStanding } from '../../src/domain/cost/report.ts'
import { COST_FAILURES } from '../../src/domain/cost/source.ts'
import { chartSvg } from '../../src/views/chart-svg.ts'
import { costDigestMessage } from '../../src/views/cost-digest-message.ts'
import { costEditionMessage } from '../../src/views/cost-edition-message.ts'
import { costReportMessage } from '../../src/views/cost-report-message.ts'
import { anyText, expectValid, few } from '../harness/any-text.ts'
import { anyStanding } from '../harness/any-standing.ts'
import {
  givenDigest,
  givenEdition,
  givenReport,
  givenSource,
  PAYMENTS_SCOPE,
} from '../harness/given-cost-views.ts'

const micros = fc.oneof(
  fc.integer({ min: -1e15, max: 1e15 }),
  fc.constantFrom(0, 1, -1, 9_999, Number.MAX_SAFE_INTEGER, Number.NaN),
)
const before = fc.option(micros)
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(-62_135_596_800_000, 0, 9e15))

const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ is: fc.constant('team' as const), teamId: anyText, name: anyText, isDissolved: fc.boolean() }),
  fc.record({ is: fc.constant('project' as const), project: anyText }),
  fc.record({ is: fc.constant('service' as const), service: anyText, project: fc.option(anyText) }),
  fc.record({ is: fc.constant('kind' as const), kind: fc.constantFrom(...COST_KINDS) }),
  fc.record({ is: fc.constantFrom('shared' as const, 'idle' as const, 'unowned' as const) }),
  fc.record({ is: fc.constant('others' as const), count: fc.nat() }),
)
const shares: fc.Arbitrary<CostShare[]> = fc.array(
  fc.record({ part: anyPart, micros, beforeMicros: before }),
  { maxLength: 120 },
)
const anyReason: fc.Arbitrary<MoveReason> = fc.oneof(
  fc.constant({ is: 'new-workload' as const }),
  fc.constant({ is: 'gone' as const }),
  fc.record({ is: fc.constant('replicas' as const), fromMilli: fc.nat(), toMilli: fc.nat() }),
  fc.record({ is: fc.constant('deploy' as const), version: anyText, at: moment, environment: anyText }),
)
const movers: fc.Arbitrary<Mover[]> = fc.array(
  fc.record({
    project: anyText,
    service: anyText,
    micros,
    beforeMicros: micros,
    reasons: fc.array(anyReason, { maxLength: 4 }),
  }),
  { maxLength: 20 },
)
const sources: fc.Arbitrary<SourceStanding[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom('opencost' as const, 'cost-explorer' as const),
      unit: fc.constantFrom('hour' as const, 'day' as const),
      prices: fc.constantFrom('list' as const, 'billed' as const),
      text: anyText,
      until: fc.option(moment),
      readAt: fc.option(moment),
      down: fc.option(fc.record({ since: moment, code: fc.constantFrom(...COST_FAILURES) })),
      missing: fc.nat({ max: 1_000 }),
      isEstimated: fc.boolean(),
      isRemoved: fc.boolean(),
    })
    .map(({ text, ...given }) =>
      givenSource({ ...given, id: text, place: text, notes: [{ code: 'tag-inactive', tag: text }] }),
    ),
  { maxLength: 15 },
)
const compared = fc.record({
  micros,
  beforeMicros: before,
  hours: fc.record({
    known: fc.nat({ max: 25 }),
    of: fc.nat({ max: 25 }),
    beforeKnown: fc.nat({ max: 25 }),
    beforeOf: fc.nat({ max: 25 }),
  }),
})
const figures: fc.Arbitrary<HourFigures> = fc.record({
  currency: anyText,
  hour: compared,
  day: compared,
  movers,
  moversTotal: fc.nat(),
  shares,
})
const value = fc.option(fc.oneof(fc.double(), fc.integer()))
const anyChart: fc.Arbitrary<CostChart> = fc.record({
  title: anyText,
  unit: anyText,
  categories: fc.array(anyText, { maxLength: 30 }),
  series: fc.array(fc.record({ name: anyText, values: fc.array(value, { maxLength: 30 }) }), {
    maxLength: 9,
  }),
  limit: fc.option(fc.record({ name: anyText, value: fc.double() })),
})
const zone = fc.oneof(fc.constantFrom('Asia/Seoul', 'Europe/Berlin'), anyText)

test('any digest is a valid message that pings nobody', () => {
  const any = fc.record({
    timeZone: zone,
    at: moment,
    figures: fc.array(figures, { maxLength: 4 }),
    budgets: fc.array(anyStanding, { maxLength: 9 }),
    sources,
    team: anyText,
  })
  fc.assert(
    fc.property(any, ({ team, ...given }) => {
      const scope = { ...PAYMENTS_SCOPE, teamIds: [team, `${team}x`], teamNames: [team, 'x'] }
      const changed = given.sources.map(({ id }) => ({ sourceId: id, now: 'back' as const }))
      expectCalm(costDigestMessage(givenDigest({ ...given, scope, changed })))
    }),
    few,
  )
})

test('any edition is a valid message that pings nobody', () => {
  const any = fc.record({
    edition: fc.constantFrom('daily' as const, 'weekly' as const),
    timeZone: zone,
    day: fc.oneof(fc.constant('2026-11-20'), anyText),
    chart: anyChart,
    currencies: fc.array(
      fc.record({ currency: anyText, micros, beforeMicros: before, shares, movers, moversTotal: fc.nat() }),
      { maxLength: 4 },
    ),
    budgets: fc.array(anyStanding, { maxLength: 9 }),
    sources,
    shown: fc.oneof(
      fc.constant({ as: 'native' as const }),
      fc.constant({ as: 'text' as const }),
      fc.record({
        as: fc.constant('image' as const),
        fileId: fc.oneof(fc.constant('F0COSTCHART1'), anyText),
      }),
    ),
  })
  fc.assert(
    fc.property(any, (given) => expectCalm(costEditionMessage(givenEdition(given)))),
    few,
  )
})

test('any report is a valid message that pings nobody', () => {
  const by = fc.constantFrom('team' as const, 'project' as const, 'service' as const, 'kind' as const)
  const any = fc.record({
    scope: fc.oneof(
      fc.constant({ kind: 'company' as const }),
      fc.record({ kind: fc.constant('team' as const), teamId: anyText }),
      fc.record({ kind: fc.constant('project' as const), project: anyText }),
    ),
    name: anyText,
    isDissolved: fc.boolean(),
    timeZone: zone,
    currencies: fc.array(
      fc.record({
        currency: anyText,
        micros,
        beforeMicros: before,
        breakdowns: fc.array(fc.record({ by, shares }), { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    daily: fc.array(fc.record({ day: anyText, micros: before }), { maxLength: 90 }),
    sources,
    budget: fc.option(anyStanding),
  })
  fc.assert(
    fc.property(any, (given) => expectCalm(costReportMessage(givenReport(given)))),
    few,
  )
})

test('any chart is one picture, whatever its texts say', () => {
  fc.assert(
    fc.property(anyChart, (chart) => {
      const svg = chartSvg(chart)
      expect(svg).not.toMatch(/NaN|Infinity|undefined|&(?!(?:amp|lt|gt|quot|#39);)/)
      // Elements of ours only, each closed.
      expect(svg.match(/<[a-z/]+/g)?.every((tag) => OURS.has(tag.replace(/[</]/g, '')))).toBe(true)
      expect(svg).not.toMatch(/[\p{Cs}\p{Cc}]/u)
    }),
    few,
  )
})

const OURS = new Set(['svg', 'title', 'defs', 'pattern', 'rect', 'line', 'text', 'path', 'circle'])

function expectCalm(message: Parameters<typeof expectValid>[0]) {
  expectValid(message)
  expect(JSON.stringify(message)).not.toMatch(/"text":"[^"]*<(@|!subteam)[^"]*","verbatim"/)
}
