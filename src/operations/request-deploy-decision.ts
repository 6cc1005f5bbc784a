import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Approval } from '../domain/approval.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { stepDeploy, type DeployEvent } from '../domain/deploys/step-deploy.ts'
import { whoCan, type WhoCanFacts } from '../domain/deploys/who-can.ts'
import type { Records } from '../domain/store.ts'
import { wantDeployCard } from './deploy-effects.ts'
import { stepRecord } from './deploy-transition.ts'
import { no } from './request-deploy-decided.ts'

export interface Pending {
  approval: Approval
  record: DeployRecord
}

/** An approval and its deploy as they are now, for somebody who may decide about it. */
export async function pendingFor(
  tx: Records,
  approvalId: string,
  rights: Outcome<WhoCanFacts>,
): Promise<Outcome<Pending>> {
  const approval = await tx.approvals.get(approvalId)
  const record = approval && (await tx.deploys.get(approval.subjectId))
  if (!approval || !record) return refused('approval-unknown', { approvalId })
  if (!rights.ok) return rights
  const { requesterId, authorId } = approval
  const denial = whoCan('approve', { ...rights.value, requesterId, authorId })
  return denial ? no(denial) : allowed({ approval, record })
}

/** An approval's step and what it means for the deploy (null: nothing yet) are stored together or not at all. */
export async function storeDecision(
  tx: Records,
  { approval, record }: Pending,
  { event, now }: { event: DeployEvent | null; now: number },
): Promise<Outcome<Pending>> {
  const probe = event && stepDeploy(record, event, record.version)
  if (probe && !probe.ok) return probe
  if (!(await tx.approvals.update(approval))) return refused('changed-meanwhile')
  if (!event) {
    await wantDeployCard(tx, record, { now })
    return allowed({ approval, record })
  }
  const stepped = await stepRecord(tx, record, { event, now })
  return stepped.ok ? allowed({ approval, record: stepped.value }) : stepped
}
