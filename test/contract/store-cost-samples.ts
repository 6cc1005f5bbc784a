import * as fc from 'fast-check'
import type { Budget, BudgetRequest } from '../../src/domain/cost/budget.ts'
import { BUCKETS, type CostLine, type CostTotal } from '../../src/domain/cost/line.ts'
import { COST_KINDS, type ByKind, type CostKind } from '../../src/domain/cost/money.ts'
import type { CostFilter, CostPoint } from '../../src/domain/cost/records.ts'
import type { CostImport } from '../../src/domain/cost/source.ts'
import { AWKWARD } from './store-deploys-samples.ts'

export const HOUR_MS = 3_600_000

export function sampleLine(change: Partial<CostLine> = {}): CostLine {
  return {
    bucket: 'team',
    teamId: 'team-pay',
    project: 'payments',
    service: 'api',
    currency: 'USD',
    micros: { cpu: 1_500_000, memory: 250_001 },
    podMinutes: 180,
    ...change,
  }
}

export type Imported = Omit<CostImport, 'revision'>

export function sampleImport(change: Partial<Imported> = {}): Imported {
  return {
    sourceId: 'opencost:prod-kr',
    period: { unit: 'day', day: '2026-11-21' },
    state: 'complete',
    coveredMs: 24 * HOUR_MS,
    lengthMs: 24 * HOUR_MS,
    isEstimated: false,
    readAt: 1_000,
    ...change,
  }
}

export function sampleBudget(change: Partial<Budget> = {}): Budget {
  return {
    id: 'team:team-pay',
    scope: { kind: 'team', teamId: 'team-pay' },
    name: AWKWARD,
    currency: 'USD',
    monthlyMicros: 5_000_000_000,
    setBy: 'U0ADA',
    setAt: 1_000,
    version: 0,
    ...change,
  }
}

export function sampleBudgetRequest(change: Partial<BudgetRequest> = {}): BudgetRequest {
  return {
    id: 'request-1',
    budgetId: 'team:team-pay',
    scope: { kind: 'team', teamId: 'team-pay' },
    name: 'Payments',
    currency: 'USD',
    fromMicros: null,
    toMicros: 9_000_000_000,
    reason: AWKWARD,
    requesterId: 'U0BOB',
    channel: 'C0FIN',
    teamChannel: 'C0PAY',
    state: 'waiting',
    createdAt: 2_000,
    decided: null,
    version: 0,
    ...change,
  }
}

/** Names that hurt whoever uses them as keys, cuts them or writes them into SQL. */
export const HOSTILE = [
  '__proto__',
  'constructor',
  '',
  '👩‍👩‍👧 결제',
  "'; drop table cost_figures; --",
  '["a"]',
  'x'.repeat(5_000),
]
const name = fc.constantFrom(...HOSTILE, 'a', 'b', 'c')

const someMicros = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  fc.constantFrom(63, 64, -64, 2 ** 27 - 1, 2 ** 27, -(2 ** 27), 2 ** 34, -(2 ** 45)),
)
const byKind: fc.Arbitrary<ByKind> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...COST_KINDS), someMicros), {
    selector: ([kind]) => kind,
    maxLength: 8,
  })
  .map((pairs) => Object.fromEntries(pairs))

export const someLines: fc.Arbitrary<CostLine[]> = fc.array(
  fc
    .record({
      bucket: fc.constantFrom(...BUCKETS),
      team: name,
      project: name,
      service: name,
      currency: fc.constantFrom('USD', 'KRW'),
      micros: byKind,
      podMinutes: fc.nat(1_000_000),
    })
    .map(({ team, ...line }) => ({ ...line, teamId: line.bucket === 'team' ? team : null })),
  { maxLength: 30 },
)

export const someFilter: fc.Arbitrary<CostFilter> = fc.record(
  {
    sourceIds: fc.subarray(['one', 'two', 'none']),
    teamIds: fc.array(name, { maxLength: 3 }),
    projects: fc.array(name, { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

/** What was put in, a figure each. */
export type Put = CostLine & { sourceId: string; at: number | string }

export function fits({ sourceIds, teamIds, projects }: CostFilter): (put: Put) => boolean {
  return (put) =>
    (sourceIds?.includes(put.sourceId) ?? true) &&
    (teamIds === undefined || (put.teamId !== null && teamIds.includes(put.teamId))) &&
    (projects?.includes(put.project) ?? true)
}

/** The slow way, with whole numbers of any size. */
export function summed<Row extends { micros: ByKind | number; podMinutes?: number }>(
  rows: Row[],
  keyOf: (row: Row) => unknown[],
): Map<string, Record<string, bigint>> {
  const sums = new Map<string, Record<string, bigint>>()
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row))
    const sum = sums.get(key) ?? {}
    sums.set(key, sum)
    const figures = typeof row.micros === 'number' ? { all: row.micros } : row.micros
    for (const [kind, value] of Object.entries({ ...figures, podMinutes: row.podMinutes ?? 0 }))
      sum[kind] = (sum[kind] ?? 0n) + BigInt(value)
  }
  for (const sum of sums.values()) for (const kind of Object.keys(sum)) if (sum[kind] === 0n) delete sum[kind]
  return sums
}

export function allOf(micros: ByKind): number {
  return COST_KINDS.reduce((sum, kind: CostKind) => sum + (micros[kind] ?? 0), 0)
}

export const KEYS = {
  lines: ({ bucket, teamId, project, service, currency }: CostLine) => [
    bucket,
    teamId,
    project,
    service,
    currency,
  ],
  totals: ({ sourceId, bucket, teamId, project, currency }: CostTotal) => [
    sourceId,
    bucket,
    teamId,
    project,
    currency,
  ],
  points: ({ at, sourceId, currency }: Omit<CostPoint, 'micros'>) => [at, sourceId, currency],
}
