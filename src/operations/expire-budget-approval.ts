import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { stepApproval } from '../domain/approval.ts'
import { budgetNewsChannel } from '../domain/cost/budget-channels.ts'
import { calledRequest } from './budget-decided.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { tellOfRequest } from './budget-effects.ts'
import { endRequest } from './budget-request-end.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const input = z.object({ approvalId: z.string() })

/** Ends an approval whose time is over, and its request with it. */
export const createExpireBudgetApproval = defineOperation<
  z.output<typeof input>,
  'expired' | 'unchanged',
  BudgetDeps
>({
  name: 'expire-budget-approval',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { approvalId }, now, deps }) {
    const unchanged = { outcome: allowed('unchanged' as const), audit: null }
    const approval = await tx.approvals.get(approvalId)
    const isOurs = approval?.subjectKind === 'budget-request'
    const request = isOurs ? await tx.budgetRequests.get(approval.subjectId) : null
    if (!approval || !request) return unchanged
    const stepped = stepApproval(approval, { event: 'time-passed' }, { seen: approval.version, now })
    if (!stepped.ok || stepped.value.effect !== 'expired') return unchanged
    await tx.approvals.update(stepped.value.approval)
    if (request.state === 'waiting') {
      const ended = await endRequest(tx, request, { as: 'expired', by: null, now })
      const channel = budgetNewsChannel(deps, request.scope)
      const mentions = [request.requesterId]
      await tellOfRequest(tx, ended, { news: 'expired', values: { by: null }, mentions, channel, now })
    }
    const details = { ...calledRequest(request), approvalId }
    return {
      outcome: allowed('expired' as const),
      audit: { subject: request.budgetId, outcome: 'expired', details },
    }
  },
})
