import { devNull } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { botConfig } from '../../playground/launch-config.ts'
import { botEnvironment } from '../../playground/launch-environment.ts'
import { webhooksOf } from '../../playground/launch-webhooks.ts'
import { CLUSTER_PLACES } from '../../playground/clusters/cluster-places.ts'
import { GROUPS } from '../../playground/workspace.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { toAwsAccounts } from '../../src/config/to-aws-accounts.ts'
import { toCostPolicy, toCostSources } from '../../src/config/to-cost-policy.ts'
import { toResourcePolicy } from '../../src/config/to-resource-policy.ts'

afterEach(() => vi.unstubAllEnvs())

const AWS = { accessKeyId: 'AKIASIMULATED0000001', secretAccessKey: 'simulated' }
const ENDPOINT = 'http://127.0.0.1:4566'

function environment(): Record<string, string> {
  return botEnvironment({
    slack: { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: 'secret' },
    configPath: '/coxswain.yaml',
    webhooks: webhooksOf('http://127.0.0.1:1'),
    aws: { credentials: AWS },
    clock: { speed: 1, baseMs: 0 },
  })
}

function config(): string {
  return botConfig({
    mode: 'socket',
    slackApiUrl: 'http://127.0.0.1:2/api/',
    httpPort: 3,
    dataDir: '/data',
    kubeconfigs: Object.fromEntries(CLUSTER_PLACES.map(({ name }) => [name, `/${name}.kubeconfig`])),
    registryUrl: 'http://127.0.0.1:4',
    awsUrl: ENDPOINT,
    opencosts: { 'prod-kr': 'http://127.0.0.1:5/prod-kr' },
  })
}

test('the bot takes the configuration that the playground writes', () => {
  const loaded = loadConfig({ env: environment(), readFile: config })
  expect(toAwsAccounts(loaded.config)).toMatchObject([
    { name: 'main', id: '123456789012', endpoint: ENDPOINT, profile: null, role: null },
  ])
  expect(toCostSources(loaded.config)).toMatchObject({
    clusters: [{ cluster: 'prod-kr', url: 'http://127.0.0.1:5/prod-kr', currency: 'USD', prices: 'list' }],
    aws: [{ account: 'main', projectTag: 'project' }],
  })
  expect(toCostPolicy(loaded.config)).toMatchObject({
    sharedProjects: ['kube-system', 'monitoring'],
    charts: 'native',
    budgets: { financeGroups: [GROUPS.finance] },
  })
  const { environments } = toResourcePolicy(loaded.config)
  expect(
    environments.map(({ name, region, approval, deletion, kinds }) => ({
      name,
      region,
      asks: approval && (approval.monthlyOverMicros ?? 'always'),
      keeps: deletion.finalSnapshot,
      zones: kinds.redis?.subnets.length,
      sizes: kinds.redis?.sizes.length,
    })),
  ).toEqual([
    { name: 'alpha', region: 'ap-northeast-2', asks: null, keeps: false, zones: 3, sizes: 2 },
    { name: 'prod', region: 'ap-northeast-2', asks: 'always', keeps: true, zones: 3, sizes: 4 },
    { name: 'prod-us', region: 'us-east-1', asks: 200_000_000, keeps: true, zones: 3, sizes: 4 },
  ])
})

test('what the laptop says of AWS does not reach the bot', () => {
  vi.stubEnv('AWS_PROFILE', 'company-prod')
  vi.stubEnv('AWS_SESSION_TOKEN', 'of-somebody')
  vi.stubEnv('AWS_ENDPOINT_URL', 'https://elsewhere.example.com')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAREAL000000000000')
  const ofAws = Object.entries(environment()).filter(([name]) => name.startsWith('AWS_'))
  expect(Object.fromEntries(ofAws)).toEqual({
    AWS_ACCESS_KEY_ID: AWS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: AWS.secretAccessKey,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  })
})
