import type { Approval } from '../approval.ts'
import type { Frozen } from './freeze.ts'
import type { Denial } from '../denial.ts'

/** What is read again right before a wave is carried out. */
export interface RecheckFacts {
  /** null where policy asks for none. */
  approval: Approval | null
  /** Of the plan as it is now, from what runs now. */
  planHash: string
  /** What `whoCan` says now, with fresh membership, about the requester: to deploy, or about who broke the glass. */
  requester: Denial | null
  /** The same about each voter: to approve. */
  voters: readonly { userId: string; no: Denial | null }[]
  frozen: Frozen | null
  /** Given by the on-call group with a reason: goes on in spite of a freeze or a missing approval. */
  brokenGlass: boolean
}

/** null: go. Rights come first; what is not known is asked again, never taken for a yes. */
export function recheck(facts: RecheckFacts): Denial | null {
  if (facts.requester) return facts.requester
  if (facts.brokenGlass) return null
  if (facts.frozen) {
    const details = { reason: facts.frozen.reason, until: facts.frozen.until }
    return { reason: 'frozen', details, next: 'wait' }
  }
  const { approval } = facts
  if (!approval) return null
  if (approval.state !== 'approved') return { reason: `approval-${approval.state}`, next: 'ask-approver' }
  if (approval.planHash !== facts.planHash) return { reason: 'plan-changed', next: 'ask-approver' }
  for (const vote of approval.votes) {
    if (vote.planHash !== facts.planHash) return { reason: 'plan-changed', next: 'ask-approver' }
    const voter = facts.voters.find(({ userId }) => userId === vote.userId)
    if (!voter) return { reason: 'membership-unknown', details: { userId: vote.userId }, next: 'retry' }
    if (voter.no) return { ...voter.no, details: { ...voter.no.details, userId: vote.userId } }
  }
  return approval.votes.length >= approval.count
    ? null
    : { reason: 'approval-incomplete', next: 'ask-approver' }
}
