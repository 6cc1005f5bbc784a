import type { AlertPolicy, AlertSource, DigestPolicy } from '../domain/policy.ts'
import { createAcceptInteraction } from './accept-interaction.ts'
import { createAcknowledgeAlert } from './acknowledge-alert.ts'
import { createApproveDeploy } from './approve-deploy.ts'
import { createApproveResource } from './approve-resource.ts'
import { createBeginModifyStep } from './begin-modify-step.ts'
import { createBeginPart } from './begin-part.ts'
import { createBeginWrite } from './begin-write.ts'
import { createBreakGlass } from './break-glass.ts'
import { createCancelResource } from './cancel-resource.ts'
import { createDeleteResource } from './delete-resource.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { createEndChange } from './end-change.ts'
import { createEndRollout } from './end-rollout.ts'
import { createExpireApproval } from './expire-approval.ts'
import { createExpireResourceApproval } from './expire-resource-approval.ts'
import { createFreezeDeploys } from './freeze-deploys.ts'
import { ingestAlerts } from './ingest-alerts.ts'
import { createLiftFreeze } from './lift-freeze.ts'
import { createLockService } from './lock-service.ts'
import { createModifyResource } from './modify-resource.ts'
import { createPlanDeploy } from './plan-deploy.ts'
import { createPostDigests } from './post-digests.ts'
import { createQueueWave } from './queue-wave.ts'
import { receiveAlerts } from './receive-alerts.ts'
import { createRecordBuild } from './record-build.ts'
import { createRejectDeploy } from './reject-deploy.ts'
import { createRejectResource } from './reject-resource.ts'
import { createRequestDeploy } from './request-deploy.ts'
import { createRequestResource } from './request-resource.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { createRetryResource } from './retry-resource.ts'
import { createStartChange } from './start-change.ts'
import { createStartWave } from './start-wave.ts'
import { createStopChange } from './stop-change.ts'
import { createTurnBackChange } from './turn-back-change.ts'
import { createUnacknowledgeAlert } from './unacknowledge-alert.ts'
import { createUnlockService } from './unlock-service.ts'
import { createWaiveApproval } from './waive-approval.ts'
import { createWithdrawDeploy } from './withdraw-deploy.ts'

export interface OperationsDeps extends DeployDeps, ResourceDeps {
  policy: AlertPolicy
  sources: AlertSource[]
  digest: DigestPolicy
}

/** The registry of what the bot can do: one line a verb. */
export function createOperations(deps: OperationsDeps) {
  return {
    acceptInteraction: createAcceptInteraction(deps),
    acknowledgeAlert: createAcknowledgeAlert(deps),
    approveDeploy: createApproveDeploy(deps),
    approveResource: createApproveResource(deps),
    beginModifyStep: createBeginModifyStep(deps),
    beginPart: createBeginPart(deps),
    beginWrite: createBeginWrite(deps),
    breakGlass: createBreakGlass(deps),
    cancelResource: createCancelResource(deps),
    deleteResource: createDeleteResource(deps),
    endChange: createEndChange(deps),
    endRollout: createEndRollout(deps),
    expireApproval: createExpireApproval(deps),
    expireResourceApproval: createExpireResourceApproval(deps),
    freezeDeploys: createFreezeDeploys(deps),
    ingestAlerts: ingestAlerts(deps),
    liftFreeze: createLiftFreeze(deps),
    lockService: createLockService(deps),
    modifyResource: createModifyResource(deps),
    planDeploy: createPlanDeploy(deps),
    postDigests: createPostDigests(deps),
    queueWave: createQueueWave(deps),
    receiveAlerts: receiveAlerts(deps),
    recordBuild: createRecordBuild(deps),
    rejectDeploy: createRejectDeploy(deps),
    rejectResource: createRejectResource(deps),
    requestDeploy: createRequestDeploy(deps),
    requestResource: createRequestResource(deps),
    retryResource: createRetryResource(deps),
    startChange: createStartChange(deps),
    startWave: createStartWave(deps),
    stopChange: createStopChange(deps),
    turnBackChange: createTurnBackChange(deps),
    unacknowledgeAlert: createUnacknowledgeAlert(deps),
    unlockService: createUnlockService(deps),
    waiveApproval: createWaiveApproval(deps),
    withdrawDeploy: createWithdrawDeploy(deps),
  }
}

export type Operations = ReturnType<typeof createOperations>
