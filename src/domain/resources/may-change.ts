import type { ApprovalRule, Who } from '../approval-rule.ts'
import type { Team } from '../catalogue.ts'
import { notOneOf, type Denial } from '../denial.ts'
import { peopleOnly } from '../members.ts'
import type { MembershipFacts } from '../membership.ts'
import type { ResourceEnvironment } from './resource-policy.ts'

export interface ChangeFacts extends MembershipFacts {
  project: string
  environment: ResourceEnvironment
}

/** Create, modify, delete, cancel, try again. null: allowed. Asked when it is asked for and again when it begins. */
export function mayChange(facts: ChangeFacts): Denial | null {
  const no: Denial = { reason: 'may-not-change-resource', details: place(facts), next: 'ask-owner' }
  return notAPerson(facts) ?? notOneOf(facts.environment.creators, facts, no)
}

/** `rule` is that under which the approval was asked for. */
export function mayApproveChange(
  facts: ChangeFacts & { rule: ApprovalRule; requesterId: string },
): Denial | null {
  const { rule, actor } = facts
  const details = place(facts)
  const no = notAPerson(facts)
  if (no) return no
  if (actor.kind === 'person' && actor.userId === facts.requesterId && !rule.requesterMay) {
    return { reason: 'requester-may-not-approve', details, next: 'ask-approver' }
  }
  return notOneOf(rule.from, facts, { reason: 'may-not-approve', details, next: 'ask-approver' })
}

/** Slack groups that decide who may do what there. */
export function resourceGroupsOf(
  environment: Pick<ResourceEnvironment, 'creators' | 'approval' | 'deletion'>,
  team: Team | null,
): string[] {
  const { creators, approval, deletion } = environment
  const anyOf: Who[] = [...creators, ...(approval?.from ?? []), ...(deletion.approval?.from ?? [])]
  const named = anyOf.flatMap((who) => (who.kind === 'group' ? [who.group] : []))
  return [...new Set([...named, ...(team?.userGroup ? [team.userGroup] : [])])]
}

function notAPerson({ actor }: ChangeFacts): Denial | null {
  const no = peopleOnly(actor)
  return no && { ...no, next: no.reason === 'not-for-unknown' ? 'retry' : 'none' }
}

function place({ project, environment }: ChangeFacts): Record<string, string> {
  return { project, environment: environment.name }
}
