import { budgetCardId, type Budget, type BudgetRequest } from '../domain/cost/budget.ts'
import type { BudgetNotice } from '../domain/cost/budget-views.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'

type Told = Pick<BudgetNotice, 'news' | 'values' | 'mentions'>

/** The card shows what is true now. */
export async function wantBudgetCard(
  tx: Records,
  { id, channel }: Pick<BudgetRequest, 'id' | 'channel'>,
  now: number,
): Promise<void> {
  const kind = 'budget-request'
  const card = { id: budgetCardId(id), kind, subject: id, channel } as const
  await tx.cards.want({ ...card, priority: PRIORITY.outcome, dueAt: now })
}

/** News of a request, once each: below its card where that stands in the channel, else as a message. */
export async function tellOfRequest(
  tx: Records,
  request: BudgetRequest,
  { channel, now, ...told }: Told & { channel: string; now: number },
): Promise<void> {
  const { id, budgetId, name, currency, fromMicros, toMicros, reason } = request
  const payload: BudgetNotice = {
    budgetId,
    name,
    currency,
    ...told,
    values: { fromMicros, toMicros, reason, ...told.values },
  }
  const threadCardId = channel === request.channel ? budgetCardId(id) : null
  await add(tx, { key: `budget-request:${id}:${told.news}`, payload, channel, threadCardId, now })
}

/** News of a budget that nobody had to approve. */
export async function tellOfBudget(
  tx: Records,
  budget: Budget,
  { channel, now, ...told }: Told & { channel: string; now: number },
): Promise<void> {
  const { id: budgetId, name, currency, version } = budget
  const key = `budget:${budgetId}:${told.news}:${version}:${now}`
  await add(tx, { key, payload: { budgetId, name, currency, ...told }, channel, threadCardId: null, now })
}

async function add(
  tx: Records,
  {
    payload,
    now,
    ...notice
  }: { key: string; payload: BudgetNotice; channel: string; threadCardId: string | null; now: number },
): Promise<void> {
  await tx.notices.add({
    ...notice,
    kind: 'budget',
    payload: { ...payload },
    priority: PRIORITY.outcome,
    createdAt: now,
    dueAt: now,
  })
}
