import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { DeployViewQuery } from '../queries/deploy-view.ts'
import { tooLateMessage } from '../views/answers.ts'
import { withdrawnWords } from '../views/deploy-answers.ts'
import { deployPlanModal } from '../views/deploy-plan-modal.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { releaseName } from '../domain/deploys/release.ts'
import { clickOnId } from './deploy-click.ts'
import { openDeployModal, type DeployModalDeps } from './deploy-modal-flow.ts'
import { NOTHING_PICKED } from './deploy-modal-state.ts'
import type { Interaction } from './door.ts'
import { openRollbackModal } from './rollback-modal.ts'

export interface DeployButtonsDeps extends DeployModalDeps {
  deployView: DeployViewQuery
  withdrawDeploy: Operation<DeployRecord>
}

const UNKNOWN = { reason: 'deploy-unknown' }

/** What the card of a deploy offers beside yes and no. */
export function createDeployButtons(deps: DeployButtonsDeps): Interaction[] {
  return [showPlan(deps), withdraw(deps), rollBack(deps), again(deps)]
}

function showPlan({ deployView }: DeployButtonsDeps): Interaction {
  return clickOnId(ACTION.showPlan, async (deployId, click, answers) => {
    const view = await deployView({ actor: click.actor, input: { deployId } })
    if (!view) return refusalMessage(UNKNOWN)
    const opened = await answers.openModal(click.triggerId, deployPlanModal(view))
    return 'error' in opened ? tooLateMessage() : null
  })
}

function withdraw({ withdrawDeploy }: DeployButtonsDeps): Interaction {
  return clickOnId(ACTION.withdrawDeploy, async (deployId, click) => {
    const withdrawn = await withdrawDeploy({ actor: click.actor, input: { deployId } })
    return withdrawn.ok ? note(withdrawnWords(withdrawn.value)) : refusalMessage(withdrawn.refusal)
  })
}

/** The first of two clicks: the version that ran before is chosen already. */
function rollBack(deps: DeployButtonsDeps): Interaction {
  return clickOnId(ACTION.rollBack, async (deployId, click, answers) => {
    const view = await deps.deployView({ actor: click.actor, input: { deployId } })
    if (!view) return refusalMessage(UNKNOWN)
    const { project, service, environment } = view.record
    const picked = { ...NOTHING_PICKED, project, service, environment }
    const how = { answers, triggerId: click.triggerId }
    const opened = await openRollbackModal(deps, { actor: click.actor, picked }, how)
    return opened === 'opened' ? null : tooLateMessage()
  })
}

/** The same version once more: planned anew, since what runs now may differ. */
function again(deps: DeployButtonsDeps): Interaction {
  return clickOnId(ACTION.deployAgain, async (deployId, click, answers) => {
    const view = await deps.deployView({ actor: click.actor, input: { deployId } })
    if (!view) return refusalMessage(UNKNOWN)
    const { kind, project, service, environment, release } = view.record
    const value = release.isVerified ? release.digest : `${release.repository}@${release.digest}`
    const version = { value: kind === 'rollback' ? release.digest : value, text: releaseName(release) }
    const picked = { ...NOTHING_PICKED, project, service, environment, version }
    const how = { answers, triggerId: click.triggerId }
    const opened = await openDeployModal(deps, { actor: click.actor, kind, picked }, how)
    return opened === 'opened' ? null : tooLateMessage()
  })
}
