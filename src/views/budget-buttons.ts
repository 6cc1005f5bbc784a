import type { Button } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import { budgetTitle } from './budget-words.ts'
import { costButtons } from './cost-buttons.ts'
import { ACTION, buttonValue, numbered } from './ids.ts'
import { button } from './kit.ts'

/** What can be done about a request as it is. */
export function requestButtons(view: BudgetRequestView): Button[] {
  const { request } = view
  const waiting = waitingApproval(view)
  const scope = request.scope
  const details = costButtons([
    { text: 'What it costs', scope, word: 'month', label: `Cost of this month: ${request.name}` },
  ])
  if (waiting === null) return details
  return [...decisionButtons(view, waiting), ...details, withdrawButton(view)]
}

/** Yes and no; in a list with the number of their row. */
export function decisionButtons(
  { request }: BudgetRequestView,
  approval: Approval,
  row: number | null = null,
): Button[] {
  const { id, planHash } = approval
  const idOf = (actionId: string) => (row === null ? actionId : numbered(actionId, row))
  return [
    button({
      text: 'Approve',
      actionId: idOf(ACTION.approveBudget),
      value: buttonValue(`${id}:${planHash}`),
      style: 'primary',
      label: `Approve: ${budgetTitle(request)}`,
    }),
    button({
      text: 'Reject…',
      actionId: idOf(ACTION.rejectBudget),
      value: buttonValue(id),
      label: `Reject: ${budgetTitle(request)}`,
    }),
  ]
}

function withdrawButton({ request }: BudgetRequestView): Button {
  return button({
    text: 'Withdraw',
    actionId: ACTION.withdrawBudget,
    value: buttonValue(request.id),
    label: `Withdraw: ${budgetTitle(request)}`,
    confirm: {
      title: 'Withdraw this?',
      text: `${budgetTitle(request)} stays as it is, and nobody is asked to approve it any more.`,
      yes: 'Withdraw it',
      no: 'Keep it',
    },
  })
}

/** Only while both say that it waits: the request may be decided a moment before its approval. */
export function waitingApproval({ request, approval }: BudgetRequestView): Approval | null {
  return request.state === 'waiting' && approval?.state === 'waiting' ? approval : null
}
