import { allowed, refused, type Outcome } from './actor.ts'

export interface Vote {
  userId: string
  at: number
  planHash: string
}

/** The wish to be allowed something: one wave of a deploy, a change of a resource, a budget. All but `waiting` are final. */
export interface Approval {
  id: string
  /** What is to be allowed. */
  subjectKind: 'deploy' | 'resource-change' | 'budget-request'
  subjectId: string
  /** Of a deploy; 0 for what has one part only. */
  wave: number
  state: 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'expired'
  planHash: string
  /** Votes that the approval needs, as policy said when it was asked for. */
  count: number
  requesterId: string
  authorId: string | null
  requesterMay: boolean
  authorMay: boolean
  votes: Vote[]
  expiresAt: number
  decided: { by: string | null; at: number; reason: string | null } | null
  /** Compare-and-set counter: grows with each change. */
  version: number
}

export type ApprovalEvent =
  /** `planHash` is that of the plan that the person saw. Rights are asked before, with `whoCan`. */
  | { event: 'approve'; userId: string; planHash: string }
  | { event: 'reject'; userId: string; reason: string }
  | { event: 'withdraw'; userId: string }
  /** What it asked for is settled otherwise, as when the glass was broken: withdrawn for this reason. */
  | { event: 'set-aside'; by: string | null; reason: string }
  | { event: 'plan-changed'; planHash: string }
  | { event: 'time-passed' }

export type ApprovalEffect =
  'voted' | 'approved' | 'rejected' | 'withdrawn' | 'expired' | 'votes-reset' | 'unchanged'

/**
 * The next state, or why there is none. `seen` is the version that the caller read: `changed-meanwhile` asks it to read
 * again. An approval whose time is over answers everything with `expired`: store what `time-passed` gives.
 */
export function stepApproval(
  approval: Approval,
  event: ApprovalEvent,
  { seen, now }: { seen: number; now: number },
): Outcome<{ approval: Approval; effect: ApprovalEffect }> {
  if (approval.version !== seen) return refused('changed-meanwhile', { version: approval.version })
  if (approval.state !== 'waiting') {
    const { by = null, at = null } = approval.decided ?? {}
    return refused(`already-${approval.state}`, { by, at })
  }
  if (now >= approval.expiresAt) {
    if (event.event !== 'time-passed') return refused('expired', { at: approval.expiresAt })
    return end(approval, 'expired', { by: null, at: now, reason: null })
  }
  switch (event.event) {
    case 'approve':
      return vote(approval, { userId: event.userId, at: now, planHash: event.planHash })
    case 'reject':
      if (!event.reason.trim()) return refused('reason-needed')
      return end(approval, 'rejected', { by: event.userId, at: now, reason: event.reason.trim() })
    case 'withdraw':
      if (event.userId !== approval.requesterId) return refused('only-requester-may-withdraw')
      return end(approval, 'withdrawn', { by: event.userId, at: now, reason: null })
    case 'set-aside':
      return end(approval, 'withdrawn', { by: event.by, at: now, reason: event.reason })
    case 'plan-changed':
      return changePlan(approval, event.planHash)
    case 'time-passed':
      return allowed({ approval, effect: 'unchanged' })
  }
}

function vote(approval: Approval, given: Vote): Outcome<{ approval: Approval; effect: ApprovalEffect }> {
  if (given.planHash !== approval.planHash) return refused('plan-changed')
  if (given.userId === approval.requesterId && !approval.requesterMay)
    return refused('requester-may-not-approve')
  if (given.userId === approval.authorId && !approval.authorMay) return refused('author-may-not-approve')
  if (approval.votes.some(({ userId }) => userId === given.userId)) return refused('already-voted')
  const voted = { ...approval, votes: [...approval.votes, given] }
  if (voted.votes.length >= approval.count) {
    return end(voted, 'approved', { by: given.userId, at: given.at, reason: null })
  }
  return allowed({ approval: { ...voted, version: approval.version + 1 }, effect: 'voted' })
}

function changePlan(
  approval: Approval,
  planHash: string,
): Outcome<{ approval: Approval; effect: ApprovalEffect }> {
  if (planHash === approval.planHash) return allowed({ approval, effect: 'unchanged' })
  return allowed({
    approval: { ...approval, planHash, votes: [], version: approval.version + 1 },
    effect: 'votes-reset',
  })
}

function end(
  approval: Approval,
  state: Exclude<Approval['state'], 'waiting'>,
  decided: NonNullable<Approval['decided']>,
): Outcome<{ approval: Approval; effect: ApprovalEffect }> {
  return allowed({ approval: { ...approval, state, decided, version: approval.version + 1 }, effect: state })
}
