import { z } from 'zod'
import type { Card } from '../domain/card.ts'
import { budgetScopeOf } from '../domain/cost/budget-scope.ts'
import { BUDGET_NEWS } from '../domain/cost/budget-views.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import { loadBudgetRequestView } from '../queries/budget-request-view.ts'
import { budgetToldBy, type BudgetToldByDeps } from '../queries/budget-told-by.ts'
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
export function createRenderBudgetRequest(deps: BudgetToldByDeps) {
  return async (reads: Reads, requestId: string, now: number, card: Card): Promise<Message | null> => {
    const view = await loadBudgetRequestView(reads, deps, requestId, now)
    return view && budgetCard({ ...view, problem: card.problem, now })
  }
}

/** With where its figures come from, when it tells any. */
export function createRenderBudgetNotice(deps: BudgetToldByDeps & { clock: Pick<Clock, 'now'> }) {
  return async (reads: Reads, payload: Record<string, unknown>): Promise<Message | null> => {
    const notice = noticeSchema.parse(payload)
    const scope = budgetScopeOf(notice.budgetId)
    if (scope === null || typeof notice.values['spentMicros'] !== 'number') return budgetNotice(notice)
    return budgetNotice(notice, await budgetToldBy(reads, deps, { scope, now: deps.clock.now() }))
  }
}
