import { expect, test } from 'vitest'
import { toCostPolicy, toCostSources } from '../../../src/config/to-cost-policy.ts'
import { costFile } from './cost-file.ts'
import { GOOD, load } from './load.ts'

const WEEK_MS = 604_800_000

const policyOf = (parts: Record<string, string>) => toCostPolicy(load(costFile(parts)).config)
const sourcesOf = (parts: Record<string, string>) => toCostSources(load(costFile(parts)).config)

test('a file that says nothing about cost has no source and the defaults', () => {
  const { config } = load(GOOD)
  expect(toCostSources(config)).toEqual({ clusters: [], aws: [] })
  expect(toCostPolicy(config)).toEqual({
    timeZone: 'UTC',
    currency: 'USD',
    sharedProjects: ['kube-system', 'kube-public', 'kube-node-lease'],
    sharedServices: [
      'Tax',
      'AWS Support (Developer)',
      'AWS Support (Business)',
      'AWS Support (Enterprise)',
      'AWS Cost Explorer',
    ],
    digest: { isEnabled: true, afterMs: 300_000, threshold: { percent: 20, micros: 1_000_000 } },
    daily: { atMinute: 540 },
    weekly: { weekday: 1, atMinute: 540 },
    charts: 'image',
    budgets: {
      financeGroups: [],
      approval: { count: 1, from: [], requesterMay: false, authorMay: true, expiresMs: WEEK_MS },
      channel: null,
      thresholds: [80, 100],
    },
    restateDays: 3,
    retentionDays: 403,
  })
})

test('a cluster and an account with only what is required get the defaults', () => {
  expect(sourcesOf({})).toEqual({
    clusters: [
      { cluster: 'prod-kr', url: 'http://opencost.opencost.svc:9003', currency: 'USD', prices: 'list' },
    ],
    aws: [
      {
        account: 'main',
        projectTag: 'project',
        metric: 'AmortizedCost',
        leaveOut: ['Amazon Elastic Compute Cloud - Compute', 'EC2 - Other'],
        callsPerDay: 10,
      },
    ],
  })
})

test('every setting of the sources', () => {
  const told = sourcesOf({
    clusters:
      '[{ cluster: prod-eu, url: "https://kubecost.example.com/model/", currency: EUR, prices: billed }]',
    aws: "[{ account: dev, projectTag: 'user:Project', metric: NetUnblendedCost, leaveOut: [], callsPerDay: 4 }]",
  })
  expect(told).toEqual({
    clusters: [
      { cluster: 'prod-eu', url: 'https://kubecost.example.com/model', currency: 'EUR', prices: 'billed' },
    ],
    aws: [
      {
        account: 'dev',
        projectTag: 'user:Project',
        metric: 'NetUnblendedCost',
        leaveOut: [],
        callsPerDay: 4,
      },
    ],
  })
})

test('every setting of the policy', () => {
  const policy = policyOf({
    currency: 'KRW',
    shared: '{ namespaces: [istio-*, kube-system], services: [] }',
    digest: '{ enabled: false, afterMinutes: 50, percent: 7.5, amount: 0.35 }',
    daily: '{ at: 00:00 }',
    weekly: '{ on: sunday, at: "23:59" }',
    charts: 'native',
    budgets: `{ financeGroups: [S0FINANCE, S0CONTROL], channel: C0FINANCE, thresholds: [50, 99, 120], approval: { count: 2, from: [S0FINANCE, owning-team], requesterMay: true, expiresMinutes: 30 } }`,
    restateDays: '0',
    retentionMonths: '38',
  })
  expect(policy).toEqual({
    timeZone: 'Asia/Seoul',
    currency: 'KRW',
    sharedProjects: ['istio-*', 'kube-system'],
    sharedServices: [],
    digest: { isEnabled: false, afterMs: 3_000_000, threshold: { percent: 7.5, micros: 350_000 } },
    daily: { atMinute: 0 },
    weekly: { weekday: 7, atMinute: 1_439 },
    charts: 'native',
    budgets: {
      financeGroups: ['S0FINANCE', 'S0CONTROL'],
      approval: {
        count: 2,
        from: [{ kind: 'group', group: 'S0FINANCE' }, { kind: 'owning-team' }],
        requesterMay: true,
        authorMay: true,
        expiresMs: 1_800_000,
      },
      channel: 'C0FINANCE',
      thresholds: [50, 99, 120],
    },
    restateDays: 0,
    retentionDays: 1_178,
  })
})

test('editions that are not wanted', () => {
  expect(policyOf({ daily: '{ enabled: false }', weekly: '{ enabled: false, on: friday }' })).toMatchObject({
    daily: null,
    weekly: null,
  })
})

test('without a rule of its own one of the finance groups says yes within a week', () => {
  expect(policyOf({ budgets: '{ financeGroups: [S0A, S0B] }' }).budgets.approval).toEqual({
    count: 1,
    from: [
      { kind: 'group', group: 'S0A' },
      { kind: 'group', group: 'S0B' },
    ],
    requesterMay: false,
    authorMay: true,
    expiresMs: WEEK_MS,
  })
})

test('a rule that says nothing about time waits a week too', () => {
  const budgets = '{ financeGroups: [S0A], approval: { count: 1, from: [S0A] } }'
  expect(policyOf({ budgets }).budgets.approval.expiresMs).toBe(WEEK_MS)
})

test.each([
  [
    'a cluster that is watched for cost only',
    { clusters: '[{ cluster: data, url: "http://opencost:9003" }]' },
  ],
  ['cost of clusters only', { aws: '[]' }],
  ['cost of accounts only', { clusters: '[]' }],
  ['groups without a rule', { budgets: '{ financeGroups: [S0A] }' }],
  ['no threshold', { budgets: '{ thresholds: [] }' }],
  ['a namespace that teams own too', { shared: '{ namespaces: [payments] }' }],
])('%s is right', (_, parts) => {
  expect(load(costFile(parts)).config.cost.currency).toBe('USD')
})
