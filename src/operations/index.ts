import type { AlertPolicy, AlertSource, DigestPolicy } from '../domain/policy.ts'
import { createAcceptInteraction } from './accept-interaction.ts'
import { createAcknowledgeAlert } from './acknowledge-alert.ts'
import { createApproveBudget } from './approve-budget.ts'
import { createApproveDeploy } from './approve-deploy.ts'
import { createApproveResource } from './approve-resource.ts'
import { createAttachCostChart } from './attach-cost-chart.ts'
import { createBeginModifyStep } from './begin-modify-step.ts'
import { createBeginPart } from './begin-part.ts'
import { createBeginWrite } from './begin-write.ts'
import { createBreakGlass } from './break-glass.ts'
import type { BudgetDeps } from './budget-deps.ts'
import { createCancelResource } from './cancel-resource.ts'
import { createCheckBudgets } from './check-budgets.ts'
import type { CostDeps } from './cost-deps.ts'
import { createCountPaidCall } from './count-paid-call.ts'
import { createDeleteResource } from './delete-resource.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { createEndChange } from './end-change.ts'
import { createEndRollout } from './end-rollout.ts'
import { createExpireApproval } from './expire-approval.ts'
import { createExpireBudgetApproval } from './expire-budget-approval.ts'
import { createExpireResourceApproval } from './expire-resource-approval.ts'
import { createFreezeDeploys } from './freeze-deploys.ts'
import { ingestAlerts } from './ingest-alerts.ts'
import { createLiftFreeze } from './lift-freeze.ts'
import { createLockService } from './lock-service.ts'
import { createModifyResource } from './modify-resource.ts'
import { createPlanDeploy } from './plan-deploy.ts'
import { createPostCostDigests } from './post-cost-digests.ts'
import { createPostCostEditions } from './post-cost-editions.ts'
import { createPostDigests } from './post-digests.ts'
import { createQueueWave } from './queue-wave.ts'
import { receiveAlerts } from './receive-alerts.ts'
import { createRecordBuild } from './record-build.ts'
import { createRecordCostReading } from './record-cost-reading.ts'
import { createRecordCosts } from './record-costs.ts'
import { createRecordOwnership } from './record-ownership.ts'
import { createRejectBudget } from './reject-budget.ts'
import { createRejectDeploy } from './reject-deploy.ts'
import { createRejectResource } from './reject-resource.ts'
import { createRemoveBudget } from './remove-budget.ts'
import { createRequestBudget } from './request-budget.ts'
import { createRequestCostCsv } from './request-cost-csv.ts'
import { createRequestDeploy } from './request-deploy.ts'
import { createRequestResource } from './request-resource.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { createRetryResource } from './retry-resource.ts'
import { createSetBudget } from './set-budget.ts'
import { createStartChange } from './start-change.ts'
import { createStartWave } from './start-wave.ts'
import { createStopChange } from './stop-change.ts'
import { createTurnBackChange } from './turn-back-change.ts'
import { createUnacknowledgeAlert } from './unacknowledge-alert.ts'
import { createUnlockService } from './unlock-service.ts'
import { createWaiveApproval } from './waive-approval.ts'
import { createWithdrawBudget } from './withdraw-budget.ts'
import { createWithdrawDeploy } from './withdraw-deploy.ts'

export interface OperationsDeps extends DeployDeps, ResourceDeps, CostDeps, BudgetDeps {
  policy: AlertPolicy
  sources: AlertSource[]
  digest: DigestPolicy
}

/** The registry of what the bot can do: one line a verb. */
export function createOperations(deps: OperationsDeps) {
  return {
    acceptInteraction: createAcceptInteraction(deps),
    acknowledgeAlert: createAcknowledgeAlert(deps),
    approveBudget: createApproveBudget(deps),
    approveDeploy: createApproveDeploy(deps),
    approveResource: createApproveResource(deps),
    attachCostChart: createAttachCostChart(deps),
    beginModifyStep: createBeginModifyStep(deps),
    beginPart: createBeginPart(deps),
    beginWrite: createBeginWrite(deps),
    breakGlass: createBreakGlass(deps),
    cancelResource: createCancelResource(deps),
    checkBudgets: createCheckBudgets(deps),
    countPaidCall: createCountPaidCall(deps),
    deleteResource: createDeleteResource(deps),
    endChange: createEndChange(deps),
    endRollout: createEndRollout(deps),
    expireApproval: createExpireApproval(deps),
    expireBudgetApproval: createExpireBudgetApproval(deps),
    expireResourceApproval: createExpireResourceApproval(deps),
    freezeDeploys: createFreezeDeploys(deps),
    ingestAlerts: ingestAlerts(deps),
    liftFreeze: createLiftFreeze(deps),
    lockService: createLockService(deps),
    modifyResource: createModifyResource(deps),
    planDeploy: createPlanDeploy(deps),
    postCostDigests: createPostCostDigests(deps),
    postCostEditions: createPostCostEditions(deps),
    postDigests: createPostDigests(deps),
    queueWave: createQueueWave(deps),
    receiveAlerts: receiveAlerts(deps),
    recordBuild: createRecordBuild(deps),
    recordCostReading: createRecordCostReading(deps),
    recordCosts: createRecordCosts(deps),
    recordOwnership: createRecordOwnership(deps),
    rejectBudget: createRejectBudget(deps),
    rejectDeploy: createRejectDeploy(deps),
    rejectResource: createRejectResource(deps),
    removeBudget: createRemoveBudget(deps),
    requestBudget: createRequestBudget(deps),
    requestCostCsv: createRequestCostCsv(deps),
    requestDeploy: createRequestDeploy(deps),
    requestResource: createRequestResource(deps),
    retryResource: createRetryResource(deps),
    setBudget: createSetBudget(deps),
    startChange: createStartChange(deps),
    startWave: createStartWave(deps),
    stopChange: createStopChange(deps),
    turnBackChange: createTurnBackChange(deps),
    unacknowledgeAlert: createUnacknowledgeAlert(deps),
    unlockService: createUnlockService(deps),
    waiveApproval: createWaiveApproval(deps),
    withdrawBudget: createWithdrawBudget(deps),
    withdrawDeploy: createWithdrawDeploy(deps),
  }
}

export type Operations = ReturnType<typeof createOperations>
