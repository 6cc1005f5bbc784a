import type { Day } from './day.ts'
import type { CostRow } from './line.ts'

/** What a figure is made of. `list`: price list, no discount. `billed`: what the invoice will say, commitments spread. */
export type PriceBasis = 'list' | 'billed'

export interface CostSourceInfo {
  /** `opencost:prod-kr`, `cost-explorer:main` */
  id: string
  kind: 'opencost' | 'cost-explorer'
  /** The cluster or the account. */
  place: string
  /** The cluster whose namespaces it tells about; null: a cloud, whose rows carry project names. */
  cluster: string | null
  /** The shortest time it can tell about. */
  unit: 'hour' | 'day'
  prices: PriceBasis
}

/** The figures of one period; it replaces what was known of it. */
export interface CostSet {
  /** ms, and for days of UTC the day too. */
  start: number
  end: number
  /** How much of the period the source has seen; less than its length: it is not complete. */
  coveredMs: number
  /** The source says that it will still change. */
  isEstimated: boolean
  /** Empty: the source knows nothing of this time, which is not 0. */
  rows: CostRow[]
}

export const COST_FAILURES = [
  /** No connection, or no answer in time. */
  'unreachable',
  /** 5xx, or an answer that is none. */
  'broken',
  'throttled',
  /** The credentials may not ask this. */
  'forbidden',
  'credentials',
  /** The source has no figures for this time (yet). */
  'no-data',
  /** The calls of today that cost money are used up. */
  'calls-spent',
] as const
export type CostFailureCode = (typeof COST_FAILURES)[number]

export interface CostFailure {
  code: CostFailureCode
  /** In the source's words, one line, without secrets. */
  message: string
  /** AWS: what to tell its support. */
  requestId: string | null
  retryAfterMs: number | null
}

/** Not a failure, but people must know: the tag is not activated for cost allocation, so nothing has an owner. */
export type CostNote = { code: 'tag-inactive'; tag: string }

export type CostAnswer =
  { state: 'read'; sets: CostSet[]; notes: CostNote[] } | { state: 'failed'; failure: CostFailure }

/** Port: where figures come from. Never throws for what the source or the network does; reading twice is harmless. */
export interface CostSource extends CostSourceInfo {
  /**
   * Hours: `from` and `to` are full hours of UTC (ms), one set an hour. Days: `from` and `to` are starts of days of UTC.
   * `mayCall` is asked before each call that costs money, and counts it; false: give up with `calls-spent`.
   */
  read(
    window: { from: number; to: number },
    options: { mayCall(): Promise<boolean>; signal: AbortSignal },
  ): Promise<CostAnswer>
}

/** As the configuration has it. */
export interface ConfiguredCostSource extends CostSource {
  /** Calls that cost money, a day; null: none do. */
  callsPerDay: number | null
}

/** What became of the last reading; stored. */
export interface CostSourceState {
  id: string
  /** Last time it answered; null: never. */
  readAt: number | null
  /** Null while it answers. `triedAt`: the last try; left out: as if every try had come on time. */
  failure: (CostFailure & { since: number; attempts: number; triedAt?: number }) | null
  notes: CostNote[]
}

/** One period of one source as it was read last. */
export interface CostImport {
  sourceId: string
  /** ms for hours. */
  period: { unit: 'hour'; at: number } | { unit: 'day'; day: Day }
  state: 'complete' | 'partial' | 'empty'
  coveredMs: number
  lengthMs: number
  isEstimated: boolean
  readAt: number
  /** How often other figures replaced it. */
  revision: number
}
