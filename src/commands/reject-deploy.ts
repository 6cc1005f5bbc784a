import type { Operation } from '../operations/define-operation.ts'
import type { DeployOfApproval } from '../queries/deploy-of-approval.ts'
import type { Pending } from '../operations/request-deploy-decision.ts'
import { rejectDeployModal } from '../views/deploy-reason-modal.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { tooLateMessage } from '../views/answers.ts'
import { plainWords } from '../views/plain-words.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { clickOnId } from './deploy-click.ts'
import { readMetadata, typedReason } from './deploy-reason.ts'
import type { Interaction, Submission } from './door.ts'
import { afterRejection, rejection, rememberList, type DecisionListDeps } from './tell-decision.ts'

export interface RejectDeployDeps extends DecisionListDeps {
  rejectDeploy: Operation<Pending>
  deployOfApproval: DeployOfApproval
}

/** Opens the modal that asks why. */
export function createRejectClick({ deployOfApproval }: RejectDeployDeps): Interaction {
  return clickOnId(ACTION.rejectDeploy, async (approvalId, click, answers) => {
    const view = await deployOfApproval({ actor: click.actor, input: { approvalId } })
    const approval = view?.approvals.find(({ id }) => id === approvalId)
    if (!view || !approval) return refusalMessage({ reason: 'approval-unknown' })
    const opened = await answers.openModal(
      click.triggerId,
      rememberList(rejectDeployModal(view, approval), click),
    )
    return 'error' in opened ? tooLateMessage() : null
  })
}

export function createRejectSubmission(deps: RejectDeployDeps): Submission {
  return {
    callbackId: CALLBACK.rejectDeploy,
    async run({ actor, view }, answers) {
      const known = readMetadata(rejection, view)
      if (!known) return { answer: 'close' }
      const input = { approvalId: known.approvalId, reason: typedReason(view) }
      const rejected = await deps.rejectDeploy({ actor, input })
      if (rejected.ok) return { answer: 'close', ...afterRejection(deps, answers, { actor, ...known }) }
      return { answer: 'errors', errors: { reason: plainWords(refusalWords(rejected.refusal)) } }
    },
  }
}
