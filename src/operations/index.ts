import type { AlertPolicy, AlertSource, DigestPolicy } from '../domain/policy.ts'
import { createAcceptInteraction } from './accept-interaction.ts'
import { createAcknowledgeAlert } from './acknowledge-alert.ts'
import { createApproveDeploy } from './approve-deploy.ts'
import { createBeginWrite } from './begin-write.ts'
import { createBreakGlass } from './break-glass.ts'
import type { DeployDeps } from './deploy-deps.ts'
import { createEndRollout } from './end-rollout.ts'
import { createExpireApproval } from './expire-approval.ts'
import { createFreezeDeploys } from './freeze-deploys.ts'
import { ingestAlerts } from './ingest-alerts.ts'
import { createLiftFreeze } from './lift-freeze.ts'
import { createLockService } from './lock-service.ts'
import { createPlanDeploy } from './plan-deploy.ts'
import { createPostDigests } from './post-digests.ts'
import { createQueueWave } from './queue-wave.ts'
import { receiveAlerts } from './receive-alerts.ts'
import { createRecordBuild } from './record-build.ts'
import { createRejectDeploy } from './reject-deploy.ts'
import { createRequestDeploy } from './request-deploy.ts'
import { createStartWave } from './start-wave.ts'
import { createUnacknowledgeAlert } from './unacknowledge-alert.ts'
import { createUnlockService } from './unlock-service.ts'
import { createWaiveApproval } from './waive-approval.ts'
import { createWithdrawDeploy } from './withdraw-deploy.ts'

export interface OperationsDeps extends DeployDeps {
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
    beginWrite: createBeginWrite(deps),
    breakGlass: createBreakGlass(deps),
    endRollout: createEndRollout(deps),
    expireApproval: createExpireApproval(deps),
    freezeDeploys: createFreezeDeploys(deps),
    ingestAlerts: ingestAlerts(deps),
    liftFreeze: createLiftFreeze(deps),
    lockService: createLockService(deps),
    planDeploy: createPlanDeploy(deps),
    postDigests: createPostDigests(deps),
    queueWave: createQueueWave(deps),
    receiveAlerts: receiveAlerts(deps),
    recordBuild: createRecordBuild(deps),
    rejectDeploy: createRejectDeploy(deps),
    requestDeploy: createRequestDeploy(deps),
    startWave: createStartWave(deps),
    unacknowledgeAlert: createUnacknowledgeAlert(deps),
    unlockService: createUnlockService(deps),
    waiveApproval: createWaiveApproval(deps),
    withdrawDeploy: createWithdrawDeploy(deps),
  }
}

export type Operations = ReturnType<typeof createOperations>
