import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Approval } from '../domain/approval.ts'
import type { BudgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import { mayApproveBudget } from '../domain/cost/may-budget.ts'
import type { Records } from '../domain/store.ts'
import { calledRequest } from './budget-decided.ts'
import type { Decided } from './define-operation.ts'
import { decided, no } from './request-deploy-decided.ts'

export interface PendingBudget {
  request: BudgetRequest
  approval: Approval
  facts: BudgetRightsFacts
}

/** An approval and its request as they are now, for somebody who may decide about it. */
export async function pendingBudget(
  tx: Records,
  approvalId: string,
  rights: Outcome<BudgetRightsFacts>,
): Promise<Outcome<PendingBudget>> {
  const approval = await tx.approvals.get(approvalId)
  if (approval?.subjectKind !== 'budget-request') return refused('approval-unknown', { approvalId })
  const request = await tx.budgetRequests.get(approval.subjectId)
  if (!request) return refused('budget-request-unknown', { requestId: approval.subjectId })
  if (!rights.ok) return rights
  // Its approval only says withdrawn, as if the requester had done it.
  if (request.state === 'superseded') return refused('budget-request-over', { state: request.state })
  const facts = rights.value
  const { requesterId, requesterMay } = approval
  // Who may is asked of policy as it is now; the rest stands as it was asked for.
  const rule = { ...facts.policy.approval, requesterMay }
  const denial = mayApproveBudget({ ...facts, rule, requesterId })
  return denial ? no(denial) : allowed({ request, approval, facts })
}

/** A no to who may not decide stands in the audit under the budget that it is about, where there is one. */
export async function notPendingBudget(
  tx: Records,
  approvalId: string,
  { refused: outcome, as }: { refused: Outcome<never>; as: string },
): Promise<Decided<never>> {
  const approval = await tx.approvals.get(approvalId)
  const isOurs = approval?.subjectKind === 'budget-request'
  const request = isOurs ? await tx.budgetRequests.get(approval.subjectId) : null
  if (!request) return decided(outcome, { subject: approvalId, as })
  const details = { ...calledRequest(request), approvalId }
  return decided(outcome, { subject: request.budgetId, as, details })
}
