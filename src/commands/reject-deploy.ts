import { z } from 'zod'
import type { Operation } from '../operations/define-operation.ts'
import type { DeployOfApproval } from '../queries/deploy-of-approval.ts'
import type { Pending } from '../operations/request-deploy-decision.ts'
import { rejectDeployModal } from '../views/deploy-reason-modal.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { tooLateMessage } from '../views/answers.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { clickOnId } from './deploy-click.ts'
import { readMetadata, typedReason } from './deploy-reason.ts'
import type { Interaction, Submission } from './door.ts'

export interface RejectDeployDeps {
  rejectDeploy: Operation<Pending>
  deployOfApproval: DeployOfApproval
}

/** Opens the modal that asks why. */
export function createRejectClick({ deployOfApproval }: RejectDeployDeps): Interaction {
  return clickOnId(ACTION.rejectDeploy, async (approvalId, click, answers) => {
    const view = await deployOfApproval({ actor: click.actor, input: { approvalId } })
    const approval = view?.approvals.find(({ id }) => id === approvalId)
    if (!view || !approval) return refusalMessage({ reason: 'approval-unknown' })
    const opened = await answers.openModal(click.triggerId, rejectDeployModal(view, approval))
    return 'error' in opened ? tooLateMessage() : null
  })
}

const metadata = z.object({ v: z.literal(1), approvalId: z.string() })

export function createRejectSubmission({ rejectDeploy }: RejectDeployDeps): Submission {
  return {
    callbackId: CALLBACK.rejectDeploy,
    async run({ actor, view }) {
      const known = readMetadata(metadata, view)
      if (!known) return { answer: 'close' }
      const input = { approvalId: known.approvalId, reason: typedReason(view) }
      const rejected = await rejectDeploy({ actor, input })
      if (rejected.ok) return { answer: 'close' }
      return { answer: 'errors', errors: { reason: refusalWords(rejected.refusal) } }
    },
  }
}
