import { expect, test } from 'vitest'
import { approvalList } from '../../src/views/approval-list.ts'
import { auditList } from '../../src/views/audit-list.ts'
import {
  approvedWords,
  glassBrokenWords,
  rejectedWords,
  requestedWords,
  withdrawnWords,
} from '../../src/views/deploy-answers.ts'
import { deployList } from '../../src/views/deploy-list.ts'
import { frozenWords, lockedWords, lockList, thawedWords, unlockedWords } from '../../src/views/lock-list.ts'
import { asText } from '../harness/as-text.ts'
import { DEPLOY_STATES } from '../harness/deploy-states.ts'
import { MINUTE, NINE } from '../harness/given.ts'
import { givenApproval, givenDeploy, givenFreeze } from '../harness/given-deploy.ts'

const waiting = DEPLOY_STATES['waiting for approval']!
const closed = { by: 'U0ERIN', reason: 'Crashes on start', since: NINE, expiresAt: null }
const locked = {
  project: 'payments',
  service: 'checkout',
  environment: 'prod',
  regions: ['kr1', 'eu1'],
  closed,
}

test('what waits for me', () => {
  const items = [{ kind: 'deploy' as const, view: waiting, approval: givenApproval() }]
  const list = approvalList({ items, notMine: 2, unknown: 0 }, NINE + 12 * MINUTE)
  expect(`${asText(list)}\n\n${list.text}`).toMatchSnapshot()
  expect(approvalList({ items: [], notMine: 1, unknown: 0 }, NINE).text).toBe(
    '✅ Nothing waits for your approval. 1 request waits for somebody else.',
  )
})

test('what hangs on groups that Slack cannot tell is counted', () => {
  const cannot =
    '⚠️ 2 more cannot be told now: Slack did not say who is in their groups. Try again in a minute.'
  expect(approvalList({ items: [], notMine: 0, unknown: 2 }, NINE).text).toBe(
    `Nothing is known to wait for you. ${cannot}`,
  )
  const items = [{ kind: 'deploy' as const, view: waiting, approval: givenApproval() }]
  expect(approvalList({ items, notMine: 1, unknown: 2 }, NINE).text).toContain(
    `1 request waits for somebody else. ${cannot}`,
  )
})

test('many that wait are counted, each with its own buttons', () => {
  const items = Array.from({ length: 40 }, () => ({
    kind: 'deploy' as const,
    view: waiting,
    approval: givenApproval(),
  }))
  const shown = asText(approvalList({ items, notMine: 0, unknown: 0 }, NINE))
  const rows = shown.match(/\(deploy:approve:\d+ /g) ?? []
  expect(new Set(rows).size).toBe(rows.length)
  expect(rows.length + Number(/… and (\d+) more: decide/.exec(shown)?.[1])).toBe(40)
})

test('what runs and what ran', () => {
  const recent = Object.values(DEPLOY_STATES)
    .filter(({ record }) => record.finishedAt !== null)
    .map(({ record }) => record)
  const running = [DEPLOY_STATES['rolling out']!]
  const list = deployList(
    { scope: { kind: 'mine' }, running, recent, more: true, from: 0 },
    NINE + 9 * MINUTE,
  )
  expect(`${asText(list)}\n\n${list.text}`).toMatchSnapshot()
})

test('the next part of a list begins where this one ended', () => {
  const recent = Array.from({ length: 60 }, () =>
    givenDeploy({ state: 'succeeded', finishedAt: NINE + MINUTE }),
  )
  const scope = { kind: 'project' as const, project: 'payments', service: 'checkout' }
  const shown = asText(deployList({ scope, running: [], recent, more: false, from: 20 }, NINE))
  const next = Number(/v1:(\d+):project:payments\/checkout\)/.exec(shown)?.[1])
  expect(next - 20).toBe(shown.match(/✅ succeeded/g)?.length)
  expect(deployList({ scope, running: [], recent: [], more: false, from: 0 }, NINE).text).toContain(
    'None yet',
  )
})

