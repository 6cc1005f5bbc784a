import { z } from 'zod'
import type { Card } from '../domain/card.ts'
import { BUDGET_NEWS } from '../domain/cost/budget-views.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import { loadBudgetRequestView } from '../queries/budget-request-view.ts'
import type { BudgetStandingDeps } from '../queries/budget-standings.ts'
import { budgetCard } from '../views/budget-card.ts'
import { budgetNotice } from '../views/budget-notice.ts'

const noticeSchema = z.object({
  news: z.enum(BUDGET_NEWS),
  budgetId: z.string(),
  name: z.string(),
  currency: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  mentions: z.array(z.string()),
})

/** The card of a request for a budget. */
export function createRenderBudgetRequest(deps: BudgetStandingDeps) {
  return async (reads: Reads, requestId: string, now: number, card: Card): Promise<Message | null> => {
    const view = await loadBudgetRequestView(reads, deps, requestId, now)
    return view && budgetCard({ ...view, problem: card.problem, now })
  }
}

export function createRenderBudgetNotice() {
  return async (_reads: Reads, payload: Record<string, unknown>): Promise<Message | null> =>
    budgetNotice(noticeSchema.parse(payload))
}
