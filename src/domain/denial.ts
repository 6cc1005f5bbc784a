import type { Refusal } from './actor.ts'
import type { Who } from './approval-rule.ts'
import { isAmongAny, type MembershipFacts } from './membership.ts'

/** What the person can do about a no. */
export type NextStep = 'retry' | 'ask-owner' | 'ask-approver' | 'ask-admin' | 'give-reason' | 'wait' | 'none'

export interface Denial extends Refusal {
  next: NextStep
}

/** null: the rule means this person. Where Slack could not tell, it is a no with another try. */
export function notOneOf(anyOf: readonly Who[], facts: MembershipFacts, no: Denial): Denial | null {
  const answer = isAmongAny(anyOf, facts)
  if (answer === 'in') return null
  return answer === 'unknown' ? { ...no, reason: 'membership-unknown', next: 'retry' } : no
}
