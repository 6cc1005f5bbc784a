import type { BudgetStanding } from './budget.ts'
import type { CostChart } from './chart.ts'
import type { Day } from './day.ts'
import type { CostShare, SourceStanding } from './report.ts'
import type { DigestScope } from '../digest-scope.ts'

/** Why something moved, as far as the bot knows. */
export type MoveReason =
  | { is: 'new-workload' }
  | { is: 'gone' }
  /** Pods on average, in thousandths. */
  | { is: 'replicas'; fromMilli: number; toMilli: number }
  | { is: 'deploy'; version: string; at: number; environment: string }

/** What changed most against the same time a week before. */
export interface Mover {
  project: string
  service: string
  micros: number
  beforeMicros: number
  reasons: MoveReason[]
}

export interface Compared {
  micros: number
  /** The same hours a week before; null: nothing is known of that time. */
  beforeMicros: number | null
  /** Hours of it that are in the figures, and that there are. They differ at a change of clocks and when a source lacks some. */
  hours: { known: number; of: number; beforeKnown: number; beforeOf: number }
}

/** Figures of one currency in an hourly digest. */
export interface HourFigures {
  currency: string
  hour: Compared
  day: Compared
  /** The most moved first, of the hour. */
  movers: Mover[]
  moversTotal: number
  /** Of the hour: teams (company) or projects, the largest first, then shared, idle, unowned. */
  shares: CostShare[]
}

/** Frozen content of an hourly cost digest. Stored, so its shape only grows. */
export interface CostDigestSnapshot {
  scope: DigestScope
  timeZone: string
  /** The end of the hour it tells about. */
  at: number
  /** The main currency first. */
  figures: HourFigures[]
  budgets: BudgetStanding[]
  sources: SourceStanding[]
  /** Sources that failed or came back since the digest before. */
  changed: { sourceId: string; now: 'down' | 'back' }[]
  /** The day so far moved beyond the threshold. */
  hasDayMoved?: boolean
}

/** Frozen content of a daily or weekly edition. Stored, so its shape only grows. */
export interface CostEditionSnapshot {
  edition: 'daily' | 'weekly'
  scope: DigestScope
  timeZone: string
  /** The day, or the Monday of the week, that it tells about. */
  day: Day
  currencies: {
    currency: string
    micros: number
    beforeMicros: number | null
    shares: CostShare[]
    movers: Mover[]
    moversTotal: number
  }[]
  chart: CostChart
  budgets: BudgetStanding[]
  sources: SourceStanding[]
  /** How the chart is shown. `image`: a file that Slack holds, `null` until it is there. */
  shown: { as: 'native' } | { as: 'image'; fileId: string } | { as: 'text' }
}
