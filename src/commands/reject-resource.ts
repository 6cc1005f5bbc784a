import type { Operation } from '../operations/define-operation.ts'
import type { PendingChange } from '../operations/resource-decision.ts'
import type { ChangeOfApproval } from '../queries/change-of-approval.ts'
import { tooLateMessage } from '../views/answers.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { plainWords } from '../views/plain-words.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { rejectResourceModal } from '../views/resource-reject-modal.ts'
import { clickOnId } from './deploy-click.ts'
import { readMetadata, typedReason } from './deploy-reason.ts'
import type { Interaction, Submission } from './door.ts'
import { afterRejection, rejection, rememberList, type DecisionListDeps } from './tell-decision.ts'

export interface RejectResourceDeps extends DecisionListDeps {
  rejectResource: Operation<PendingChange>
  changeOfApproval: ChangeOfApproval
}

/** Opens the modal that asks why. */
export function createRejectResourceClick({ changeOfApproval }: RejectResourceDeps): Interaction {
  return clickOnId(ACTION.rejectResource, async (approvalId, click, answers) => {
    const { actor, triggerId } = click
    const view = await changeOfApproval({ actor, input: { approvalId } })
    if (!view) return refusalMessage({ reason: 'approval-unknown' })
    const modal = rememberList(rejectResourceModal(view, { id: approvalId }), click)
    const opened = await answers.openModal(triggerId, modal)
    return 'error' in opened ? tooLateMessage() : null
  })
}

export function createRejectResourceSubmission(deps: RejectResourceDeps): Submission {
  return {
    callbackId: CALLBACK.rejectResource,
    async run({ actor, view }, answers) {
      const known = readMetadata(rejection, view)
      if (!known) return { answer: 'close' }
      const input = { approvalId: known.approvalId, reason: typedReason(view) }
      const rejected = await deps.rejectResource({ actor, input })
      if (rejected.ok) return { answer: 'close', ...afterRejection(deps, answers, { actor, ...known }) }
      return { answer: 'errors', errors: { reason: plainWords(refusalWords(rejected.refusal)) } }
    },
  }
}
