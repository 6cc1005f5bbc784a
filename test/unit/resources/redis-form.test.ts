import { expect, test } from 'vitest'
import type { PartSpec } from '../../../src/domain/resources/part.ts'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import { redisWish } from '../../../src/domain/resources/redis/wish.ts'
import { aPolicy, aWish, someParts } from './a-redis.ts'

test('the fields are the keys of the schema, in their order', () => {
  const fields = redis.form(aPolicy())
  expect(fields.map(({ key }) => key)).toEqual(Object.keys(redisWish.shape))
  expect(fields.filter(({ isModifiable }) => isModifiable).map(({ key }) => key)).toEqual([
    'size',
    'replicas',
  ])
  expect(fields.every(({ label, hint }) => label !== '' && hint !== '')).toBe(true)
})

test('choices come from policy, with the node type beside the purpose', () => {
  const [name, engine, size, replicas] = redis.form(aPolicy({ replicas: { min: 1, max: 3, default: 2 } }))
  expect(name).toMatchObject({ input: 'text', choices: [], maxLength: 40 })
  expect(engine?.choices).toEqual([
    { value: 'valkey-8.0', text: 'Valkey 8.0' },
    { value: 'redis-7.1', text: 'Redis 7.1' },
  ])
  expect(size?.choices[0]).toEqual({
    value: 'session-small',
    text: 'Session store, small',
    more: 'cache.t4g.small',
  })
  expect(replicas?.choices.map(({ value }) => value)).toEqual(['1', '2', '3'])
})

test('every choice that the form offers is allowed', () => {
  const policy = aPolicy()
  for (const { key, choices } of redis.form(policy)) {
    for (const { value } of choices) {
      const wish = redis.wish.parse({ ...aWish(), [key]: value })
      expect(redis.check(wish, policy), `${key} ${value}`).toBeNull()
    }
  }
})

test('it opens with all but a name', () => {
  const opened = redis.defaults(aPolicy())
  expect(opened).toEqual({ engine: 'valkey-8.0', size: 'session-small', replicas: 1 })
  expect(redis.wish.safeParse({ ...opened, name: 'x' }).success).toBe(true)
  expect(redis.wish.safeParse(opened).success).toBe(false)
})

test.each([
  ['engine', { engine: 'valkey-7.2' }, 'engine-not-offered'],
  ['size', { size: 'huge' }, 'size-not-offered'],
  ['replicas', { replicas: 4 }, 'replicas-not-offered'],
])('%s must be among those of the policy', (field, over, reason) => {
  expect(redis.check(aWish(over), aPolicy())).toMatchObject({ reason, details: { field } })
})

test('what is as it was is not judged again', () => {
  const policy = aPolicy({ engines: [], sizes: [], replicas: { min: 2, max: 2, default: 2 } })
  expect(redis.check(aWish({ replicas: 2 }), policy, aWish())).toBeNull()
  expect(redis.check(aWish(), policy, aWish())).toBeNull()
  expect(redis.check(aWish({ replicas: 3 }), policy, aWish())).toMatchObject({
    reason: 'replicas-not-offered',
  })
})

test('multi-AZ needs two zones as soon as there is a replica', () => {
  const [subnet] = aPolicy().subnets
  const policy = aPolicy({ subnets: subnet ? [subnet, { ...subnet, id: 'subnet-a2' }] : [] })
  expect(redis.check(aWish(), policy)).toMatchObject({
    reason: 'policy-needs-two-zones',
    details: { zones: 'ap-northeast-2a' },
  })
  expect(redis.check(aWish({ replicas: 0 }), policy)).toBeNull()
  expect(redis.check(aWish(), { ...policy, multiAz: false })).toBeNull()
  expect(redis.check(aWish(), aPolicy({ subnets: [] }))).toMatchObject({ reason: 'policy-without-subnets' })
})

const shown = (parts: PartSpec[]) =>
  Object.fromEntries(redis.settingsOf(parts).map(({ label, value }) => [label, value]))

test('settings show what policy decided', () => {
  expect(shown(someParts())).toMatchInlineSnapshot(`
    {
      "Backups": "daily at 17:00-18:00 UTC, kept 7 days",
      "Encryption at rest": "always, with the key that AWS owns",
      "Encryption in transit": "TLS, always",
      "Maintenance window": "sun:19:00-sun:20:00 UTC",
      "Multi-AZ": "on, with automatic failover",
      "Parameters": "maxmemory-policy=allkeys-lru",
      "Port": "6379",
      "Security groups": "sg-1",
      "Subnets": "subnet-a, subnet-c",
      "Tags": "coxswain:resource=01hx3zk5q8r7v2m4n6p9s1t0wy, project=payments",
      "Zones": "ap-northeast-2a, ap-northeast-2c",
    }
  `)
})

test('settings of what was decided otherwise, and of nothing', () => {
  const policy = aPolicy({ snapshotRetentionDays: 0, kmsKeyId: 'arn:aws:kms:x:1:key/k', multiAz: false })
  const wish = aWish({ engine: 'redis-7.1' })
  expect(shown(someParts({ policy, wish }))).toMatchObject({
    Backups: 'none',
    'Encryption at rest': 'always, arn:aws:kms:x:1:key/k',
    'Multi-AZ': 'off',
    Parameters: "the engine's defaults",
  })
  expect(redis.settingsOf([])).toEqual([])
})
