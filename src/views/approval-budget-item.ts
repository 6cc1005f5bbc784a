import type { Button } from '@slack/types'
import type { Approval } from '../domain/approval.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import { approvalFoot } from './approval-foot.ts'
import { decisionButtons } from './budget-buttons.ts'
import { standingWords } from './budget-line.ts'
import { budgetName, wishWords } from './budget-words.ts'
import { teamName } from './deploy-team.ts'
import { duration, person, plain } from './mrkdwn.ts'

export interface BudgetItem {
  view: BudgetRequestView
  approval: Approval
}

/** The wish for another budget that waits for approval. */
export function budgetItemWords({ view, approval }: BudgetItem, now: number): string {
  const { request, standing, team } = view
  const lines = [
    `💰 ${budgetName(request).replace(/^the b/, 'B')}: ${wishWords(request)}`,
    `> ${plain(request.reason, 300)}`,
    standing === null ? '' : standingWords(standing),
    `${teamName(team)} · asked by ${person(request.requesterId)} ${duration(now - request.createdAt)} ago`,
    approvalFoot(approval),
  ]
  return lines.filter((line) => line !== '').join('\n')
}

export function budgetItemLine({ view, approval }: BudgetItem, now: number): string {
  const { request } = view
  return `💰 ${budgetName(request).replace(/^the b/, 'B')}: ${wishWords(request)}, asked by ${person(request.requesterId)} ${duration(now - request.createdAt)} ago, ${approval.votes.length} of ${approval.count} approvals`
}

export function budgetItemButtons({ view, approval }: BudgetItem, index: number): Button[] {
  return decisionButtons(view, approval, index)
}
