import type { Approval } from '../domain/approval.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import type { Modal } from '../domain/message.ts'
import { standingWords } from './budget-line.ts'
import { budgetName, wishWords } from './budget-words.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { person, plain } from './mrkdwn.ts'
import { reasonInput } from './reason-input.ts'

/** Asks why another budget is not granted. */
export function rejectBudgetModal(view: BudgetRequestView, approval: Pick<Approval, 'id'>): Modal {
  const { request, standing } = view
  const lines = [
    `${person(request.requesterId)} asks for another amount for ${budgetName(request)}:`,
    wishWords(request),
    `> ${plain(request.reason, 500)}`,
    standing === null ? '' : standingWords(standing),
    'Rejecting it ends it; the budget stays as it is.',
  ]
  return modal({
    title: 'Reject a budget',
    callbackId: CALLBACK.rejectBudget,
    privateMetadata: JSON.stringify({ v: 1, approvalId: approval.id }),
    submit: 'Reject',
    blocks: [
      section(lines.filter((line) => line !== '').join('\n')),
      reasonInput({
        label: 'Why not?',
        placeholder: 'What has to change before it may be granted',
        hint: 'The team and who asked read it.',
      }),
    ],
  })
}
