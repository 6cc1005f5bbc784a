import { expect, test } from 'vitest'
import type { Membership } from '../../../src/domain/actor.ts'
import type { ApprovalRule } from '../../../src/domain/approval-rule.ts'
import {
  mayApproveChange,
  mayChange,
  resourceGroupsOf,
  type ChangeFacts,
} from '../../../src/domain/resources/may-change.ts'
import { anEnvironment, TEAM } from './a-redis.ts'

const rule: ApprovalRule = {
  count: 1,
  from: [{ kind: 'group', group: 'SAPPROVERS' }],
  requesterMay: false,
  authorMay: false,
  expiresMs: 1,
}
const person = (userId: string, membership: Membership = 'member') =>
  ({ kind: 'person', userId, membership, isAdmin: false }) as const

function facts(over: Partial<ChangeFacts> = {}): ChangeFacts {
  return {
    actor: person('UALICE'),
    groups: { SPAY: 'in', SAPPROVERS: 'in' },
    team: TEAM,
    project: 'payments',
    environment: anEnvironment(),
    ...over,
  }
}

test.each<[string, Partial<ChangeFacts>, string | null, string?]>([
  ['of the team', {}, null],
  ['of another team', { groups: { SPAY: 'out' } }, 'may-not-change-resource', 'ask-owner'],
  ['Slack cannot tell', { groups: {} }, 'membership-unknown', 'retry'],
  ['nobody owns it', { team: null }, 'may-not-change-resource', 'ask-owner'],
  ['everybody may', { team: null, environment: anEnvironment({ creators: [{ kind: 'everybody' }] }) }, null],
  ['nobody may', { environment: anEnvironment({ creators: [] }) }, 'may-not-change-resource', 'ask-owner'],
  ['a guest', { actor: person('UALICE', 'guest') }, 'not-for-guest', 'none'],
  ['an unknown', { actor: person('UALICE', 'unknown') }, 'not-for-unknown', 'retry'],
  ['a machine', { actor: { kind: 'webhook', source: 'ci' } }, 'not-for-machines', 'none'],
])('changing: %s', (_, over, reason, next) => {
  const no = mayChange(facts(over))
  expect(no?.reason ?? null).toBe(reason)
  expect(no?.next).toBe(next)
  if (reason === 'may-not-change-resource') {
    expect(no?.details).toEqual({ project: 'payments', environment: 'prod' })
  }
})

test.each<[string, Partial<ChangeFacts> & { rule?: ApprovalRule }, string | null, string?]>([
  ['an approver', {}, null],
  ['the requester', { actor: person('UBOB') }, 'requester-may-not-approve', 'ask-approver'],
  ['the requester, if the rule lets', { actor: person('UBOB'), rule: { ...rule, requesterMay: true } }, null],
  ['nobody of the rule', { groups: { SAPPROVERS: 'out' } }, 'may-not-approve', 'ask-approver'],
  ['Slack cannot tell', { groups: {} }, 'membership-unknown', 'retry'],
  ['a guest', { actor: person('UALICE', 'guest') }, 'not-for-guest', 'none'],
])('approving: %s', (_, over, reason, next) => {
  const no = mayApproveChange({ rule, requesterId: 'UBOB', ...facts(), ...over })
  expect(no?.reason ?? null).toBe(reason)
  expect(no?.next).toBe(next)
})

test('asks Slack about every group that a rule or the team names, once', () => {
  const environment = anEnvironment({
    creators: [{ kind: 'group', group: 'SCREATE' }, { kind: 'owning-team' }],
    approval: { ...rule, monthlyOverMicros: null },
    deletion: { approval: { ...rule, from: [{ kind: 'group', group: 'SPAY' }] }, finalSnapshot: false },
  })
  expect(resourceGroupsOf(environment, TEAM)).toEqual(['SCREATE', 'SAPPROVERS', 'SPAY'])
  expect(resourceGroupsOf(anEnvironment(), null)).toEqual([])
})
