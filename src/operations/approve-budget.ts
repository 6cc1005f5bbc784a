import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { stepApproval, type Approval } from '../domain/approval.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import type { BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import type { Budget, BudgetRequest } from '../domain/cost/budget.ts'
import { monthlyIn } from '../domain/cost/monthly-in.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { calledRequest } from './budget-decided.ts'
import { notPendingBudget, pendingBudget, type PendingBudget } from './budget-decision.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfRequest, wantBudgetCard } from './budget-effects.ts'
import { endRequest } from './budget-request-end.ts'
import { rightsOfBudgetApproval } from './budget-rights.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { planHash, recordId } from './resource-input.ts'

const input = z.object({ approvalId: recordId, planHash })

export interface ApprovedBudget {
  request: BudgetRequest
  approval: Approval
  /** `voted`: more are needed. */
  effect: 'voted' | 'approved'
}

interface Vote {
  vote: { userId: string; planHash: string }
  now: number
  deps: BudgetDeps
}

const approve = defineOperation<
  z.output<typeof input>,
  ApprovedBudget,
  BudgetDeps,
  Outcome<BudgetRightsFacts>
>({
  name: 'approve-budget',
  isKept: true,
  input,
  may: peopleOnly,
  gather: ({ actor, input: { approvalId }, deps }) => rightsOfBudgetApproval(deps, { actor, approvalId }),
  async decide({ tx, actor, input: seen, facts, now, deps }) {
    const pending = await pendingBudget(tx, seen.approvalId, facts)
    if (!pending.ok) return notPendingBudget(tx, seen.approvalId, { refused: pending, as: 'approved' })
    const { request } = pending.value
    const vote = { userId: userOf(actor), planHash: seen.planHash }
    const outcome = await castVote(tx, pending.value, { vote, now, deps })
    const as = outcome.ok ? outcome.value.effect : 'approved'
    return decided(outcome, {
      subject: request.budgetId,
      as,
      details: { ...calledRequest(request), ...seen },
    })
  },
})

async function castVote(
  tx: Records,
  { request, approval, facts: { holder, name } }: PendingBudget,
  { vote, now, deps }: Vote,
): Promise<Outcome<ApprovedBudget>> {
  const stepped = stepApproval(approval, { event: 'approve', ...vote }, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  if (!holder) return refused('budget-unknown', { name: request.name })
  const current = await tx.budgets.get(request.budgetId)
  // What was asked for was weighed against another budget: it has to be asked for anew.
  if (monthlyIn(current, request.currency) !== request.fromMicros)
    return refused('budget-changed-meanwhile', { name })
  if (!(await tx.approvals.update(stepped.value.approval))) return refused('changed-meanwhile')
  const voted = { approval: stepped.value.approval }
  if (stepped.value.effect !== 'approved') {
    await wantBudgetCard(tx, request, now)
    return allowed({ ...voted, request, effect: 'voted' })
  }
  const { userId: by } = vote
  await setAsAsked(tx, request, { current, name, by, now })
  const ended = await endRequest(tx, request, { as: 'approved', by, now })
  const mentions = [request.requesterId]
  const channel = budgetNewsChannel(deps, request.scope)
  await tellOfRequest(tx, ended, { news: 'approved', values: { by }, mentions, channel, now })
  return allowed({ ...voted, request: ended, effect: 'approved' })
}

async function setAsAsked(
  tx: Records,
  { budgetId: id, scope, currency, toMicros: monthlyMicros }: BudgetRequest,
  { current, name, by, now }: { current: Budget | null; name: string; by: string; now: number },
): Promise<void> {
  const version = current ? current.version + 1 : 0
  const budget: Budget = { id, scope, name, currency, monthlyMicros, setBy: by, setAt: now, version }
  if (!(await tx.budgets.save(budget))) throw new Error(`storing budget ${id}: it changed meanwhile`)
}

/** A yes to a budget, for exactly what was seen; the last one that is needed sets it. */
export function createApproveBudget(deps: BudgetDeps): Operation<ApprovedBudget> {
  return onceMore(approve(deps))
}
