import { plain } from './mrkdwn.ts'
import { oneLine } from './text.ts'
import { own } from '../domain/own.ts'

const SYMBOLS: Record<string, string> = { USD: '$', EUR: '€', GBP: '£', KRW: '₩', JPY: '¥', INR: '₹' }
// Currencies without a smaller unit. ISO 4217
const WHOLE = new Set(['KRW', 'JPY', 'VND', 'CLP', 'ISK', 'PYG', 'UGX', 'XAF', 'XOF'])
const MICROS = 1_000_000
/** From so many units on the smaller unit says nothing in a rough figure. */
const ROUGH_FROM = 100

/**
 * "$1,234.56", "₩1,234,567", "−$3.20", "1,234.56 CHF" of integer micro-units, for tables, headers, buttons and pictures.
 * It may hold a "<": in mrkdwn use `money`.
 */
export function moneyWords(micros: number, currency: string): string {
  return worded(micros, currency, WHOLE.has(currency) ? 0 : 2)
}

/** The same for mrkdwn. */
export function money(micros: number, currency: string): string {
  return plain(moneyWords(micros, currency), 60)
}

/** For what is not known that well: "$4,200", without cents unless it is small. For mrkdwn. */
export function roughMoney(micros: number, currency: string): string {
  return plain(worded(micros, currency, decimalsOf(micros, currency)), 60)
}

/** The same without its currency, which stands beside it: "3,900". */
export function bareMoney(micros: number, currency: string): string {
  if (!Number.isFinite(micros)) return 'unknown'
  const sign = micros < 0 ? '−' : ''
  return sign + digits(Math.abs(micros), decimalsOf(micros, currency))
}

/** "+$1.20", "−$1.20" */
export function signedMoney(micros: number, currency: string): string {
  return `${micros > 0 ? '+' : ''}${moneyWords(micros, currency)}`
}

/** "$1.2k" for the axis of a chart; `units` of the currency, not micro-units. */
export function shortMoney(units: number, currency: string): string {
  const size = Math.abs(units)
  const scale = SCALES.find(({ from }) => size >= from)
  const number = scale ? `${shortNumber(size / scale.by)}${scale.word}` : size === 0 ? '0' : shortNumber(size)
  return `${units < 0 ? '−' : ''}${own(SYMBOLS, currency) ?? ''}${number}`
}

const SCALES = [
  { from: 1e12, by: 1e12, word: 'T' },
  { from: 1e9, by: 1e9, word: 'B' },
  { from: 1e6, by: 1e6, word: 'M' },
  { from: 1e3, by: 1e3, word: 'k' },
]

function shortNumber(size: number): string {
  return String(Number(size.toPrecision(3)))
}

function decimalsOf(micros: number, currency: string): number {
  return WHOLE.has(currency) || Math.abs(micros) >= ROUGH_FROM * MICROS ? 0 : 2
}

function worded(micros: number, currency: string, decimals: number): string {
  if (!Number.isFinite(micros)) return 'unknown'
  const size = Math.abs(micros)
  const least = MICROS / 10 ** decimals
  const isTiny = size > 0 && size < least
  const amount = digits(isTiny ? least : size, decimals)
  return `${micros < 0 ? '−' : ''}${isTiny ? '<' : ''}${withCurrency(amount, currency)}`
}

function withCurrency(amount: string, currency: string): string {
  const symbol = own(SYMBOLS, currency)
  if (symbol !== undefined) return symbol + amount
  return currency.trim() === '' ? amount : `${amount} ${oneLine(currency, 10)}`
}

// Halves are rounded away from 0; no fraction of a micro-unit is ever made.
function digits(size: number, decimals: number): string {
  const parts = Math.round(size / (MICROS / 10 ** decimals))
  const whole = Math.floor(parts / 10 ** decimals)
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals === 0 ? grouped : `${grouped}.${String(parts % 10 ** decimals).padStart(decimals, '0')}`
}
