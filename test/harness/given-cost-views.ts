import type { CostChart } from '../../src/domain/cost/chart.ts'
import type { CostDigestSnapshot, CostEditionSnapshot, HourFigures } from '../../src/domain/cost/digest.ts'
import type { CostReport, CostShare, SourceStanding } from '../../src/domain/cost/report.ts'
import type { DigestScope } from '../../src/domain/digest-scope.ts'
import { givenStanding } from './given-budget-views.ts'

const HOUR = 3_600_000
/** 14:00 in Seoul on Saturday, 21 November. */
export const TWO_PM = Date.UTC(2026, 10, 21, 5)

export const usd = (dollars: number) => Math.round(dollars * 1_000_000)

export const PAYMENTS_SCOPE: DigestScope = {
  id: 'C0PAY',
  kind: 'teams',
  channel: 'C0PAY',
  teamIds: ['payments'],
  teamNames: ['Payments'],
  unowned: false,
}
export const COMPANY_SCOPE: DigestScope = {
  id: 'company',
  kind: 'company',
  channel: 'C0COMPANY',
  teamIds: [],
  teamNames: [],
  unowned: true,
}

export function givenSource(given: Partial<SourceStanding> = {}): SourceStanding {
  return {
    id: 'opencost:prod-kr',
    kind: 'opencost',
    place: 'prod-kr',
    cluster: 'prod-kr',
    unit: 'hour',
    prices: 'list',
    until: TWO_PM,
    readAt: TWO_PM + 3 * 60_000,
    down: null,
    missing: 0,
    isEstimated: false,
    notes: [],
    isRemoved: false,
    ...given,
  }
}

export const DOWN: SourceStanding = givenSource({
  id: 'opencost:prod-eu',
  place: 'prod-eu',
  cluster: 'prod-eu',
  until: TWO_PM - 2 * HOUR,
  readAt: TWO_PM - 2 * HOUR + 180_000,
  down: { since: TWO_PM - 2 * HOUR + 300_000, code: 'unreachable' },
  missing: 2,
})

export const AWS: SourceStanding = givenSource({
  id: 'cost-explorer:main',
  kind: 'cost-explorer',
  place: 'main',
  cluster: null,
  unit: 'day',
  prices: 'billed',
  until: Date.UTC(2026, 10, 20),
  isEstimated: true,
})

/** Five clusters that are alike but for the minute they were read in, and a bill. */
export const FLEET: SourceStanding[] = [
  ...['alpha-kr', 'prod-kr', 'prod-eu1', 'prod-us1', 'prod-jp1'].map((place, index) =>
    givenSource({
      id: `opencost:${place}`,
      place,
      cluster: place,
      readAt: TWO_PM + (3 + index * 2) * 60_000,
    }),
  ),
  AWS,
]

export const SHARES: CostShare[] = [
  share({ is: 'team', teamId: 'payments', name: 'Payments', isDissolved: false }, 6.1, 4.2),
  share({ is: 'team', teamId: 'search', name: 'Search', isDissolved: false }, 2.4, 2.39),
  share({ is: 'team', teamId: 'labs', name: 'Labs', isDissolved: true }, 0.4, null),
  share({ is: 'others', count: 4 }, 1.2, 1.5),
  share({ is: 'shared' }, 0.9, 0.9),
  share({ is: 'idle' }, 1.3, 0),
  share({ is: 'unowned' }, 0.004, 0.1),
]

export function share(part: CostShare['part'], dollars: number, before: number | null): CostShare {
  return { part, micros: usd(dollars), beforeMicros: before === null ? null : usd(before) }
}

export function givenFigures(given: Partial<HourFigures> = {}): HourFigures {
  return {
    currency: 'USD',
    hour: {
      micros: usd(12.304),
      beforeMicros: usd(9.99),
      hours: { known: 1, of: 1, beforeKnown: 1, beforeOf: 1 },
    },
    day: {
      micros: usd(1_140.2),
      beforeMicros: usd(1_188),
      hours: { known: 14, of: 14, beforeKnown: 14, beforeOf: 14 },
    },
    movers: [
      {
        project: 'payments',
        service: 'checkout',
        micros: usd(3.1),
        beforeMicros: usd(1.02),
        reasons: [
          { is: 'replicas', fromMilli: 3_000, toMilli: 9_000 },
          { is: 'deploy', version: '1.4.2', at: TWO_PM - 55 * 60_000, environment: 'prod' },
        ],
      },
      {
        project: 'payments',
        service: 'fraud-model',
        micros: usd(0.8),
        beforeMicros: 0,
        reasons: [{ is: 'new-workload' }],
      },
      { project: 'search', service: '', micros: 0, beforeMicros: usd(0.7), reasons: [{ is: 'gone' }] },
      { project: '', service: 'nightly', micros: usd(0.9), beforeMicros: usd(0.4), reasons: [] },
    ],
    moversTotal: 7,
    shares: SHARES,
    ...given,
  }
}

export function givenDigest(given: Partial<CostDigestSnapshot> = {}): CostDigestSnapshot {
  return {
    scope: PAYMENTS_SCOPE,
    timeZone: 'Asia/Seoul',
    at: TWO_PM,
    figures: [givenFigures()],
    budgets: [givenStanding()],
    sources: [givenSource(), AWS],
    changed: [],
    ...given,
  }
}

const DAYS = Array.from({ length: 14 }, (_, index) => `${index + 7} Nov`)

