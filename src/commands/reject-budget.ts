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
import { afterRejection, rejection, rememberList, type DecisionListDeps } from './tell-decision.ts'

export interface RejectBudgetDeps extends DecisionListDeps {
  rejectBudget: Operation<BudgetRequest>
  budgetOfApproval: BudgetOfApproval
}

/** Opens the modal that asks why. */
export function createRejectBudgetClick({ budgetOfApproval }: RejectBudgetDeps): Interaction {
  return clickOnId(ACTION.rejectBudget, async (approvalId, click, answers) => {
    const { actor, triggerId } = click
    const view = await budgetOfApproval({ actor, input: { approvalId } })
    if (!view?.approval) return refusalMessage({ reason: 'approval-unknown' })
    const modal = rememberList(rejectBudgetModal(view, view.approval), click)
    const opened = await answers.openModal(triggerId, modal)
    return 'error' in opened ? tooLateMessage() : null
  })
}

export function createRejectBudgetSubmission(deps: RejectBudgetDeps): Submission {
  return {
    callbackId: CALLBACK.rejectBudget,
    async run({ actor, view }, answers) {
      const known = readMetadata(rejection, view)
      if (!known) return { answer: 'close' }
      const input = { approvalId: known.approvalId, reason: typedReason(view) }
      const rejected = await deps.rejectBudget({ actor, input })
      if (rejected.ok) return { answer: 'close', ...afterRejection(deps, answers, { actor, ...known }) }
      return { answer: 'errors', errors: { reason: plainWords(refusalWords(rejected.refusal)) } }
    },
  }
}
