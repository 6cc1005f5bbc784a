import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownRefusals, refusalWords } from '../../src/views/refusals.ts'
import { MINUTE, NINE } from '../harness/given.ts'

const ROOT = join(import.meta.dirname, '../..')
const details = {
  userId: 'U0BOB',
  by: 'U0BOB',
  since: NINE,
  at: NINE + MINUTE,
  until: NINE + MINUTE,
  field: 'episodeId',
  problem: 'too short',
  sameThread: 0,
  link: 'https://harbour.slack.com/archives/C0PAY/p1',
  project: 'payments',
  projects: 'payments, shop',
  service: 'checkout',
  nearest: 'checkout-api, checkouts',
  environment: 'prod',
  region: 'kr1',
  version: '1.4.2',
  count: 3,
  days: 14,
  image: 'registry.example/shop/checkout:1.4.2',
  registry: 'registry.example',
  cluster: 'prod-kr1',
  verb: 'patch',
  resource: 'deployments',
  workload: 'checkout',
  tool: 'argo-cd',
  application: 'checkout-prod',
  managers: 'helm, kubectl',
  details: 'exceeded quota',
  error: 'connect ECONNREFUSED',
  reason: 'Black Friday',
  typed: 'soon',
  name: 'payments-prod-sessions',
  asked: 'sessions',
  names: 'payments-prod-sessions, search-prod-sessions',
  kind: 'Redis / Valkey',
  engine: 'valkey-8.0',
  size: 'session-small',
  replicas: 4,
  offered: 'valkey-8.0, redis-7.1',
  min: 1,
  max: 3,
  zones: 'ap-northeast-2a',
  reserved: 'default',
  limit: 40,
  excess: 7,
  state: 'creating',
  period: 'next week',
  monthly: 4_000_000_000,
  currency: 'USD',
  sourceId: 'opencost:prod-kr',
}

test.each(knownRefusals())('why and what next: %s', (reason) => {
  expect(refusalWords({ reason, details })).toMatchSnapshot()
})

test.each(knownRefusals())('without its values %s still reads well', (reason) => {
  const words = refusalWords({ reason })
  expect(words).toMatch(/^[A-Z].*[.)]$/s)
  expect(words).not.toMatch(/undefined|null|NaN|\s\s|\s[.,:]|``/)
})

test('every reason that the rules of deploying can give has words', () => {
  const reasons = [
    ...reasonsIn(
      'src/domain/deploys',
      /(?:refused\(\s*|reason: )'([a-z]+(?:-[a-z]+)+|expired|frozen|locked)'/g,
    ),
  ]
  const families = [
    ...['approved', 'rejected', 'withdrawn', 'expired'].map((state) => `already-${state}`),
    ...['waiting', 'rejected', 'withdrawn', 'expired'].map((state) => `approval-${state}`),
    ...['succeeded', 'failed', 'superseded', 'rejected', 'cancelled', 'expired', 'rolled-back'].map(
      (state) => `deploy-${state}`,
    ),
    ...['requested', 'waiting-for-approval', 'running'].map((state) => `deploy-${state}`),
    ...['waiting', 'succeeded', 'failed', 'cancelled', 'stopped', 'superseded', 'rolled-back'].map(
      (state) => `rollout-${state}`,
    ),
    ...['deploy', 'roll-back', 'unlock', 'approve'].map((action) => `may-not-${action}`),
    ...['approved', 'waiting'].map((state) => `wave-already-${state}`),
    ...['digest', 'commit'].map((what) => `promotion-${what}-unknown`),
    'fence-raised',
    'lock-expired',
  ]
  expect(reasons.length).toBeGreaterThan(25)
  expect(wordless([...reasons, ...families])).toEqual([])
})

test('every reason that operations, queries and clusters give has words', () => {
  const folders = ['src/operations', 'src/queries', 'src/integrations', 'src/commands', 'src/jobs']
  const reasons = folders.flatMap((folder) => [...reasonsIn(folder, /refused\(\s*'([a-z-]+)'/g)])
  expect(wordless(reasons)).toEqual([])
})

test('every reason that the rules of resources give has words', () => {
  const reasons = reasonsIn('src/domain/resources', /(?:refused|no)\(\s*'([a-z-]+)'|reason: '([a-z-]+)'/g)
  expect(reasons.size).toBeGreaterThan(15)
  expect(wordless([...reasons])).toEqual([])
})

test('every reason that the rules of cost give has words', () => {
  const reasons = reasonsIn('src/domain/cost', /(?:refused\(\s*|reason: )'([a-z-]+)'/g)
  expect(reasons.size).toBeGreaterThan(3)
  expect(wordless([...reasons])).toEqual([])
})

test.each([
  ['budget-amount-wrong', { problem: 'other-currency' }, 'in another currency'],
  ['budget-amount-wrong', { problem: 'too-precise' }, 'more digits behind the point'],
  ['budget-amount-wrong', { problem: 'constructor' }, 'no amount of money'],
  ['budget-not-more', { monthly: 4_000_000_000, currency: 'USD' }, '$4,000.00 a month'],
  ['budget-request-over', { state: 'superseded' }, 'the budget was changed otherwise'],
  ['cost-scope-unknown', { name: 'paymnts', nearest: 'payments' }, 'Did you mean `payments`?'],
])('%s: %j', (reason, given, words) => {
  expect(refusalWords({ reason, details: given })).toContain(words)
})

test.each([
  ['nothing-to-change', { resource: 'payments-prod-sessions' }, 'is like that already'],
  ['change-under-way', { name: 'x', verb: 'modify', by: 'U0BOB' }, '<@U0BOB> asked to modify it'],
  ['resource-is-over', { name: 'x', state: 'not-created' }, 'was never finished'],
  ['resource-is-over', { name: 'x', state: 'deleted' }, 'is deleted'],
  ['resource-not-ready', { name: 'x', state: 'asked' }, 'it waits for approval'],
  ['change-is-over', { verb: 'create', state: 'rolled-back' }, 'it was undone'],
  ['change-not-stopped', { verb: 'create', state: 'running' }, 'goes on by itself'],
  ['field-needed', { field: 'name' }, 'Still missing: a name'],
  ['field-invalid', { field: 'maxMemory', problem: 'too much' }, '`maxMemory`: too much'],
])('%s is told with what is known: %j', (reason, values, part) => {
  expect(refusalWords({ reason, details: values })).toContain(part)
})

test('an unknown reason is told as it is', () => {
  expect(refusalWords({ reason: 'something-new' })).toContain('`something-new`')
})

function reasonsIn(folder: string, pattern: RegExp): Set<string> {
  const files = globSync(`${folder}/**/*.ts`, { cwd: ROOT })
  const texts = files.map((file) => readFileSync(join(ROOT, file), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')),
  )
}

function wordless(reasons: string[]): string[] {
  const known = new Set(knownRefusals())
  return [...new Set(reasons)].filter((reason) => !known.has(reason))
}
