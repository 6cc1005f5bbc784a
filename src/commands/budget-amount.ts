import { microsOfText } from '../domain/cost/money.ts'
import { MOST_BUDGET_MICROS } from '../operations/budget-input.ts'

/** What is wrong with it; views have the words. */
export type AmountProblem =
  'missing' | 'no-amount' | 'other-currency' | 'too-precise' | 'not-positive' | 'too-much'

export type ReadAmount = { ok: true; micros: number } | { ok: false; problem: AmountProblem }

const MULTIPLES: Record<string, number> = { '': 1, k: 1_000, m: 1_000_000 }
const NUMBER = /^(?<sign>[-+−]?)(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<part>\d+))?(?<multiple>[km]?)$/i
/** Of a thousand million; more are too much, whatever they say. */
const MOST_DIGITS = 10

/** `5,000`, `5000.50`, `$5k`, `USD 1.5m`: what people type, in the currency of budgets. Exact: no float in between. */
export function parseAmount(text: string, currency: string): ReadAmount {
  // Korean and Japanese keyboards type full-width digits; spaces group digits too.
  const typed = text.normalize('NFKC').replaceAll(/[\s_']/g, '')
  if (typed === '') return { ok: false, problem: 'missing' }
  const bare = withoutCurrency(typed, currency)
  const { sign, whole, part = '', multiple } = NUMBER.exec(bare)?.groups ?? {}
  if (whole === undefined) {
    const isOther = /^(\p{Sc}|[a-z]{3})-?\d|\d(\p{Sc}|[a-z]{3})$/iu.test(bare)
    return { ok: false, problem: isOther ? 'other-currency' : 'no-amount' }
  }
  // `5.000` is five thousand to many people, and five to others.
  if (part.length > decimalsOf(currency)) return { ok: false, problem: 'too-precise' }
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '')
  if (digits.length > MOST_DIGITS) return { ok: false, problem: 'too-much' }
  const micros = microsOfText(`${digits}.${part}`) * (MULTIPLES[(multiple ?? '').toLowerCase()] ?? 1)
  if (sign === '-' || sign === '−' || micros === 0) return { ok: false, problem: 'not-positive' }
  return micros > MOST_BUDGET_MICROS ? { ok: false, problem: 'too-much' } : { ok: true, micros }
}

/** Its sign or code, before or behind. */
function withoutCurrency(typed: string, currency: string): string {
  for (const mark of [currency, narrowSymbol(currency)]) {
    if (typed.toUpperCase().startsWith(mark.toUpperCase())) return typed.slice(mark.length)
    if (typed.toUpperCase().endsWith(mark.toUpperCase())) return typed.slice(0, -mark.length)
  }
  return typed
}

function narrowSymbol(currency: string): string {
  const parts = formatOf(currency).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

/** Of the smaller unit: 2 for cents, 0 for won and yen. */
function decimalsOf(currency: string): number {
  return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}
