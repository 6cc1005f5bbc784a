import { expect, test } from 'vitest'
import { toAwsAccounts } from '../../../src/config/to-aws-accounts.ts'
import { toResourcePolicy } from '../../../src/config/to-resource-policy.ts'
import { GOOD, load } from './load.ts'
import { resourcesFile } from './resources-file.ts'

const policyOf = (more: Parameters<typeof resourcesFile>[0]) =>
  toResourcePolicy(load(resourcesFile(more)).config).environments

test('a file without accounts and resources allows none', () => {
  const { config } = load(GOOD)
  expect(toAwsAccounts(config)).toEqual([])
  expect(toResourcePolicy(config)).toEqual({ environments: [] })
})

test('an environment with only what is required gets the defaults', () => {
  expect(policyOf({})).toEqual([
    {
      name: 'prod',
      account: 'main',
      region: 'ap-northeast-2',
      creators: [{ kind: 'owning-team' }],
      approval: null,
      deletion: { approval: null, finalSnapshot: false },
      tags: {},
      dashboard: null,
      kinds: {
        redis: {
          engines: [{ engine: 'valkey', version: '8.0', parameters: {} }],
          sizes: [{ id: 'small', title: 'Session store, small', nodeType: 'cache.t4g.small' }],
          replicas: { min: 0, max: 2, default: 1 },
          subnets: [
            { id: 'subnet-0a1b2c3d', zone: 'ap-northeast-2a' },
            { id: 'subnet-0a1b2c3e', zone: 'ap-northeast-2c' },
          ],
          securityGroups: ['sg-0a1b2c3d'],
          multiAz: true,
          port: 6379,
          kmsKeyId: null,
          snapshotWindow: '17:00-18:00',
          snapshotRetentionDays: 0,
          maintenanceWindow: 'sun:19:00-sun:20:00',
        },
      },
    },
  ])
})

test('every rule of an environment', () => {
  const [prod] = policyOf({
    prod: `      creators: [everybody, owning-team, S0SRE]
      approval: { count: 2, from: [S0PLATFORM], requesterMay: true, expiresMinutes: 30, monthlyOver: 199.99 }
      deletion: { approval: { count: 1, from: [owning-team] }, finalSnapshot: true }
      tags: { cost-center: platform, Data/Class: 'internal: @x' }
      dashboard: https://{region}.example.com/d/redis?var-name={name}&p={project}&e={environment}
`,
    redis: {
      zones: '[ap-northeast-2c, ap-northeast-2a]',
      kmsKeyId: 'arn:aws:kms:ap-northeast-2:123456789012:key/0-1',
    },
  })
  expect(prod).toMatchObject({
    creators: [{ kind: 'everybody' }, { kind: 'owning-team' }, { kind: 'group', group: 'S0SRE' }],
    approval: {
      count: 2,
      from: [{ kind: 'group', group: 'S0PLATFORM' }],
      requesterMay: true,
      authorMay: true,
      expiresMs: 1_800_000,
      monthlyOverMicros: 199_990_000,
    },
    deletion: {
      approval: { count: 1, from: [{ kind: 'owning-team' }], requesterMay: false, expiresMs: 3_600_000 },
      finalSnapshot: true,
    },
    tags: { 'cost-center': 'platform', 'Data/Class': 'internal: @x' },
    dashboard: 'https://{region}.example.com/d/redis?var-name={name}&p={project}&e={environment}',
  })
  expect(prod?.kinds.redis?.kmsKeyId).toBe('arn:aws:kms:ap-northeast-2:123456789012:key/0-1')
  expect(prod?.kinds.redis).not.toHaveProperty('zones')
})

test('without monthlyOver approval is always asked for', () => {
  const [prod] = policyOf({ prod: '      approval: { count: 1, from: [everybody] }\n' })
  expect(prod?.approval).toMatchObject({ monthlyOverMicros: null, expiresMs: 3_600_000 })
})

test('an environment without redis has no policy of it', () => {
  const text = `${GOOD}aws: { accounts: [{ name: main, id: "123456789012" }] }
resources: { environments: [{ name: prod, account: main, region: us-gov-west-1 }] }
`
  expect(toResourcePolicy(load(text).config).environments[0]).toMatchObject({
    region: 'us-gov-west-1',
    kinds: {},
  })
})

test('accounts by default chain, by profile, by role and on this machine', () => {
  const { config } = load(`${GOOD}aws:
  accounts:
    - { name: a, id: "123456789012" }
    - { name: b, id: "012345678901", profile: b-admin }
    - { name: c, id: "123456789012", role: { arn: "arn:aws:iam::123456789012:role/path/coxswain", externalId: x } }
    - { name: d, id: "123456789012", role: { arn: "arn:aws-cn:iam::123456789012:role/coxswain" }, endpoint: "http://127.0.0.1:4566" }
`)
  const none = { id: '123456789012', profile: null, role: null, endpoint: null }
  expect(toAwsAccounts(config)).toEqual([
    { ...none, name: 'a' },
    { ...none, name: 'b', id: '012345678901', profile: 'b-admin' },
    { ...none, name: 'c', role: { arn: 'arn:aws:iam::123456789012:role/path/coxswain', externalId: 'x' } },
    {
      ...none,
      name: 'd',
      role: { arn: 'arn:aws-cn:iam::123456789012:role/coxswain', externalId: null },
      endpoint: 'http://127.0.0.1:4566',
    },
  ])
})

test.each([
  [
    'one zone is enough without replicas',
    {
      replicas: '{ min: 0, max: 0, default: 0 }',
      subnets: '[{ id: subnet-0a1b2c3d, zone: ap-northeast-2a }]',
    },
  ],
  [
    'one zone is enough without multiAz',
    { multiAz: 'false', subnets: '[{ id: subnet-0a1b2c3d, zone: ap-northeast-2a }]' },
  ],
  [
    'multiAz is fine where people may have no replica',
    { multiAz: 'true', replicas: '{ min: 0, max: 1, default: 0 }' },
  ],
  [
    'two subnets in a zone',
    {
      subnets:
        '[{ id: subnet-0a1b2c3d, zone: ap-northeast-2a }, { id: subnet-0a1b2c3e, zone: ap-northeast-2a }, { id: subnet-0a1b2c3f, zone: ap-northeast-2b }]',
    },
  ],
  [
    'the oldest versions with user groups',
    {
      engines:
        '[{ engine: redis, version: "6.0" }, { engine: valkey, version: "7.2" }, { engine: redis, version: "7.2" }]',
    },
  ],
  [
    'windows past midnight and Sunday that touch',
    { snapshotWindow: '"23:30-00:30"', maintenanceWindow: '"sun:00:30-sun:23:30"' },
  ],
])('%s', (_, redis) => {
  expect(policyOf({ redis })).toHaveLength(1)
})
