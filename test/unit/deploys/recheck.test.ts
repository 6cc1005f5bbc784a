import { expect, test } from 'vitest'
import { judgePromotion } from '../../../src/domain/deploys/promotion.ts'
import { recheck, type RecheckFacts } from '../../../src/domain/deploys/recheck.ts'
import { aBuild, digest } from './a-build.ts'
import { anApproval } from './an-approval.ts'

const votes = [{ userId: 'UALICE', at: 1, planHash: 'p0' }]
const approval = anApproval({ state: 'approved', count: 1, votes })
const no = { reason: 'may-not-approve', next: 'ask-approver' } as const
const facts: RecheckFacts = {
  approval,
  planHash: 'p0',
  requester: null,
  voters: [{ userId: 'UALICE', no: null }],
  frozen: null,
  brokenGlass: false,
}

test.each<[string, Partial<RecheckFacts>, string | null]>([
  ['all as it was', {}, null],
  ['no approval asked for', { approval: null }, null],
  ['the requester lost the right', { requester: { ...no, reason: 'may-not-deploy' } }, 'may-not-deploy'],
  ['an approver left the group', { voters: [{ userId: 'UALICE', no }] }, 'may-not-approve'],
  ['an approver nobody asked about', { voters: [] }, 'membership-unknown'],
  ['something else runs now', { planHash: 'p1' }, 'plan-changed'],
  ['votes for an older plan', { approval: { ...approval, planHash: 'p1' }, planHash: 'p1' }, 'plan-changed'],
  ['too few votes', { approval: { ...approval, count: 2 } }, 'approval-incomplete'],
  ['not approved', { approval: { ...approval, state: 'waiting' } }, 'approval-waiting'],
  ['a freeze began', { frozen: { reason: 'holidays', until: 9 } }, 'frozen'],
  [
    'broken glass in a freeze',
    { frozen: { reason: 'x', until: 9 }, approval: null, brokenGlass: true },
    null,
  ],
])('right before it is carried out: %s', (_case, over, reason) => {
  expect(recheck({ ...facts, ...over })?.reason ?? null).toBe(reason)
})

const build = { kind: 'build', build: aBuild() } as const
const typed = { registry: null, repository: 'checkout', tag: '1', digest: null }
const rule = { from: 'alpha', same: 'digest', withinMs: 100 } as const
const success = { environment: 'alpha', digest: digest('a'), commit: aBuild().commit, at: 0 }

test.each([
  ['no rule', null, build, [], 0, null],
  ['succeeded before', rule, build, [success], 100, null],
  ['too long ago', rule, build, [success], 101, 'succeeded-too-long-ago'],
  ['never', rule, build, [], 0, 'never-succeeded-before'],
  ['elsewhere', rule, build, [{ ...success, environment: 'dev' }], 0, 'never-succeeded-before'],
  ['another digest', rule, build, [{ ...success, digest: digest('b') }], 0, 'never-succeeded-before'],
  ['by commit', { ...rule, same: 'commit' as const }, build, [{ ...success, digest: digest('b') }], 0, null],
  [
    'no digest',
    rule,
    { kind: 'unverified' as const, image: typed },
    [success],
    0,
    'promotion-digest-unknown',
  ],
])('promotion: %s', (_case, given, version, successes, now, reason) => {
  expect(judgePromotion(given, version, { successes, now })?.reason ?? null).toBe(reason)
})
