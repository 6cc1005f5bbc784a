import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import { peopleOnly } from '../domain/members.ts'
import type { Records } from '../domain/store.ts'
import { calledRequest } from './budget-decided.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfRequest } from './budget-effects.ts'
import { endRequest } from './budget-request-end.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { decided, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import { recordId } from './resource-input.ts'

const withdraw = defineOperation<{ requestId: string }, BudgetRequest, BudgetDeps>({
  name: 'withdraw-budget',
  isKept: true,
  input: z.object({ requestId: recordId }),
  may: peopleOnly,
  async decide({ tx, actor, input: { requestId }, now }) {
    const request = await tx.budgetRequests.get(requestId)
    if (!request)
      return decided(refused('budget-request-unknown', { requestId }), {
        subject: requestId,
        as: 'withdrawn',
      })
    const outcome = await takeBack(tx, request, { by: userOf(actor), now })
    return decided(outcome, { subject: request.budgetId, as: 'withdrawn', details: calledRequest(request) })
  },
})

async function takeBack(
  tx: Records,
  request: BudgetRequest,
  { by, now }: { by: string; now: number },
): Promise<Outcome<BudgetRequest>> {
  if (request.requesterId !== by)
    return refused('only-requester-may-withdraw', { userId: request.requesterId })
  const { state } = request
  const [approval] = await tx.approvals.of(request.id)
  if (state !== 'waiting' || !approval) return refused('budget-request-over', { state })
  const event = { event: 'withdraw', userId: by } as const
  const stepped = stepApproval(approval, event, { seen: approval.version, now })
  if (!stepped.ok) return stepped
  if (!(await tx.approvals.update(stepped.value.approval))) return refused('changed-meanwhile')
  const ended = await endRequest(tx, request, { as: 'withdrawn', by, now })
  const { channel } = request
  await tellOfRequest(tx, ended, { news: 'withdrawn', values: { by }, mentions: [], channel, now })
  return allowed(ended)
}

/** Who asked for it takes it back. */
export function createWithdrawBudget(deps: BudgetDeps): Operation<BudgetRequest> {
  return onceMore(withdraw(deps))
}
