import type { ChangeVerb } from '../domain/resources/change.ts'
import type { Price } from '../domain/resources/price.ts'
import { plain } from './mrkdwn.ts'
import { isKnown, moneyWords } from './price-words.ts'

/** "because it costs more than $200.00 a month": the rule that asks for approval; empty where it is none of today's. */
export function approvalBecause(asked: {
  verb: ChangeVerb
  environment: string
  /** null: whatever it costs. */
  monthlyOverMicros: number | null
  price: Price | null
}): string {
  const { verb, environment, monthlyOverMicros: over, price } = asked
  const where = plain(environment, 40)
  if (verb === 'delete') return `because every deletion in *${where}* needs approval`
  if (over === null) return `because every change in *${where}* needs approval`
  if (!isKnown(price)) return 'because its price is unknown'
  return price.micros > over ? `because it costs more than ${moneyWords(over)} a month` : ''
}
