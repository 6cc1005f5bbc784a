import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/domain/resources/part.ts'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import { aPolicy, aSight, asWanted, aWish, mainOf, partOf, someParts } from './a-redis.ts'

const KEY = 'arn:aws:kms:ap-northeast-2:123456789012:key/k-1'
const parts = someParts({ policy: aPolicy({ kmsKeyId: KEY }) })
const main = mainOf(parts)
const [first, second] = asWanted(main).values['members'] as JsonObject[]

test.each([0, 1, 2, 3])('nothing differs of what was made as wanted, with %i replicas', (replicas) => {
  const made = mainOf(someParts({ wish: aWish({ replicas }) }))
  expect(redis.differences(made, asWanted(made))).toEqual([])
})

test.each<[JsonObject, string, string, string]>([
  [{ engine: 'redis' }, 'engine', 'valkey', 'redis'],
  [{ engineVersion: '8.10.0' }, 'engineVersion', '8.0', '8.10.0'],
  [{ engineVersion: '7.2' }, 'engineVersion', '8.0', '7.2'],
  [{ nodeType: 'cache.t4g.micro' }, 'nodeType', 'cache.t4g.small', 'cache.t4g.micro, cache.t4g.small'],
  [{ replicas: 0 }, 'replicas', '1', '0'],
  [{ multiAz: false }, 'multiAz', 'on', 'off'],
  [{ automaticFailover: 'disabled' }, 'automaticFailover', 'on', 'off'],
  [{ tls: false }, 'encryptionInTransit', 'true', 'false'],
  [{ atRest: false }, 'encryptionAtRest', 'true', 'false'],
  [{ kmsKeyId: null }, 'kmsKeyId', KEY, 'not there'],
  [{ endpoint: { host: 'x', port: 6380 } }, 'port', '6379', '6380'],
  [{ subnetGroup: 'default' }, 'subnetGroup', 'payments-prod-sessions', 'default'],
  [{ parameterGroup: 'default.valkey8' }, 'parameterGroup', 'payments-prod-sessions', 'default.valkey8'],
  [{ parameterStatus: 'pending-reboot' }, 'parameterStatus', 'in-sync', 'pending-reboot'],
  [{ securityGroups: ['sg-1', 'sg-2'] }, 'securityGroups', 'sg-1', 'sg-1, sg-2'],
  [{ userGroups: [] }, 'userGroups', 'payments-prod-sessions', 'not there'],
  [{ snapshotWindow: '03:00-04:00' }, 'snapshotWindow', '17:00-18:00', '03:00-04:00'],
  [{ snapshotRetentionDays: 0 }, 'snapshotRetentionDays', '7', '0'],
  [
    { maintenanceWindow: 'mon:19:00-mon:20:00' },
    'maintenanceWindow',
    'sun:19:00-sun:20:00',
    'mon:19:00-mon:20:00',
  ],
  [
    { members: [first ?? {}, { ...second, zone: 'ap-northeast-2a' }] },
    'zones',
    'ap-northeast-2a, ap-northeast-2c',
    'ap-northeast-2a',
  ],
  [{ tags: { 'coxswain:resource': main.resourceId } }, 'tag project', 'payments', 'not there'],
])('%j differs', (over, what, wanted, found) => {
  expect(redis.differences(main, asWanted(main, over))).toEqual([{ what, wanted, found }])
})

test('every value of the plan is read back', () => {
  const compared = redis.differences(main, aSight({})).map(({ what }) => what)
  const wanted = Object.keys(main.values).filter((key) => !['description', 'userGroup'].includes(key))
  expect(compared).toEqual(expect.arrayContaining([...wanted, 'userGroups']))
})

test('a member with another node type is a scaling that was undone', () => {
  const members = [
    { ...first, nodeType: 'cache.t4g.small' },
    { ...second, nodeType: 'cache.m7g.large' },
  ]
  expect(redis.differences(main, asWanted(main, { members }))).toMatchObject([{ what: 'nodeType' }])
})

test.each<[string, JsonObject, string[]]>([
  ['secret', {}, []],
  ['user', { engine: 'valkey', userName: 'default' }, []],
  ['user', { engine: 'redis', userName: 'default' }, ['engine']],
  ['user', {}, ['engine', 'userName']],
  ['user-group', { userIds: ['payments-prod-sessions'] }, []],
  ['user-group', { userIds: ['payments-prod-sessions', 'default'] }, ['userIds']],
  ['subnet-group', { subnetIds: ['subnet-c', 'subnet-a'] }, []],
  ['subnet-group', { subnetIds: ['subnet-c'] }, ['subnetIds']],
  ['parameter-group', { parameters: { 'maxmemory-policy': 'allkeys-lru' } }, []],
  ['parameter-group', { parameters: {} }, ['parameters maxmemory-policy']],
])('of a %s that is %j', (id, values, expected) => {
  expect(redis.differences(partOf(parts, id), aSight(values)).map(({ what }) => what)).toEqual(expected)
})
