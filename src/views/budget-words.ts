import { budgetScopeOf } from '../domain/cost/budget-scope.ts'
import type { BudgetRequest } from '../domain/cost/budget.ts'
import { money, signedMoney } from './cost-money.ts'
import { person, plain } from './mrkdwn.ts'

/** Whose budget it is: the budget itself, or what tells of one. */
export type Named = { name: string; budgetId: string } | { name: string; id: string }

/** " (project)" behind the name: a team and a project may be called the same. */
export function kindWords(named: Named): string {
  const id = 'budgetId' in named ? named.budgetId : named.id
  return budgetScopeOf(id)?.kind === 'project' ? ' (project)' : ''
}

/** "Budget of Payments", as plain text for headers and labels. */
export function budgetTitle(named: Named): string {
  return `Budget of ${named.name}${kindWords(named)}`
}

/** The same, for sentences. */
export function budgetName(named: Named): string {
  return `the budget of *${plain(named.name, 80)}*${kindWords(named)}`
}

/** "*$4,000.00 → $5,000.00* a month (+$1,000.00, +25 %)" */
export function wishWords({ fromMicros, toMicros, currency }: BudgetRequest): string {
  const to = money(toMicros, currency)
  if (fromMicros === null) return `*${to}* a month; there is no budget so far`
  return `*${money(fromMicros, currency)} → ${to}* a month (${differenceWords({ fromMicros, toMicros, currency })})`
}

/** "+$1,000.00, +25 %" */
export function differenceWords(change: { fromMicros: number; toMicros: number; currency: string }): string {
  const { fromMicros, toMicros, currency } = change
  const difference = plain(signedMoney(toMicros - fromMicros, currency), 60)
  if (fromMicros <= 0) return difference
  const percent = Math.round(((toMicros - fromMicros) / fromMicros) * 100)
  if (!Number.isFinite(percent)) return difference
  return `${difference}, ${percent > 0 ? '+' : ''}${percent < 0 ? '−' : ''}${Math.abs(percent)} %`
}

const STATES: Record<BudgetRequest['state'], { mark: string; word: string }> = {
  waiting: { mark: '🟡', word: 'Waiting for approval' },
  approved: { mark: '🟢', word: 'Approved' },
  rejected: { mark: '⚪', word: 'Rejected' },
  withdrawn: { mark: '⚪', word: 'Withdrawn' },
  expired: { mark: '⚪', word: 'Expired' },
  superseded: { mark: '⚪', word: 'Overtaken' },
}

/** "🟢 *Approved* by @erin: …" */
export function requestStateWords({ state, decided }: BudgetRequest): string {
  const { mark, word } = STATES[state]
  const by = decided?.by ? ` by ${person(decided.by)}` : ''
  const reason = decided?.reason ? `: ${plain(decided.reason, 300)}` : ''
  return `${mark} *${word}*${by}${reason}${AFTER[state]}`
}

const AFTER: Record<BudgetRequest['state'], string> = {
  waiting: '',
  approved: ' · the new budget counts from now on',
  rejected: ' · the budget stays as it was',
  withdrawn: ' · the budget stays as it was',
  expired: ': nobody approved it in time, the budget stays as it was',
  superseded: ': the budget was changed otherwise meanwhile',
}