export function givenChart(given: Partial<CostChart> = {}): CostChart {
  const values = [120, 131.2, 90.3, 84, 122, 128, 126.4, 133, 139, 95, null, 131, 148.7, 163.2]
  return {
    title: 'Cost by day',
    unit: 'USD',
    categories: DAYS,
    series: [{ name: 'A day', values }],
    limit: { name: 'Budget a day', value: 133.33 },
    ...given,
  }
}

export function givenEdition(given: Partial<CostEditionSnapshot> = {}): CostEditionSnapshot {
  const { movers, moversTotal, shares } = givenFigures()
  return {
    edition: 'daily',
    scope: PAYMENTS_SCOPE,
    timeZone: 'Asia/Seoul',
    day: '2026-11-20',
    currencies: [
      { currency: 'USD', micros: usd(163.2), beforeMicros: usd(126.4), shares, movers, moversTotal },
      {
        currency: 'KRW',
        micros: 54_300_000_000,
        beforeMicros: null,
        shares: [
          { part: { is: 'project', project: 'payments' }, micros: 54_300_000_000, beforeMicros: null },
        ],
        movers: [],
        moversTotal: 0,
      },
    ],
    chart: givenChart(),
    budgets: [givenStanding()],
    sources: [givenSource({ until: Date.UTC(2026, 10, 20, 15) }), AWS],
    shown: { as: 'image', fileId: 'F0COSTCHART1' },
    ...given,
  }
}

export function givenReport(given: Partial<CostReport> = {}): CostReport {
  const daily = Array.from({ length: 21 }, (_, index) => ({
    day: `2026-11-${String(index + 1).padStart(2, '0')}`,
    micros: index === 9 ? null : usd(30 + ((index * 7) % 11) * 4),
  }))
  return {
    scope: { kind: 'team', teamId: 'payments' },
    name: 'Payments',
    isDissolved: false,
    period: {
      word: 'month',
      days: { from: '2026-11-01', to: '2026-11-22' },
      before: { from: '2026-10-01', to: '2026-10-22' },
      isRunning: true,
    },
    timeZone: 'Asia/Seoul',
    currencies: [
      {
        currency: 'USD',
        micros: usd(1_234.56),
        beforeMicros: usd(1_100.2),
        breakdowns: [
          {
            by: 'project',
            shares: [
              share({ is: 'project', project: 'payments' }, 900.5, 800),
              share({ is: 'project', project: 'ledger' }, 334.06, 300.2),
            ],
          },
          {
            by: 'service',
            shares: [
              share({ is: 'service', service: 'checkout', project: 'payments' }, 600, 610),
              share({ is: 'service', service: 'Amazon ElastiCache', project: 'payments' }, 300.5, null),
              share({ is: 'others', count: 12 }, 337.26, 290.2),
              share({ is: 'service', service: '', project: 'ledger' }, -3.2, 0),
            ],
          },
          {
            by: 'kind',
            shares: [
              share({ is: 'kind', kind: 'cpu' }, 700, 650),
              share({ is: 'kind', kind: 'database' }, 534.56, 450.2),
            ],
          },
        ],
      },
      { currency: 'CHF', micros: usd(12.3), beforeMicros: usd(12.3), breakdowns: [] },
    ],
    daily,
    sources: [givenSource(), AWS],
    budget: givenStanding(),
    ...given,
  }
}

/** Every state of a digest that people may meet. */
export const DIGESTS: Record<string, CostDigestSnapshot> = {
  'of a team': givenDigest(),
  'of the company, two currencies': givenDigest({
    scope: COMPANY_SCOPE,
    figures: [givenFigures(), givenFigures({ currency: 'KRW', movers: [], moversTotal: 0 })],
  }),
  'a source is down': givenDigest({
    sources: [givenSource(), DOWN],
    changed: [{ sourceId: DOWN.id, now: 'down' }],
    figures: [
      givenFigures({
        day: {
          micros: usd(1_000),
          beforeMicros: usd(1_188),
          hours: { known: 12, of: 14, beforeKnown: 14, beforeOf: 14 },
        },
      }),
    ],
  }),
  'a source is back': givenDigest({ changed: [{ sourceId: 'opencost:prod-kr', now: 'back' }] }),
  'nothing is known': givenDigest({
    figures: [
      givenFigures({
        hour: { micros: 0, beforeMicros: null, hours: { known: 0, of: 1, beforeKnown: 0, beforeOf: 1 } },
        day: { micros: 0, beforeMicros: null, hours: { known: 0, of: 14, beforeKnown: 0, beforeOf: 14 } },
        movers: [],
        moversTotal: 0,
        shares: [],
      }),
    ],
    budgets: [],
    sources: [DOWN],
  }),
  'five clusters, nothing to compare with': givenDigest({
    scope: COMPANY_SCOPE,
    sources: FLEET.map((source) => (source.kind === 'opencost' ? { ...source, missing: 12 } : source)),
    figures: [
      givenFigures({
        hour: {
          micros: usd(12.3),
          beforeMicros: null,
          hours: { known: 1, of: 1, beforeKnown: 0, beforeOf: 1 },
        },
        day: {
          micros: usd(140),
          beforeMicros: null,
          hours: { known: 14, of: 14, beforeKnown: 0, beforeOf: 14 },
        },
        movers: [],
        moversTotal: 0,
        shares: SHARES.map((one) => ({ ...one, beforeMicros: null })),
      }),
    ],
  }),
  'the clocks changed': givenDigest({
    figures: [
      givenFigures({
        day: {
          micros: usd(1_000),
          beforeMicros: usd(1_188),
          hours: { known: 13, of: 13, beforeKnown: 14, beforeOf: 14 },
        },
      }),
    ],
  }),
  'no figures at all': givenDigest({ figures: [], budgets: [], sources: [] }),
}
