import { expect, test } from 'vitest'
import { stepApproval, type Approval, type ApprovalEvent } from '../../../src/domain/approval.ts'
import { anApproval } from './an-approval.ts'

const yes = (userId: string, planHash = 'p0'): ApprovalEvent => ({ event: 'approve', userId, planHash })
const voted = { votes: [{ userId: 'UALICE', at: 0, planHash: 'p0' }] }
const LATE = 100

type Case = [string, Partial<Approval>, ApprovalEvent, number, string]
test.each<Case>([
  ['a first yes', {}, yes('UALICE'), 1, 'voted'],
  ['the last yes', voted, yes('UDAVE'), 1, 'approved'],
  ['the same person twice', voted, yes('UALICE'), 1, 'already-voted'],
  ['the requester', {}, yes('UBOB'), 1, 'requester-may-not-approve'],
  ['the requester who may', { requesterMay: true }, yes('UBOB'), 1, 'voted'],
  ['the author', {}, yes('UCAROL'), 1, 'author-may-not-approve'],
  ['the author who may', { authorMay: true }, yes('UCAROL'), 1, 'voted'],
  ['a yes to another plan', {}, yes('UALICE', 'p1'), 1, 'plan-changed'],
  ['a yes after the end', {}, yes('UALICE'), LATE, 'expired'],
  ['a yes to what was rejected', { state: 'rejected' }, yes('UALICE'), 1, 'already-rejected'],
  ['a no', voted, { event: 'reject', userId: 'UDAVE', reason: 'load test' }, 1, 'rejected'],
  ['a no without reason', {}, { event: 'reject', userId: 'UDAVE', reason: ' ' }, 1, 'reason-needed'],
  ['withdrawn', {}, { event: 'withdraw', userId: 'UBOB' }, 1, 'withdrawn'],
  ['withdrawn by another', {}, { event: 'withdraw', userId: 'UDAVE' }, 1, 'only-requester-may-withdraw'],
  ['another plan', voted, { event: 'plan-changed', planHash: 'p1' }, 1, 'votes-reset'],
  ['the same plan', voted, { event: 'plan-changed', planHash: 'p0' }, 1, 'unchanged'],
  ['time that passes', {}, { event: 'time-passed' }, 99, 'unchanged'],
  ['time that is over', {}, { event: 'time-passed' }, LATE, 'expired'],
])('%s', (_case, over, event, now, expected) => {
  const next = stepApproval(anApproval(over), event, { seen: 0, now })
  expect(next.ok ? next.value.effect : next.refusal.reason).toBe(expected)
})

test('a changed plan takes the votes away', () => {
  const next = stepApproval(anApproval(voted), { event: 'plan-changed', planHash: 'p1' }, { seen: 0, now: 1 })
  expect(next).toMatchObject({ value: { approval: { votes: [], planHash: 'p1', version: 1 } } })
})

test('who read an older version must read again', () => {
  expect(stepApproval(anApproval({ version: 3 }), yes('UALICE'), { seen: 2, now: 1 })).toMatchObject({
    refusal: { reason: 'changed-meanwhile' },
  })
})
