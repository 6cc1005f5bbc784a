import { stepApproval, type Approval } from '../domain/approval.ts'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import type { Records } from '../domain/store.ts'
import { wantBudgetCard } from './budget-effects.ts'

interface Ending {
  as: Exclude<BudgetRequest['state'], 'waiting'>
  by: string | null
  reason?: string | null
  now: number
}

/** Stores how a request ended and shows it. For who holds its approval's new state: it throws when somebody was first. */
export async function endRequest(
  tx: Records,
  request: BudgetRequest,
  { as, by, reason = null, now }: Ending,
): Promise<BudgetRequest> {
  const version = request.version + 1
  const ended: BudgetRequest = { ...request, state: as, decided: { by, at: now, reason }, version }
  if (!(await tx.budgetRequests.update(ended)))
    throw new Error(`storing budget request ${request.id}: it changed meanwhile`)
  await wantBudgetCard(tx, ended, now)
  return ended
}

/** Another budget was decided on: what was asked for before is settled, and its approval with it. */
export async function supersedeRequests(
  tx: Records,
  budgetId: string,
  { by, now }: { by: string; now: number },
): Promise<BudgetRequest[]> {
  const superseded: BudgetRequest[] = []
  for (const request of await tx.budgetRequests.waiting(budgetId)) {
    for (const approval of await tx.approvals.of(request.id)) await setAside(tx, approval, { by, now })
    superseded.push(await endRequest(tx, request, { as: 'superseded', by, now }))
  }
  return superseded
}

async function setAside(
  tx: Records,
  approval: Approval,
  { by, now }: { by: string; now: number },
): Promise<void> {
  const isLate = now >= approval.expiresAt
  const event = isLate
    ? ({ event: 'time-passed' } as const)
    : ({ event: 'set-aside', by, reason: 'budget-set' } as const)
  const stepped = stepApproval(approval, event, { seen: approval.version, now })
  if (stepped.ok) await tx.approvals.update(stepped.value.approval)
}
