import { expect, test } from 'vitest'
import { toDeployPolicy } from '../../../src/config/to-deploy-policy.ts'
import { effectivePolicy } from '../../../src/domain/deploys/effective-policy.ts'
import { deploysFile } from './deploys-file.ts'
import { GOOD, load } from './load.ts'

const policyOf = (more: Parameters<typeof deploysFile>[0]) => toDeployPolicy(load(deploysFile(more)).config)

test('a file without deploys allows none', () => {
  const none = { environments: [], overrides: {}, exceptions: [], onCallGroup: null }
  expect(toDeployPolicy(load(GOOD).config)).toEqual(none)
})

test('an environment with only what is required gets the defaults', () => {
  expect(policyOf({}).environments[0]).toEqual({
    name: 'alpha',
    deployers: [{ kind: 'owning-team' }],
    waves: [{ name: 'all', regions: [{ region: 'kr', cluster: 'alpha-kr' }] }],
    approval: null,
    promotion: null,
    freezes: [],
    stabilityMs: 60_000,
    autoRollback: false,
    lockAfterRollback: false,
  })
})

test('every rule of an environment', () => {
  const policy = policyOf({
    rest: 'timeZone: Asia/Seoul\n',
    deploys: '  onCallGroup: S0ONCALL\n',
    prod: `      deployers: [everybody, owning-team, S0SRE]
      approval: { count: 2, from: [S0RELEASE], requesterMay: true, authorMay: false, expiresMinutes: 30 }
      promotion: { from: alpha, same: commit, withinDays: 7 }
      stabilitySeconds: 5
      autoRollback: true
      lockAfterRollback: true
      freezes:
        - { reason: weekend, weekly: { from: Fri 18:00, to: Mon 09:00 } }
        - { reason: audit, timeZone: UTC, dated: { from: 2026-12-24T18:00, to: 2027-01-02T09:00 } }
`,
  })
  expect(policy.onCallGroup).toBe('S0ONCALL')
  expect(policy.environments[1]).toMatchObject({
    deployers: [{ kind: 'everybody' }, { kind: 'owning-team' }, { kind: 'group', group: 'S0SRE' }],
    approval: {
      count: 2,
      from: [{ kind: 'group', group: 'S0RELEASE' }],
      requesterMay: true,
      authorMay: false,
      expiresMs: 1_800_000,
    },
    promotion: { from: 'alpha', same: 'commit', withinMs: 604_800_000 },
    stabilityMs: 5_000,
    autoRollback: true,
    lockAfterRollback: true,
    freezes: [
      {
        kind: 'weekly',
        reason: 'weekend',
        timeZone: 'Asia/Seoul',
        from: { weekday: 5, time: '18:00' },
        to: { weekday: 1, time: '09:00' },
      },
      { kind: 'dated', reason: 'audit', timeZone: 'UTC', from: '2026-12-24T18:00', to: '2027-01-02T09:00' },
    ],
  })
})

test('what a project gives replaces the whole part, what it leaves out stays', () => {
  const policy = policyOf({
    deploys: `  projects:
    - project: payments
      environments:
        prod: { approval: { count: 1, from: [S0PAY] }, stabilitySeconds: 0, autoRollback: false }
`,
    prod: `      approval: { count: 2, from: [owning-team], requesterMay: true }
      promotion: { from: alpha, withinDays: 14 }
      deployers: [S0SRE]
      autoRollback: true
`,
  })
  const approval = {
    count: 1,
    from: [{ kind: 'group', group: 'S0PAY' }],
    requesterMay: false,
    authorMay: true,
  }
  expect(policy.overrides).toEqual({
    payments: {
      prod: { approval: { ...approval, expiresMs: 3_600_000 }, stabilityMs: 0, autoRollback: false },
    },
  })
  const own = effectivePolicy(policy, { project: 'payments', environment: 'prod' }, 0)
  expect(own.ok && own.value).toMatchObject({
    approval,
    promotion: { from: 'alpha', same: 'digest', withinMs: 1_209_600_000 },
    deployers: [{ kind: 'group', group: 'S0SRE' }],
    stabilityMs: 0,
  })
})

test.each([
  ['a day ends where the company is', '2026-12-31', Date.UTC(2026, 11, 31, 15)],
  ['a time is that of the company', '2026-12-31T18:00', Date.UTC(2026, 11, 31, 9)],
  ['an offset is obeyed', '2026-12-31T18:00:00+01:00', Date.UTC(2026, 11, 31, 17)],
])('an exception expires: %s', (_, expires, expiresAt) => {
  const exception = {
    id: 'a',
    project: 'payments',
    environment: 'prod',
    rule: 'freeze',
    owner: 'b',
    reason: 'c',
  }
  const lines = Object.entries({ ...exception, expires }).map(([key, value]) => `${key}: '${value}'`)
  const deploys = `  exceptions: [{ ${lines.join(', ')} }]\n`
  expect(policyOf({ rest: 'timeZone: Asia/Seoul\n', deploys }).exceptions).toEqual([
    { ...exception, expiresAt },
  ])
})

test('an exception without a day is standing', () => {
  const deploys =
    '  exceptions: [{ id: a, project: payments, environment: prod, rule: approval, owner: b, reason: c }]\n'
  expect(policyOf({ deploys }).exceptions[0]).toMatchObject({ rule: 'approval', expiresAt: null })
})
