import type { BudgetStanding } from './budget.ts'
import type { Day, DayRange } from './day.ts'
import type { Bucket } from './line.ts'
import type { CostKind } from './money.ts'
import type { CostScope } from './scope.ts'
import type { CostFailureCode, CostNote, CostSourceInfo } from './source.ts'

export const COST_PERIODS = [
  'today',
  'yesterday',
  '7d',
  '30d',
  'week',
  'last-week',
  'month',
  'last-month',
] as const

/** A period by its word, or a month: `2026-10`. */
export type PeriodWord = (typeof COST_PERIODS)[number] | `${number}-${number}`

/** Days of the period, and as many before it to compare with. */
export interface CostPeriod {
  word: PeriodWord
  days: DayRange
  before: DayRange
  /** It is not over: the last day is today. */
  isRunning: boolean
}

/** Who or what a share of a total is. `others`: the rest of a list that was cut. */
export type Part =
  | { is: 'team'; teamId: string; name: string; isDissolved: boolean }
  | { is: 'project'; project: string }
  | { is: 'service'; service: string; project: string | null }
  | { is: 'kind'; kind: CostKind }
  | { is: Exclude<Bucket, 'team'> }
  | { is: 'others'; count: number }

export interface CostShare {
  part: Part
  micros: number
  /** Of the period before; null: nothing is known of that time. */
  beforeMicros: number | null
}

/** The largest first, what is cut summed up in `others`, `shared`, `idle` and `unowned` last: the sum is the total. */
export interface Breakdown {
  by: 'team' | 'project' | 'service' | 'kind'
  shares: CostShare[]
}

/** Everything in one currency. */
export interface CurrencyReport {
  currency: string
  micros: number
  beforeMicros: number | null
  breakdowns: Breakdown[]
}

/** What a source knew when the figures were made: each figure says where it comes from. */
export interface SourceStanding extends Omit<CostSourceInfo, 'unit'> {
  unit: 'hour' | 'day'
  /** Its figures reach until here (exclusive; ms); null: it has none of the time asked for. */
  until: number | null
  /** When those were read. */
  readAt: number | null
  /** Null while it answers. */
  down: { since: number; code: CostFailureCode } | null
  /** Hours or days of the time asked for that it has not told, or not completely. */
  missing: number
  /** What `missing` counts: days too of a source that tells hours, where days were asked for. Left out: those of `unit`. */
  missingUnit?: 'hour' | 'day'
  /** It says that it will still change them. */
  isEstimated: boolean
  notes: CostNote[]
  /** It is in the figures, but not in the configuration any more. */
  isRemoved: boolean
}

/** The answer of `/cost`. */
export interface CostReport {
  scope: CostScope
  /** What the scope is called; of a team that is gone, what it was called last, or its id. */
  name: string
  isDissolved: boolean
  /** The team that owns the project now. Left out or null: nobody does, or it is not about a project. */
  owner?: { teamId: string; name: string } | null
  /** Namespaces of it, as the catalogue knows them, that serve everybody: what they cost stands under `shared`. */
  shared?: string[]
  period: CostPeriod
  timeZone: string
  /** The company's currency first, then by size; at least one. */
  currencies: CurrencyReport[]
  /** Of the company's currency, day by day in order; days of which nothing is known are null. */
  daily: { day: Day; micros: number | null }[]
  sources: SourceStanding[]
  /** Of the running month, when this scope has one. */
  budget: BudgetStanding | null
}
