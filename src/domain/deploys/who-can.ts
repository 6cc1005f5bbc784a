import type { Actor } from '../actor.ts'
import type { Project, Team } from '../catalogue.ts'
import { peopleOnly } from '../members.ts'
import type { EffectivePolicy } from './effective-policy.ts'
import type { Who } from '../approval-rule.ts'
import { notOneOf, type Denial } from '../denial.ts'
import type { KnownGroups } from '../membership.ts'

export type DeployAction = 'deploy' | 'approve' | 'roll-back' | 'unlock' | 'break-glass'

export interface WhoCanFacts {
  actor: Actor
  groups: KnownGroups
  project: Project
  /** The owning team; null when nobody owns the project. */
  team: Team | null
  policy: EffectivePolicy
  onCallGroup: string | null
  /** Of the deploy in question, where there is one. */
  requesterId?: string
  authorId?: string | null
  /** Given with break-glass. */
  reason?: string
}

/** null: allowed. Asked when a button is pressed and again when its wish is carried out. */
export function whoCan(action: DeployAction, facts: WhoCanFacts): Denial | null {
  const no = peopleOnly(facts.actor)
  if (no) return { ...no, next: no.reason === 'not-for-unknown' ? 'retry' : 'none' }
  const details = { project: facts.project.namespace, environment: facts.policy.name }
  switch (action) {
    case 'deploy':
    case 'roll-back':
    case 'unlock':
      return notOneOf(facts.policy.deployers, facts, {
        reason: `may-not-${action}`,
        details,
        next: 'ask-owner',
      })
    case 'approve':
      return mayApprove(facts, details)
    case 'break-glass':
      return mayBreakGlass(facts, details)
  }
}

function mayApprove(facts: WhoCanFacts, details: Record<string, string>): Denial | null {
  const rule = facts.policy.approval
  if (!rule) return { reason: 'approval-not-needed', details, next: 'none' }
  const userId = facts.actor.kind === 'person' ? facts.actor.userId : null
  if (userId === facts.requesterId && !rule.requesterMay) {
    return { reason: 'requester-may-not-approve', details, next: 'ask-approver' }
  }
  if (userId === facts.authorId && !rule.authorMay) {
    return { reason: 'author-may-not-approve', details, next: 'ask-approver' }
  }
  return notOneOf(rule.from, facts, { reason: 'may-not-approve', details, next: 'ask-approver' })
}

function mayBreakGlass(facts: WhoCanFacts, details: Record<string, string>): Denial | null {
  if (facts.onCallGroup === null) return { reason: 'break-glass-not-set-up', details, next: 'ask-admin' }
  const onCall: Who = { kind: 'group', group: facts.onCallGroup }
  const no = notOneOf([onCall], facts, { reason: 'not-on-call', details, next: 'ask-owner' })
  if (no) return no
  return facts.reason?.trim() ? null : { reason: 'break-glass-needs-reason', details, next: 'give-reason' }
}
