import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { approversOf } from '../domain/approvers.ts'
import { budgetCardChannel, budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import type { BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import { budgetPlanHash } from '../domain/cost/budget-plan-hash.ts'
import { budgetId, type BudgetRequest } from '../domain/cost/budget.ts'
import { mayAskForBudget } from '../domain/cost/may-budget.ts'
import { monthlyIn } from '../domain/cost/monthly-in.ts'
import { peopleOnly } from '../domain/members.ts'
import { PRIORITY } from '../domain/message.ts'
import { newApproval } from '../domain/new-approval.ts'
import type { Records } from '../domain/store.ts'
import { calledRequest } from './budget-decided.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfRequest, wantBudgetCard } from './budget-effects.ts'
import { budgetMicros, budgetScope } from './budget-input.ts'
import { budgetRights } from './budget-rights.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { formId } from './resource-input.ts'

const input = z.object({
  /** Becomes the id of the request. */
  formId,
  scope: budgetScope,
  toMicros: budgetMicros,
  reason: z.string().trim().max(1000),
})
type Input = z.output<typeof input>

interface Asked {
  input: Input
  facts: BudgetRightsFacts
  requesterId: string
  now: number
  deps: BudgetDeps
}

const request = defineOperation<Input, BudgetRequest, BudgetDeps, BudgetRightsFacts>({
  name: 'request-budget',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { scope }, deps }) => budgetRights(deps, { actor, scope }),
  async decide({ tx, actor, input: asked, facts, now, deps }) {
    const requesterId = userOf(actor)
    const before = await tx.budgetRequests.get(asked.formId)
    if (before) return { outcome: asAskedBefore(before, requesterId), audit: null }
    const outcome = await ask(tx, { input: asked, facts, requesterId, now, deps })
    const { toMicros, reason } = asked
    const { currency } = deps.costPolicy
    const details = outcome.ok ? calledRequest(outcome.value) : { name: facts.name, currency, toMicros }
    const subject = budgetId(asked.scope)
    return decided(outcome, { subject, as: 'requested', details: { ...details, reason } })
  },
})

function asAskedBefore(before: BudgetRequest, requesterId: string): Outcome<BudgetRequest> {
  if (before.requesterId === requesterId) return allowed(before)
  return refused('invalid-input', { field: 'formId', problem: 'belongs to somebody else' })
}

async function ask(tx: Records, asked: Asked): Promise<Outcome<BudgetRequest>> {
  const { input: form, facts, requesterId, now, deps } = asked
  const { holder, name } = facts
  if (!holder) return refused('budget-unknown', { name })
  const denial = mayAskForBudget(facts)
  if (denial) return no(denial)
  const { toMicros, reason, scope } = form
  if (reason === '') return refused('reason-needed')
  const [waiting] = await tx.budgetRequests.waiting(holder.id)
  if (waiting) return refused('budget-already-asked', { name, requestId: waiting.id })
  const { currency } = deps.costPolicy
  const fromMicros = monthlyIn(await tx.budgets.get(holder.id), currency)
  if (fromMicros !== null && toMicros <= fromMicros)
    return refused('budget-not-more', { name, monthly: fromMicros, currency })
  const teamChannel = budgetNewsChannel(deps, scope)
  const channel = budgetCardChannel(deps, scope)
  const wish: BudgetRequest = {
    id: form.formId,
    budgetId: holder.id,
    scope,
    name,
    currency,
    fromMicros,
    toMicros,
    reason,
    requesterId,
    channel,
    teamChannel,
    state: 'waiting',
    createdAt: now,
    decided: null,
    version: 0,
  }
  await tx.budgetRequests.insert(wish)
  await openApproval(tx, wish, asked)
  return allowed(wish)
}

async function openApproval(tx: Records, wish: BudgetRequest, { facts, now, deps }: Asked): Promise<void> {
  const { approval: rule } = facts.policy
  const about = {
    id: deps.newId(),
    subjectKind: 'budget-request' as const,
    subjectId: wish.id,
    planHash: budgetPlanHash(wish),
    requesterId: wish.requesterId,
  }
  const approval = newApproval(about, { rule, now })
  await tx.approvals.insert(approval)
  await wantBudgetCard(tx, wish, now)
  await tellOfRequest(tx, wish, {
    news: 'asked',
    values: { by: wish.requesterId, expiresAt: approval.expiresAt },
    mentions: approversOf(rule, facts.team),
    channel: wish.channel,
    now,
  })
  const due = { dueAt: approval.expiresAt, priority: PRIORITY.outcome }
  await tx.queue.enqueue('expire-budget', approval.id, due)
}

/** Asks for a larger budget, or for one where there is none. The same form twice gives the same request. */
export function createRequestBudget(deps: BudgetDeps): Operation<BudgetRequest> {
  return onceMore(request(deps))
}
