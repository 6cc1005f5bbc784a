import type { Budget } from './budget.ts'

/** What the budget allows in this currency; null when there is none, or one of another currency: these are not compared. */
export function monthlyIn(budget: Budget | null, currency: string): number | null {
  return budget?.currency === currency ? budget.monthlyMicros : null
}
