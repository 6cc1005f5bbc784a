import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { mayAsk } from '../domain/members.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { DeployViewQuery } from '../queries/deploy-view.ts'
import { tooLateMessage } from '../views/answers.ts'
import { withdrawnWords } from '../views/deploy-answers.ts'
import { deployPlanModal } from '../views/deploy-plan-modal.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { releaseName } from '../domain/deploys/release.ts'
import { parseId } from './button-value.ts'
import { clickOnId } from './deploy-click.ts'
import type { Asked } from './deploy-modal-draw.ts'
import type { DeployForm } from './deploy-modal-flow.ts'
import { NOTHING_PICKED } from './deploy-modal-state.ts'
import type { Interaction } from './door.ts'
import { waitingModal } from './open-deploy-form.ts'

export interface DeployButtonsDeps {
  form: DeployForm
  now(): number
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
  return opensForm(deps, ACTION.rollBack, ({ project, service, environment }) => ({
    kind: 'rollback',
    picked: { ...NOTHING_PICKED, project, service, environment },
  }))
}

/** The same version once more: planned anew, since what runs now may differ. */
function again(deps: DeployButtonsDeps): Interaction {
  return opensForm(deps, ACTION.deployAgain, ({ kind, project, service, environment, release }) => {
    const image = `${release.repository}@${release.digest}`
    const value = kind === 'rollback' || release.isVerified ? release.digest : image
    const version = { value, text: releaseName(release) }
    return { kind, picked: { ...NOTHING_PICKED, project, service, environment, version } }
  })
}

function opensForm(
  { form, deployView, now }: DeployButtonsDeps,
  actionId: string,
  wish: (record: DeployRecord) => Omit<Asked, 'actor'>,
): Interaction {
  const usual = actionId === ACTION.rollBack ? 'rollback' : 'deploy'
  const click = clickOnId(actionId, async (deployId, { actor, triggerId, opened = null }, answers) => {
    const entry = { answers, triggerId, opened }
    const view = await deployView({ actor, input: { deployId } })
    if (!view) {
      const refusal = mayAsk(actor) ?? UNKNOWN
      return (await form.refuse({ kind: usual, refusal }, entry)) ? null : refusalMessage(refusal)
    }
    const result = await form.open({ actor, ...wish(view.record) }, entry)
    return result === 'opened' ? null : tooLateMessage()
  })
  return { ...click, opening: (value) => (parseId(value) === null ? null : waitingModal(usual, now())) }
}
