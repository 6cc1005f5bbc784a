import { z } from 'zod'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { BudgetOfApproval } from '../queries/budget-of-approval.ts'
import { tooLateMessage } from '../views/answers.ts'
import { rejectBudgetModal } from '../views/budget-reject-modal.ts'
import { ACTION, CALLBACK } from '../views/ids.ts'
import { plainWords } from '../views/plain-words.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { clickOnId } from './deploy-click.ts'
import { readMetadata, typedReason } from './deploy-reason.ts'
import type { Interaction, Submission } from './door.ts'

export interface RejectBudgetDeps {
  rejectBudget: Operation<BudgetRequest>
  budgetOfApproval: BudgetOfApproval
}

/** Opens the modal that asks why. */
export function createRejectBudgetClick({ budgetOfApproval }: RejectBudgetDeps): Interaction {
  return clickOnId(ACTION.rejectBudget, async (approvalId, { actor, triggerId }, answers) => {
    const view = await budgetOfApproval({ actor, input: { approvalId } })
    if (!view?.approval) return refusalMessage({ reason: 'approval-unknown' })
    const opened = await answers.openModal(triggerId, rejectBudgetModal(view, view.approval))
    return 'error' in opened ? tooLateMessage() : null
  })
}

const metadata = z.object({ v: z.literal(1), approvalId: z.string() })

export function createRejectBudgetSubmission({ rejectBudget }: RejectBudgetDeps): Submission {
  return {
    callbackId: CALLBACK.rejectBudget,
    async run({ actor, view }) {
      const known = readMetadata(metadata, view)
      if (!known) return { answer: 'close' }
      const rejected = await rejectBudget({ actor, input: { ...known, reason: typedReason(view) } })
      if (rejected.ok) return { answer: 'close' }
      return { answer: 'errors', errors: { reason: plainWords(refusalWords(rejected.refusal)) } }
    },
  }
}
