import type { Approval } from '../domain/approval.ts'
import type { Budget, BudgetRequest } from '../domain/cost/budget.ts'
import type { Modal } from '../domain/message.ts'
import { budgetName, wishWords } from './budget-words.ts'
import { money } from './cost-money.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { channel } from './mrkdwn.ts'
import { plural } from './text.ts'

export function approvedBudgetWords(result: {
  request: BudgetRequest
  approval: Approval
  effect: 'voted' | 'approved'
}): string {
  const { request, approval, effect } = result
  if (effect === 'approved')
    return `✅ You approved ${budgetName(request)}: ${wishWords(request)}. It counts from now on.`
  const missing = approval.count - approval.votes.length
  return `👍 Your vote for ${budgetName(request)} counts: ${approval.votes.length} of ${approval.count}. ${plural(missing, 'more vote')} to go.`
}

export function withdrawnBudgetWords(request: BudgetRequest): string {
  return `⏹️ You withdrew your wish for another amount for ${budgetName(request)}. It stays as it is.`
}

/** Where the form stood: what became of it, and where its card is. */
export function askedBudgetModal(request: BudgetRequest): Modal {
  const words = `✋ You asked for another amount for ${budgetName(request)}: ${wishWords(request)}. Those who decide are told; the card stands in ${channel(request.channel)}.`
  return answer({ title: 'Ask for a budget', callbackId: CALLBACK.askBudget }, words)
}

export function setBudgetDoneModal({
  budget,
  effect,
}: {
  budget: Budget
  effect: 'set' | 'unchanged'
}): Modal {
  const amount = `*${money(budget.monthlyMicros, budget.currency)}* a month`
  return answer(
    SET,
    effect === 'set'
      ? `💰 You set ${budgetName(budget)} to ${amount}. It counts from now on; its team reads it in its channel.`
      : `💰 ${capital(budgetName(budget))} is ${amount} already. Nothing was changed.`,
  )
}

export function removedBudgetModal(budget: Pick<Budget, 'id' | 'name'>): Modal {
  return answer(
    SET,
    `💰 You took ${budgetName(budget)} away. What it costs is still told; \`/budget\` sets another one.`,
  )
}

const SET = { title: 'Set a budget', callbackId: CALLBACK.setBudget }

function answer(of: { title: string; callbackId: string }, words: string): Modal {
  return modal({ ...of, privateMetadata: '', blocks: [section(words)] })
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
