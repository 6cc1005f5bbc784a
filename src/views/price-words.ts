import type { Price } from '../domain/resources/price.ts'

const CENT = 10_000

/** "$46.72" */
export function moneyWords(micros: number): string {
  const dollars = Math.abs(micros) / 1_000_000
  if (Math.abs(micros) < CENT) return 'under $0.01'
  return `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

/** What can be said of a price: one of nothing is none that is known. */
export function isKnown(price: Price | null): price is Price {
  return price !== null && Number.isFinite(price.micros) && price.micros > 0
}

const UNKNOWN = '*Price unknown*: no list price is known for it, and AWS bills it all the same'

/** "*$46.72 a month*, list price of 12 Nov", or that it is unknown. */
export function priceWords(price: Price | null): string {
  if (!isKnown(price)) return UNKNOWN
  return `*${moneyWords(price.micros)} a month*, list price of ${dayWords(price.asOf)}`
}

/** The same in few words, for rows. */
export function shortPrice(price: Price | null): string {
  return isKnown(price) ? `${moneyWords(price.micros)} a month` : 'price unknown'
}

/** What a modification makes of the price: "*$70.08 a month* (+$23.36), list price of 12 Nov". */
export function priceChangeWords(before: Price | null, after: Price | null): string {
  if (!isKnown(after)) {
    const was = isKnown(before) ? `; it was ${moneyWords(before.micros)} a month` : ''
    return `${UNKNOWN}${was}`
  }
  const asOf = `list price of ${dayWords(after.asOf)}`
  const difference = isKnown(before) ? differenceWords(before, after) : 'what it cost is unknown'
  return `*${moneyWords(after.micros)} a month* (${difference}), ${asOf}`
}

function differenceWords(before: Price, after: Price): string {
  const micros = after.micros - before.micros
  if (micros === 0) return 'as before'
  return `${micros > 0 ? '+' : '−'}${moneyWords(micros)}`
}

/** "$312.40 a month known, 2 unknown" */
export function totalWords({ micros, unpriced }: { micros: number; unpriced: number }): string {
  const known = micros > 0 ? `${moneyWords(micros)} a month` : ''
  if (unpriced === 0) return known
  return known === '' ? `${unpriced} with unknown price` : `${known} known, ${unpriced} unknown`
}

function dayWords(atMs: number): string {
  const day = new Date(atMs)
  if (Number.isNaN(day.getTime())) return 'an unknown day'
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
}
