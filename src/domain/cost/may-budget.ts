import type { ApprovalRule, Who } from '../approval-rule.ts'
import { notOneOf, type Denial } from '../denial.ts'
import { peopleOnly } from '../members.ts'
import type { MembershipFacts } from '../membership.ts'
import type { BudgetPolicy } from './policy.ts'

type Facts = MembershipFacts & { policy: BudgetPolicy }

/** Set and remove: who does it for the company. null: allowed. */
export function maySetBudget(facts: Facts): Denial | null {
  const { policy } = facts
  const no = notAPerson(facts)
  if (no) return no
  if (policy.financeGroups.length === 0) return { reason: 'finance-not-configured', next: 'ask-admin' }
  return notOneOf(finance(policy), facts, { reason: 'not-finance', next: 'ask-owner' })
}

/** Ask for more: the owning team, and who could set it anyway. */
export function mayAskForBudget(facts: Facts & { name: string }): Denial | null {
  const { policy, name } = facts
  const no = notAPerson(facts)
  if (no) return no
  // Nobody could ever say yes.
  if (policy.approval.from.length === 0) return { reason: 'finance-not-configured', next: 'ask-admin' }
  const anyOf: Who[] = [{ kind: 'owning-team' }, ...finance(policy)]
  return notOneOf(anyOf, facts, { reason: 'not-your-budget', details: { name }, next: 'ask-owner' })
}

/** `rule` is that of today, but for what was fixed when it was asked for. */
export function mayApproveBudget(
  facts: Facts & { rule: ApprovalRule; requesterId: string; name: string },
): Denial | null {
  const { rule, actor, requesterId } = facts
  const no = notAPerson(facts)
  if (no) return no
  const details = { name: facts.name }
  if (actor.kind === 'person' && actor.userId === requesterId && !rule.requesterMay)
    return { reason: 'requester-may-not-approve', details, next: 'ask-approver' }
  return notOneOf(rule.from, facts, { reason: 'may-not-approve', details, next: 'ask-approver' })
}

function finance({ financeGroups }: BudgetPolicy): Who[] {
  return financeGroups.map((group) => ({ kind: 'group', group }))
}

function notAPerson({ actor }: Facts): Denial | null {
  const no = peopleOnly(actor)
  return no && { ...no, next: no.reason === 'not-for-unknown' ? 'retry' : 'none' }
}
