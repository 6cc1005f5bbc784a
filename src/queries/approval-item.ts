import type { Approval } from '../domain/approval.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import type { Reads } from '../domain/store.ts'
import { loadBudgetRequestView } from './budget-request-view.ts'
import type { BudgetToldByDeps } from './budget-told-by.ts'
import { loadChangeView, type ChangeViewDeps } from './change-view.ts'
import { viewOfRecord, type DeployViewDeps } from './deploy-view.ts'

export interface ApprovalItemDeps extends DeployViewDeps, ChangeViewDeps, BudgetToldByDeps {}

export interface WaitingDeploy {
  kind: 'deploy'
  view: DeployView
  approval: Approval
}

export interface WaitingChange {
  kind: 'resource-change'
  change: ChangeView
  approval: Approval
}

export interface WaitingBudget {
  kind: 'budget-request'
  view: BudgetRequestView
  approval: Approval
}

export type WaitingApproval = WaitingDeploy | WaitingChange | WaitingBudget

/** An approval with what it asks for, in whatever state both are; null when that is gone. */
export async function loadApprovalItem(
  reads: Reads,
  deps: ApprovalItemDeps,
  { approval, now }: { approval: Approval; now: number },
): Promise<WaitingApproval | null> {
  switch (approval.subjectKind) {
    case 'resource-change': {
      const change = await loadChangeView(reads, deps, approval.subjectId, now)
      return change && { kind: 'resource-change', change, approval }
    }
    case 'budget-request': {
      const view = await loadBudgetRequestView(reads, deps, approval.subjectId, now)
      return view && { kind: 'budget-request', view, approval }
    }
    case 'deploy': {
      const record = await reads.deploys.get(approval.subjectId)
      return record && { kind: 'deploy', view: await viewOfRecord(reads, deps, { record, now }), approval }
    }
  }
}
