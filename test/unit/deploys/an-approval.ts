import type { Approval } from '../../../src/domain/approval.ts'

export function anApproval(over: Partial<Approval> = {}): Approval {
  return {
    id: 'a1',
    subjectKind: 'deploy',
    subjectId: 'd1',
    wave: 0,
    state: 'waiting',
    planHash: 'p0',
    count: 2,
    requesterId: 'UBOB',
    authorId: 'UCAROL',
    requesterMay: false,
    authorMay: false,
    votes: [],
    expiresAt: 100,
    decided: null,
    version: 0,
    ...over,
  }
}
