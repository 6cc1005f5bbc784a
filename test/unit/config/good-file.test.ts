import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toAwsAccounts } from '../../../src/config/to-aws-accounts.ts'
import { toCatalogue } from '../../../src/config/to-catalogue.ts'
import { toCostPolicy, toCostSources } from '../../../src/config/to-cost-policy.ts'
import { toDeployPolicy } from '../../../src/config/to-deploy-policy.ts'
import { toAlertPolicy, toDigestPolicy } from '../../../src/config/to-policies.ts'
import { toResourcePolicy } from '../../../src/config/to-resource-policy.ts'
import { GOOD, load, TOKENS } from './load.ts'

const ROOT = join(import.meta.dirname, '../../..')

test('a file with only what is required gets the defaults', () => {
  const { config, clock } = load(GOOD)
  expect(clock).toEqual({ speed: 1, base: 0 })
  expect(config).toMatchObject({
    timeZone: 'UTC',
    historyDays: 90,
    http: { host: '127.0.0.1', port: 8080 },
    teams: [],
    projects: [],
  })
  expect(toDigestPolicy(config)).toEqual({ enabled: true, timeZone: 'UTC', quietWhenEmpty: true })
  expect(toCatalogue(config)).toEqual({
    teams: [],
    projects: [],
    fallbackChannel: 'C0UNOWNED',
    companyChannel: null,
    adminChannel: 'C0UNOWNED',
    adminGroup: null,
  })
  expect(toAlertPolicy(config)).toEqual({
    namespaceLabels: [
      'exported_namespace',
      'namespace',
      'kubernetes_namespace',
      'k8s_namespace_name',
      'destination_workload_namespace',
    ],
    namespaceRules: [],
    threadQuietMs: 1_800_000,
    threadMaxAgeMs: 86_400_000,
    mentionQuietMs: 300_000,
    coalesceMs: 60_000,
    deliveryRetentionMs: 604_800_000,
  })
})

test('the example file with the example environment filled in is accepted', () => {
  const example = readFileSync(join(ROOT, 'coxswain.example.yaml'), 'utf8')
  const names = [...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(
    (match) => match[1] ?? '',
  )
  const env = { ...Object.fromEntries(names.map((name) => [name, 'secret'])), ...TOKENS }
  const { config } = load(example, env)
  expect(toCatalogue(config).teams.map(({ id }) => id)).toEqual(['payments', 'search'])
  expect(toAlertPolicy(config).namespaceRules).toEqual([
    { label: 'dbinstance_identifier', pattern: /^(.+)-prod$/, namespace: '$1' },
  ])
  const [alpha, prod] = toDeployPolicy(config).environments
  expect(alpha).toMatchObject({ name: 'alpha', approval: null, promotion: null })
  expect(prod?.waves.map(({ regions }) => regions.length)).toEqual([1, 3])
  expect(prod?.promotion).toEqual({ from: 'alpha', same: 'digest', withinMs: 1_209_600_000 })
  const [dev, live] = toResourcePolicy(config).environments
  expect(dev).toMatchObject({ name: 'dev', account: 'dev', approval: null })
  expect(live?.approval?.monthlyOverMicros).toBe(200_000_000)
  expect(toAwsAccounts(config).map(({ name }) => name)).toEqual(['dev', 'main'])
  const { clusters, aws } = toCostSources(config)
  expect(clusters.map(({ cluster, prices }) => [cluster, prices])).toEqual([
    ['prod-kr', 'list'],
    ['prod-eu', 'billed'],
  ])
  expect(aws.map(({ account }) => account)).toEqual(['main'])
  expect(toCostPolicy(config).budgets).toMatchObject({ financeGroups: ['S0FINANCE'], channel: 'C0FINANCE' })
})

test('teams and projects become the catalogue', () => {
  const text = `${GOOD}  adminChannel: G0ADMIN
teams: [{ id: pay, name: Pay, channel: C0PAY, userGroup: S0PAY, members: [U0A, W0B] }, { id: web, name: Web, channel: G0WEB }]
projects: [{ namespace: payments, clusters: [kr], team: pay, services: [api] }, { namespace: shop, team: web }]
`
  const catalogue = toCatalogue(load(text).config)
  expect(catalogue.adminChannel).toBe('G0ADMIN')
  expect(catalogue.teams).toEqual([
    { id: 'pay', name: 'Pay', channel: 'C0PAY', userGroup: 'S0PAY', members: ['U0A', 'W0B'] },
    { id: 'web', name: 'Web', channel: 'G0WEB', userGroup: null, members: [] },
  ])
  expect(catalogue.projects).toEqual([
    { namespace: 'payments', clusters: ['kr'], teamId: 'pay', services: ['api'] },
    { namespace: 'shop', clusters: [], teamId: 'web', services: [] },
  ])
})

test('COXSWAIN_CLOCK sets speed and base', () => {
  expect(load(GOOD, { ...TOKENS, COXSWAIN_CLOCK: '60@1767225600000' }).clock).toEqual({
    speed: 60,
    base: 1767225600000,
  })
})
