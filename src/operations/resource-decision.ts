import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Approval } from '../domain/approval.ts'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import type { ChangeVerb } from '../domain/resources/change.ts'
import { mayApproveChange, type ChangeFacts } from '../domain/resources/may-change.ts'
import type { Records } from '../domain/store.ts'
import { calledChange } from './change-decided.ts'
import { readChange, type ChangeOf } from './change-transition.ts'
import type { Decided } from './define-operation.ts'
import { decided, no } from './request-deploy-decided.ts'

export interface PendingChange extends ChangeOf {
  approval: Approval
}

/** An approval and its change as they are now, for somebody who may decide about it. */
export async function pendingChange(
  tx: Records,
  approvalId: string,
  rights: Outcome<ChangeFacts>,
): Promise<Outcome<PendingChange>> {
  const approval = await tx.approvals.get(approvalId)
  const isOurs = approval?.subjectKind === 'resource-change'
  if (!isOurs) return refused('approval-unknown', { approvalId })
  const read = await readChange(tx, approval.subjectId)
  if (!read.ok) return read
  if (!rights.ok) return rights
  const { requesterId, requesterMay } = approval
  const rule = ruleOf(rights.value, read.value.change.verb)
  if (!rule) return refused('approval-not-needed', { environment: rights.value.environment.name })
  // Who may is asked of policy as it is now; the rest stands as it was asked for.
  const denial = mayApproveChange({ ...rights.value, rule: { ...rule, requesterMay }, requesterId })
  return denial ? no(denial) : allowed({ ...read.value, approval })
}

/** A no to who may not decide stands in the audit under the resource that it is about, where there is one. */
export async function notPending(
  tx: Records,
  approvalId: string,
  { refused: outcome, as }: { refused: Outcome<never>; as: string },
): Promise<Decided<never>> {
  const approval = await tx.approvals.get(approvalId)
  const isOurs = approval?.subjectKind === 'resource-change'
  const read = isOurs ? await readChange(tx, approval.subjectId) : null
  if (!read?.ok) return decided(outcome, { subject: approvalId, as })
  const details = { ...calledChange(read.value), approvalId }
  return decided(outcome, { subject: read.value.resource.id, as, details })
}

function ruleOf({ environment }: ChangeFacts, verb: ChangeVerb): ApprovalRule | null {
  return verb === 'delete' ? environment.deletion.approval : environment.approval
}
