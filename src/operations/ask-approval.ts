import type { Team } from '../domain/catalogue.ts'
import type { Approval } from '../domain/approval.ts'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import { approversOf } from '../domain/approvers.ts'
import { planOfWave, type DeployRecord } from '../domain/deploys/deploy-record.ts'
import { planHash } from '../domain/deploys/plan.ts'
import { newApproval } from '../domain/new-approval.ts'
import type { Records } from '../domain/store.ts'
import { tellOfDeploy, wakeDeploy } from './deploy-effects.ts'

export interface ApprovalWish {
  record: DeployRecord
  wave: number
  rule: ApprovalRule
  team: Team | null
  id: string
  now: number
  /** Told instead of "approval wanted" when votes were thrown away. */
  because?: Record<string, string>
}

/** Asks for a wave: a new approval, bound to the wave's part of the plan, told to those who may give it. */
export async function askApproval(tx: Records, wish: ApprovalWish): Promise<Approval> {
  const { record, wave, rule, team, id, now, because } = wish
  const about = {
    id,
    subjectKind: 'deploy' as const,
    subjectId: record.id,
    wave,
    planHash: planHash(planOfWave(record.plan, wave)),
    requesterId: record.requesterId,
    authorId: record.release.authorId,
  }
  const approval = newApproval(about, { rule, now })
  await tx.approvals.insert(approval)
  await tellOfDeploy(tx, record, {
    key: `approval:${id}`,
    news: because ? 'votes-reset' : 'approval-wanted',
    values: { wave, ...because },
    mentions: approversOf(rule, team),
    now,
  })
  await wakeDeploy(tx, record.id, approval.expiresAt)
  return approval
}