test('what holds deploys back', () => {
  const list = lockList({
    locks: [locked],
    freezes: [givenFreeze(), givenFreeze({ project: 'payments', until: null })],
    windows: [{ environment: 'prod', frozen: { reason: 'Weekend', until: NINE + 60 * MINUTE } }],
  })
  expect(asText(list)).toMatchSnapshot()
  expect(lockList({ locks: [], freezes: [], windows: [] }).text).toContain('Nothing is locked or frozen')
})

test('the audit log', () => {
  const entry = {
    id: 7,
    at: NINE,
    actor: { kind: 'person' as const, userId: 'U0ERIN', membership: 'member' as const, isAdmin: false },
    operation: 'approve-deploy',
    subject: '01k0deploy0000000000000001',
    outcome: 'approved',
    details: { planHash: 'cd46a58651b4', wave: 0, nothing: null },
    seal: 'a1b2c3d4e5f60718',
  }
  const system = {
    ...entry,
    id: 6,
    actor: { kind: 'system' as const, job: 'reconcile-deploy' },
    operation: 'start-wave',
    outcome: 'votes-reset',
    seal: null,
  }
  const asked = {
    ...entry,
    id: 5,
    operation: 'request-deploy',
    outcome: 'requested',
    details: {
      kind: 'deploy',
      service: 'checkout',
      version: '1.4.2',
      environment: 'prod',
      planHash: 'cd46a58651b481180c5f4089da0e4b81871173bcee3d3d6b19ee118e32a25d01',
      release: `registry.example/shop/checkout@sha256:${'b'.repeat(64)}`,
      forMs: 7_200_000,
      until: NINE + MINUTE,
    },
  }
  const refused = {
    ...entry,
    id: 4,
    outcome: 'already-voted',
    subject: 'payments/checkout/prod',
    details: {},
  }
  const list = auditList(
    { entries: [entry, system, asked, refused], more: true, filter: { userId: 'U0ERIN' }, resource: null },
    NINE,
  )
  expect(`${asText(list)}\n\n${list.text}`).toMatchSnapshot()
})

test('the audit log of a resource, in words', () => {
  const of = (operation: string, more: Record<string, unknown>) => ({
    id: 7,
    at: NINE,
    actor: { kind: 'system' as const, job: 'reconcile-resource' },
    operation,
    subject: 'r1',
    outcome: 'succeeded',
    details: { changeId: 'c1', name: 'payments-prod-sessions', planHash: 'f00d', ...more },
    seal: null,
  })
  const entries = [of('end-change', { verb: 'create', residue: [] }), of('end-change', { residue: null })]
  const resource = { id: 'r1', name: 'payments-prod-sessions' }
  const list = auditList({ entries, more: true, filter: { subject: resource.name }, resource }, NINE)
  expect(asText(list)).toContain('*Audit log* about resource `payments-prod-sessions`')
  expect(asText(list)).toContain('to create it · nothing left over')
  expect(asText(list)).not.toMatch(/plan hash|residue|verb|–/)
  expect(asText(list)).toContain(':subject:r1')
})

test('answers to what somebody did', () => {
  const record = givenDeploy()
  const approval = givenApproval()
  const decided = { by: 'U0ERIN', at: NINE, reason: 'Not before the sale ends' }
  expect([
    approvedWords({
      record,
      approval: { ...approval, votes: [{ userId: 'U0FAY', at: NINE, planHash: '' }] },
      effect: 'voted',
    }),
    approvedWords({ record, approval, effect: 'approved' }),
    rejectedWords({ record, approval: { ...approval, decided } }),
    withdrawnWords(record),
    glassBrokenWords(record),
    requestedWords(record),
    requestedWords({ ...record, state: 'requested' }),
    requestedWords({ ...record, state: 'requested', kind: 'rollback' }),
    lockedWords({ ...locked, reason: 'Crashes on start', until: null }),
    unlockedWords(locked),
    frozenWords(givenFreeze()),
    thawedWords(givenFreeze()),
  ]).toMatchSnapshot()
})
