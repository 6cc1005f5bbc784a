import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import type { BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { calledRequest } from './budget-decided.ts'
import { notPendingBudget, pendingBudget, type PendingBudget } from './budget-decision.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfRequest } from './budget-effects.ts'
import { endRequest } from './budget-request-end.ts'
import { rightsOfBudgetApproval } from './budget-rights.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { recordId } from './resource-input.ts'

const input = z.object({ approvalId: recordId, reason: z.string().trim().max(1000) })

const reject = defineOperation<z.output<typeof input>, BudgetRequest, BudgetDeps, Outcome<BudgetRightsFacts>>(
  {
    name: 'reject-budget',
    isKept: true,
    input,
    may: peopleOnly,
    gather: ({ actor, input: { approvalId }, deps }) => rightsOfBudgetApproval(deps, { actor, approvalId }),
    async decide({ tx, actor, input: { approvalId, reason }, facts, now, deps }) {
      const pending = await pendingBudget(tx, approvalId, facts)
      if (!pending.ok) return notPendingBudget(tx, approvalId, { refused: pending, as: 'rejected' })
      const { request } = pending.value
      const channel = budgetNewsChannel(deps, request.scope)
      const outcome = await sayNo(tx, pending.value, { by: userOf(actor), reason, channel, now })
      const details = { ...calledRequest(request), approvalId, reason }
      return decided(outcome, { subject: request.budgetId, as: 'rejected', details })
    },
  },
)

async function sayNo(
  tx: Records,
  { request, approval }: PendingBudget,
  { by, reason, channel, now }: { by: string; reason: string; channel: string; now: number },
): Promise<Outcome<BudgetRequest>> {
  const event = { event: 'reject', userId: by, reason } as const
  const stepped = stepApproval(approval, event, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  if (!(await tx.approvals.update(stepped.value.approval))) return refused('changed-meanwhile')
  const ended = await endRequest(tx, request, { as: 'rejected', by, reason, now })
  const mentions = [request.requesterId]
  await tellOfRequest(tx, ended, { news: 'rejected', values: { by, reason }, mentions, channel, now })
  return allowed(ended)
}

/** A no to a budget, with its reason: it stays what it is. */
export function createRejectBudget(deps: BudgetDeps): Operation<BudgetRequest> {
  return onceMore(reject(deps))
}
