/** Who has the budget. */
export type BudgetScope = { kind: 'team'; teamId: string } | { kind: 'project'; project: string }

/** What a team or project may cost in a month. One per scope. */
export interface Budget {
  /** `team:<id>`, `project:<name>` */
  id: string
  scope: BudgetScope
  /** As it was called when it was set: the team may be gone by now. */
  name: string
  currency: string
  /** Over 0. */
  monthlyMicros: number
  setBy: string
  setAt: number
  /** Compare-and-set counter. */
  version: number
}

/** The wish for another budget, decided by an approval. */
export interface BudgetRequest {
  id: string
  budgetId: string
  scope: BudgetScope
  name: string
  currency: string
  /** As it was when asked for; null: there was none. */
  fromMicros: number | null
  toMicros: number
  reason: string
  requesterId: string
  /** Where its card stands. */
  channel: string
  /** Of the team, where the outcome is told too. */
  teamChannel: string
  state: 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'expired' | 'superseded'
  createdAt: number
  decided: { by: string | null; at: number; reason: string | null } | null
  version: number
}

export function budgetId(scope: BudgetScope): string {
  return scope.kind === 'team' ? `team:${scope.teamId}` : `project:${scope.project}`
}

export function budgetCardId(requestId: string): string {
  return `budget-request:${requestId}`
}

/** What a month will have cost; `low` and `high` hold four times out of five if days go on as they did. */
export interface Forecast {
  micros: number
  low: number
  high: number
}

/** How a budget stands. */
export interface BudgetStanding {
  budget: Budget
  /** `2026-11` */
  month: string
  spentMicros: number
  /** Whole percent of the budget, rounded down. */
  percent: number
  /** null: too few days are known. */
  forecast: Forecast | null
  /** Its team or project is no longer in the catalogue. */
  isDissolved: boolean
  /** What was spent in other currencies, and does not count. */
  elsewhere: Record<string, number>
}
