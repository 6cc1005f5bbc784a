import { expect, test } from 'vitest'
import type { Membership } from '../../../src/domain/actor.ts'
import { whoCan, type DeployAction, type WhoCanFacts } from '../../../src/domain/deploys/who-can.ts'
import { anEnvironment } from './a-policy.ts'

const person = (userId: string, membership: Membership = 'member') =>
  ({ kind: 'person', userId, membership, isAdmin: false }) as const

function facts(over: Partial<WhoCanFacts> = {}): WhoCanFacts {
  return {
    actor: person('UALICE'),
    groups: { SPAY: 'in', SAPPROVERS: 'in', SONCALL: 'in' },
    project: { namespace: 'payments', clusters: [], teamId: 'payments', services: ['checkout'] },
    team: { id: 'payments', name: 'Payments', channel: 'C1', userGroup: 'SPAY', members: [] },
    policy: { ...anEnvironment(), exceptions: [] },
    onCallGroup: 'SONCALL',
    requesterId: 'UBOB',
    authorId: 'UCAROL',
    reason: 'checkout is down',
    ...over,
  }
}
const everybody = { ...anEnvironment({ deployers: [{ kind: 'everybody' }] }), exceptions: [] }
const open = { ...anEnvironment({ approval: null }), exceptions: [] }
const team = facts().team

type Case = [DeployAction, Partial<WhoCanFacts>, string | null, string?]
test.each<Case>([
  ['deploy', {}, null],
  ['roll-back', {}, null],
  ['unlock', {}, null],
  ['approve', {}, null],
  ['break-glass', {}, null],
  ['deploy', { groups: { SPAY: 'out' } }, 'may-not-deploy', 'ask-owner'],
  ['deploy', { groups: {} }, 'membership-unknown', 'retry'],
  ['deploy', { groups: {}, team: team && { ...team, members: ['UALICE'] } }, null],
  ['deploy', { groups: {}, policy: everybody }, null],
  ['deploy', { team: null }, 'may-not-deploy', 'ask-owner'],
  ['deploy', { actor: person('UALICE', 'guest') }, 'not-for-guest', 'none'],
  ['deploy', { actor: person('UALICE', 'unknown') }, 'not-for-unknown', 'retry'],
  ['deploy', { actor: { kind: 'webhook', source: 'ci' } }, 'not-for-machines', 'none'],
  ['roll-back', { groups: { SPAY: 'out' } }, 'may-not-roll-back', 'ask-owner'],
  ['approve', { actor: person('UBOB') }, 'requester-may-not-approve', 'ask-approver'],
  ['approve', { actor: person('UCAROL') }, 'author-may-not-approve', 'ask-approver'],
  ['approve', { groups: { SAPPROVERS: 'out' } }, 'may-not-approve', 'ask-approver'],
  ['approve', { groups: {} }, 'membership-unknown', 'retry'],
  ['approve', { policy: open }, 'approval-not-needed', 'none'],
  ['break-glass', { groups: { SONCALL: 'out' } }, 'not-on-call', 'ask-owner'],
  ['break-glass', { groups: {} }, 'membership-unknown', 'retry'],
  ['break-glass', { reason: ' ' }, 'break-glass-needs-reason', 'give-reason'],
  ['break-glass', { onCallGroup: null }, 'break-glass-not-set-up', 'ask-admin'],
])('%s with %j: %s', (action, over, reason, next) => {
  const answer = whoCan(action, facts(over))
  expect(answer?.reason ?? null).toBe(reason)
  expect(answer?.next).toBe(next)
})
