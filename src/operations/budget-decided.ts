import type { Budget, BudgetRequest } from '../domain/cost/budget.ts'

/** What people call the request that is decided about, for the audit. */
export function calledRequest(request: BudgetRequest): Record<string, unknown> {
  const { id: requestId, name, currency, fromMicros, toMicros } = request
  return { requestId, name, currency, fromMicros, toMicros }
}

export function calledBudget({ name, currency, monthlyMicros }: Budget): Record<string, unknown> {
  return { name, currency, monthlyMicros }
}
