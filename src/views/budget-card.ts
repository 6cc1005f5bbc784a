import type { KnownBlock } from '@slack/types'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import type { Message } from '../domain/message.ts'
import { approvalFoot } from './approval-foot.ts'
import { toldByBlocks } from './budget-told-by.ts'
import { requestButtons, waitingApproval } from './budget-buttons.ts'
import { standingWords } from './budget-line.ts'
import { budgetTitle, requestStateWords, wishWords } from './budget-words.ts'
import { teamName } from './deploy-team.ts'
import { actions, context, header, message, section } from './kit.ts'
import { moment, person, plain } from './mrkdwn.ts'

/** The card of the wish for another budget: from what to what, why, how it stands, and who may say yes. */
export function budgetCard(view: BudgetRequestView & { problem: string | null; now: number }): Message {
  const { request, standing, problem } = view
  const lines = [
    requestStateWords(request),
    `💰 ${wishWords(request)}`,
    `> ${plain(request.reason, 500)}`,
    standing === null ? '📊 What is spent so far is not known' : `📊 ${standingWords(standing)}`,
    approverWords(view),
  ].filter((line) => line !== '')
  const asked = `${teamName(view.team)} · asked by ${person(request.requesterId)} ${moment(request.createdAt)}`
  const trouble = problem
    ? [
        context(
          `⚠️ Slack had trouble with this card (${plain(problem, 300)}). The admins of the bot are told.`,
        ),
      ]
    : []
  const buttons = requestButtons(view)
  const blocks: KnownBlock[] = [
    header(budgetTitle(request)),
    section(lines.join('\n')),
    ...(standing === null ? [] : toldByBlocks(view.toldBy)),
    context(asked),
    ...trouble,
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ]
  return message([`*${plain(budgetTitle(request), 120)}*`, ...lines, asked].join('\n'), blocks)
}

/** Whom it waits for. Those are mentioned once, by the notice in its thread. */
function approverWords(view: BudgetRequestView): string {
  const approval = waitingApproval(view)
  if (approval === null) return ''
  const who = view.approvers.length === 0 ? 'Nobody is configured who' : 'Those asked in the thread'
  const besides = approval.requesterMay ? '' : ', not the person who asked for it'
  return `👉 ${who} may say yes${besides} · ${approvalFoot(approval)}`
}
