import type { ApprovalRule } from './approval-rule.ts'
import type { Approval } from './approval.ts'

type About = Pick<Approval, 'id' | 'subjectKind' | 'subjectId' | 'planHash' | 'requesterId'> &
  Partial<Pick<Approval, 'wave' | 'authorId'>>

/** An approval that nobody has decided, as its rule says when it is asked for. */
export function newApproval(
  { wave = 0, authorId = null, ...about }: About,
  { rule, now }: { rule: ApprovalRule; now: number },
): Approval {
  const { count, requesterMay, authorMay, expiresMs } = rule
  return {
    ...about,
    wave,
    authorId,
    state: 'waiting',
    count,
    requesterMay,
    authorMay,
    votes: [],
    expiresAt: now + expiresMs,
    decided: null,
    version: 0,
  }
}
