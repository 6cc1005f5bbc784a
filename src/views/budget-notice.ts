import { DateTime } from 'luxon'
import type { BudgetNotice, ToldBy } from '../domain/cost/budget-views.ts'
import type { Message } from '../domain/message.ts'
import { barWords } from './budget-line.ts'
import { toldByBlocks } from './budget-told-by.ts'
import { budgetName, differenceWords } from './budget-words.ts'
import { bareMoney, money, roughMoney } from './cost-money.ts'
import { budgetValue } from './cost-values.ts'
import { ACTION } from './ids.ts'
import { actions, button, message, section } from './kit.ts'
import { mentionWords } from './mention-words.ts'
import { moment, person, plain } from './mrkdwn.ts'

/** A word about a budget, mentions first. Amounts that it does not tell are left out, never told as 0. `toldBy`: of what was spent. */
export function budgetNotice(notice: BudgetNotice, toldBy?: ToldBy): Message {
  const text = [mentionWords(notice.mentions), WORDS[notice.news](notice)]
    .filter((part) => part !== '')
    .join(' ')
  const isNearing = notice.news === 'threshold' || notice.news === 'forecast-over'
  const blocks = isNearing ? [...toldByBlocks(toldBy), actions(askButton(notice))] : []
  return message(text, [section(text), ...blocks])
}

const WORDS: Record<BudgetNotice['news'], (notice: BudgetNotice) => string> = {
  threshold: (notice) => {
    const mark = numberOf(notice, 'percent') ?? 100
    const isOver = mark >= 100
    const reached = isOver ? 'is *used up*' : `has reached *${mark} %*`
    return `${isOver ? '🔴' : '🟠'} ${capital(budgetName(notice))} ${reached}${overWords(notice)}: ${barWords(usedPercent(notice) ?? mark)}${spentWords(notice)}${headingWords(notice)}. ${NEXT}`
  },
  'forecast-over': (notice) =>
    `📈 ${capital(budgetName(notice))} *will not last the month* if days go on as they did${spentWords(notice)}${headingWords(notice)}. ${NEXT}`,
  asked: (notice) =>
    `👉 *Approval wanted*: another amount for ${budgetName(notice)}${byWords(notice, ', asked for by ')}${changeWords(notice)}${reasonWords(notice)}. Decide on the card above, or with \`/approve\`${untilWords(notice)}.`,
  approved: (notice) =>
    `✅ ${capital(budgetName(notice))} is *${numberOf(notice, 'fromMicros') === null ? 'granted' : 'raised'}*${byWords(notice)}${changeWords(notice)}. It counts from now on.`,
  rejected: (notice) =>
    `🚫 Another amount for ${budgetName(notice)} was *rejected*${byWords(notice)}${reasonWords(notice)}. It stays${fromWords(notice)}: talk to them, then ask again.`,
  expired: (notice) =>
    `⌛ Nobody approved another amount for ${budgetName(notice)} in time. It stays${fromWords(notice)}; ask again with \`/budget\` if it is still wanted.`,
  withdrawn: (notice) =>
    `⏹️ The wish for another amount for ${budgetName(notice)} was *withdrawn*${byWords(notice)}. It stays${fromWords(notice)}; there is nothing to approve any more.`,
  set: (notice) =>
    `💰 ${capital(budgetName(notice))} was *set*${byWords(notice)}${changeWords(notice)}${reasonWords(notice)}. \`/budget\` shows how it stands.`,
  removed: (notice) =>
    `💰 ${capital(budgetName(notice))}${removedWords(notice)} was *removed*${byWords(notice)}${reasonWords(notice)}. What it costs is still told.`,
}

const NEXT = '`/cost` shows what it goes to; who needs more asks for it with a reason.'

/** Of a month that is over: its last figures came after it. */
function overWords({ values }: BudgetNotice): string {
  const month = DateTime.fromISO(String(values['monthOver'] ?? ''), { zone: 'utc', locale: 'en' })
  return month.isValid ? ` for *${month.toFormat('LLLL yyyy')}*, whose last figures came late` : ''
}

function spentWords(notice: BudgetNotice): string {
  const spent = numberOf(notice, 'spentMicros')
  const monthly = numberOf(notice, 'monthlyMicros')
  if (spent === null || monthly === null) return ''
  return ` · ${money(spent, notice.currency)} of ${money(monthly, notice.currency)}`
}

/** What was used of it, in percent; the mark that was reached says less. */
function usedPercent(notice: BudgetNotice): number | null {
  const spent = numberOf(notice, 'spentMicros')
  const monthly = numberOf(notice, 'monthlyMicros')
  return spent === null || monthly === null || monthly <= 0 ? null : Math.floor((spent / monthly) * 100)
}

/** "heads for *$4,400* (4,100-4,700)" */
function headingWords(notice: BudgetNotice): string {
  const { currency } = notice
  const [low, high] = [numberOf(notice, 'low'), numberOf(notice, 'high')]
  if (low === null || high === null) return ''
  const middle = numberOf(notice, 'forecastMicros')
  if (middle === null) return ` · heads for ${roughMoney(low, currency)} to ${roughMoney(high, currency)}`
  return ` · heads for *${roughMoney(middle, currency)}* (${bareMoney(low, currency)}-${bareMoney(high, currency)})`
}

function untilWords(notice: BudgetNotice): string {
  const until = numberOf(notice, 'expiresAt')
  return until === null ? '' : `, until ${moment(until)}`
}

/** ": *$4,000.00 → $5,000.00* a month (+$1,000.00, +25 %)" */
function changeWords(notice: BudgetNotice): string {
  const { currency } = notice
  const [fromMicros, toMicros] = [numberOf(notice, 'fromMicros'), numberOf(notice, 'toMicros')]
  if (toMicros === null) return ''
  if (fromMicros === null) return `: *${money(toMicros, currency)}* a month`
  const difference = differenceWords({ fromMicros, toMicros, currency })
  return `: *${money(fromMicros, currency)} → ${money(toMicros, currency)}* a month (${difference})`
}

function fromWords(notice: BudgetNotice): string {
  const from = numberOf(notice, 'fromMicros')
  return from === null ? ' as it was' : ` ${money(from, notice.currency)} a month`
}

/** ", $4,000.00 a month," */
function removedWords(notice: BudgetNotice): string {
  return numberOf(notice, 'fromMicros') === null ? '' : `,${fromWords(notice)},`
}

function byWords({ values }: BudgetNotice, before = ' by '): string {
  const by = values['by']
  return typeof by === 'string' && by !== '' ? `${before}${person(by)}` : ''
}

function reasonWords({ values }: BudgetNotice): string {
  const reason = values['reason']
  return typeof reason === 'string' && reason.trim() !== '' ? `: ${plain(reason, 300)}` : ''
}

function askButton({ budgetId, name }: BudgetNotice) {
  return button({
    text: 'Ask for more…',
    actionId: ACTION.askBudget,
    value: budgetValue(budgetId),
    label: `Ask for more: ${name}`,
  })
}

function numberOf({ values }: BudgetNotice, name: string): number | null {
  const value = values[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
