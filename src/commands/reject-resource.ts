import { z } from 'zod'
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

export interface RejectResourceDeps {
  rejectResource: Operation<PendingChange>
  changeOfApproval: ChangeOfApproval
}

/** Opens the modal that asks why. */
export function createRejectResourceClick({ changeOfApproval }: RejectResourceDeps): Interaction {
  return clickOnId(ACTION.rejectResource, async (approvalId, { actor, triggerId }, answers) => {
    const view = await changeOfApproval({ actor, input: { approvalId } })
    if (!view) return refusalMessage({ reason: 'approval-unknown' })
    const opened = await answers.openModal(triggerId, rejectResourceModal(view, { id: approvalId }))
    return 'error' in opened ? tooLateMessage() : null
  })
}

const metadata = z.object({ v: z.literal(1), approvalId: z.string() })

export function createRejectResourceSubmission({ rejectResource }: RejectResourceDeps): Submission {
  return {
    callbackId: CALLBACK.rejectResource,
    async run({ actor, view }) {
      const known = readMetadata(metadata, view)
      if (!known) return { answer: 'close' }
      const rejected = await rejectResource({ actor, input: { ...known, reason: typedReason(view) } })
      if (rejected.ok) return { answer: 'close' }
      return { answer: 'errors', errors: { reason: plainWords(refusalWords(rejected.refusal)) } }
    },
  }
}
