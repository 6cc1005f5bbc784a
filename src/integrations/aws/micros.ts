import { microsOfText } from '../../domain/cost/money.ts'

/** Millionths of the price `0.0320000000`; null: it is none. */
export function microsOf(amount: string): number | null {
  const price = amount.trim()
  return /^\d{1,9}(?:\.\d+)?$/.test(price) ? microsOfText(price) : null
}
