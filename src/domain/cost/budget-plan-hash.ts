import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical-json.ts'
import type { BudgetRequest } from './budget.ts'

/** What a yes is bound to. */
export function budgetPlanHash({
  budgetId,
  fromMicros,
  toMicros,
  reason,
}: Pick<BudgetRequest, 'budgetId' | 'fromMicros' | 'toMicros' | 'reason'>): string {
  const bound = { budgetId, fromMicros, toMicros, reason }
  return createHash('sha256').update(canonicalJson(bound)).digest('hex')
}
