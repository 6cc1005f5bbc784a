import type { BudgetStanding, Forecast } from '../domain/cost/budget.ts'
import { bareMoney, money, roughMoney } from './cost-money.ts'
import { monthWords } from './cost-times.ts'
import { plain } from './mrkdwn.ts'
import { kindWords } from './budget-words.ts'

const CELLS = 10
const MOST_CURRENCIES = 3

/** "▰▰▰▰▰▰▱▱▱▱ 62 %" */
export function barWords(percent: number): string {
  const full = Math.min(CELLS, Math.max(0, Math.round((percent / 100) * CELLS) || 0))
  const mark = percent >= 100 ? ' ⚠️' : ''
  return `${'▰'.repeat(full)}${'▱'.repeat(CELLS - full)} ${percentWords(percent)}${mark}`
}

/** "*Payments* ▰▰▰▰▰▰▱▱▱▱ 62 % · $2,480.00 of $4,000.00 in November · heads for $4,200 …" */
export function budgetLine(standing: BudgetStanding, when = ''): string {
  const { budget, isDissolved } = standing
  const gone = isDissolved ? ' (no longer in the catalogue)' : ''
  return `*${plain(budget.name, 60)}*${kindWords(budget)}${gone} ${standingWords(standing, when)}`
}

/** The same without the name. `when`: until when, where that needs to be told. */
export function standingWords(standing: BudgetStanding, when = ''): string {
  const { budget, month, spentMicros, percent, forecast } = standing
  const { currency, monthlyMicros } = budget
  const parts = [
    barWords(percent),
    `${money(spentMicros, currency)} of ${money(monthlyMicros, currency)} in ${monthWords(month)}${when}`,
    forecastWords(forecast, { currency, monthlyMicros }),
    elsewhereWords(standing.elsewhere),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** "heads for $4,200 (3,900-4,500) ⚠️ over it" */
export function forecastWords(
  forecast: Forecast | null,
  { currency, monthlyMicros }: { currency: string; monthlyMicros: number },
): string {
  if (forecast === null) return 'no forecast yet: too few days are known'
  const { micros, low, high } = forecast
  const band = `(${bareMoney(low, currency)}-${bareMoney(high, currency)})`
  const over =
    micros > monthlyMicros ? ' ⚠️ over it' : high > monthlyMicros ? ' · may go over it' : ', within it'
  return `heads for *${roughMoney(micros, currency)}* ${band}${over}`
}

/** What was spent in other currencies, and does not count. */
function elsewhereWords(elsewhere: Readonly<Record<string, number>>): string {
  const spent = Object.entries(elsewhere).filter(([, micros]) => micros !== 0)
  if (spent.length === 0) return ''
  const shown = spent.slice(0, MOST_CURRENCIES).map(([currency, micros]) => money(micros, currency))
  return `not counted: ${shown.join(', ')}${spent.length > shown.length ? ' and others' : ''}`
}

function percentWords(percent: number): string {
  if (!Number.isFinite(percent)) return 'unknown'
  return percent > 9_999 ? 'over 9,999 %' : `${Math.trunc(percent)} %`
}
