import type { Approval } from '../approval.ts'
import type { Team } from '../catalogue.ts'
import type { Budget, BudgetRequest, BudgetStanding } from './budget.ts'
import type { SourceStanding } from './report.ts'

/** Where the figures beside a budget come from. */
export interface ToldBy {
  sources: SourceStanding[]
  timeZone: string
}

/** What the card of a request shows. */
export interface BudgetRequestView {
  request: BudgetRequest
  approval: Approval | null
  /** How the month stands against the budget, or against the wished one where there is none yet. */
  standing: BudgetStanding | null
  /** Of `standing`; left out: nothing is told of it. */
  toldBy?: ToldBy
  /** Groups and people whose yes counts. */
  approvers: string[]
  team: Team | null
}

/** The answer of `/budget`. */
export interface BudgetList {
  standings: BudgetStanding[]
  /** How many there are besides these. */
  more?: number
  waiting: BudgetRequest[]
  /** Whether the asker is of the finance group; null: Slack could not tell now. */
  mayset: boolean | null
  /** What the asker may ask an increase for: own teams and their projects. */
  askable: { id: string; name: string; budget: Budget | null }[]
  /** What was asked about by name; left out: nothing in particular. */
  named?: string | null
  toldBy?: ToldBy
}

export const BUDGET_NEWS = [
  'threshold',
  'forecast-over',
  'asked',
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'set',
  'removed',
] as const

/** A notice about a budget. */
export interface BudgetNotice {
  news: (typeof BUDGET_NEWS)[number]
  budgetId: string
  name: string
  currency: string
  /** `threshold`: percent, spentMicros, monthlyMicros, low and high of the forecast, the month where it is over (`monthOver`); others: fromMicros, toMicros, by, reason. */
  values: Record<string, string | number | null>
  /** Groups and people to mention. */
  mentions: string[]
}
