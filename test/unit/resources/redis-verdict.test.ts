import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/domain/resources/part.ts'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import { aSight, asWanted, mainOf, partOf, someParts } from './a-redis.ts'

const parts = someParts()
const main = mainOf(parts)
const [first, second] = asWanted(main).values['members'] as JsonObject[]
const member = (over: JsonObject): JsonObject => ({ members: [first ?? {}, { ...second, ...over }] })

test('a group whose every member is there and available is ready', () => {
  expect(redis.verdict(main, asWanted(main))).toEqual({ state: 'ready' })
  expect(redis.atRest(asWanted(main))).toEqual({ state: 'ready' })
})

test.each<[string, JsonObject, string]>([
  ['a member is on its way', member({ status: 'creating' }), 'member payments-prod-sessions-002 is creating'],
  ['a member is missing', { members: [first ?? {}] }, 'it has 1 of 2 nodes'],
  [
    'a node group is on its way',
    { nodeGroups: [{ id: '0001', status: 'modifying' }] },
    'node group 0001 is modifying',
  ],
  ['there is no node group', { nodeGroups: [] }, 'it has no nodes yet'],
  ['something is pending', { pending: 'CacheNodeType' }, 'pending: CacheNodeType'],
  ['failover is being switched', { automaticFailover: 'enabling' }, 'automatic failover is being switched'],
  ['there is no endpoint', { endpoint: null }, 'it has no endpoint yet'],
  ['parameters are on their way', { parameterStatus: 'applying' }, 'its parameters are being applied'],
  ['tags cannot be read yet', { tags: null }, 'its tags cannot be read yet'],
])('available is not enough: %s', (_, over, what) => {
  expect(redis.verdict(main, asWanted(main, over))).toEqual({ state: 'settling', what })
})

test.each(['creating', 'modifying', 'snapshotting'])('a group that is %s settles', (status) => {
  const sight = { ...asWanted(main), status }
  expect(redis.verdict(main, sight)).toEqual({
    state: 'settling',
    what: `the replication group is ${status}`,
  })
})

test.each(['create-failed', 'restore-failed', 'incompatible-network'])('%s is final', (status) => {
  expect(redis.verdict(main, { ...asWanted(main), status })).toMatchObject({ state: 'failed', code: status })
  const ofMember = { ...asWanted(main, member({ status })), status: 'creating' }
  expect(redis.verdict(main, ofMember)).toEqual({
    state: 'failed',
    code: status,
    what: `member payments-prod-sessions-002 is ${status}`,
  })
})

test('a group that is deleting goes, whatever its members are', () => {
  const sight = { ...asWanted(main, member({ status: 'create-failed' })), status: 'deleting' }
  expect(redis.verdict(main, sight)).toMatchObject({ state: 'going' })
})

test('tags that differ can be set again', () => {
  expect(redis.verdict(main, asWanted(main, { tags: { project: 'shop' } }))).toEqual({
    state: 'to-mend',
    what: 'tags differ: coxswain:resource, project',
  })
})

test('at rest says nothing of what is wanted', () => {
  expect(redis.atRest(asWanted(main, { members: [first ?? {}], tags: null }))).toEqual({ state: 'ready' })
  expect(redis.atRest(aSight({}, 'creating'))).toMatchObject({ state: 'settling' })
})

test.each([
  ['user', 'active', 'ready'],
  ['user', 'creating', 'settling'],
  ['user-group', 'modifying', 'settling'],
  ['user-group', 'deleting', 'going'],
  ['subnet-group', 'available', 'ready'],
  ['secret', 'available', 'ready'],
])('a %s that is %s is %s', (id, status, state) => {
  expect(redis.verdict(partOf(parts, id), aSight({}, status)).state).toBe(state)
})

test('a parameter group is ready when all its parameters are set', () => {
  const group = partOf(parts, 'parameter-group')
  const set = { 'maxmemory-policy': 'allkeys-lru', timeout: '300' }
  expect(redis.verdict(group, aSight({ parameters: set }))).toEqual({ state: 'ready' })
  expect(redis.verdict(group, aSight({ parameters: {} }))).toEqual({
    state: 'to-mend',
    what: 'parameters differ: maxmemory-policy',
  })
})

test('a snapshot is ready when it can be used', () => {
  const snapshot = redis.finalSnapshot(main, 'change')
  expect(redis.verdict(snapshot, aSight({}, 'creating')).state).toBe('settling')
  expect(redis.verdict(snapshot, aSight({}, 'available')).state).toBe('ready')
  expect(redis.verdict(snapshot, aSight({}, 'failed')).state).toBe('failed')
})

test('members, without what only the work needs', () => {
  expect(redis.members(asWanted(main))[1]).toEqual({
    name: 'payments-prod-sessions-002',
    role: 'replica',
    zone: 'ap-northeast-2c',
    status: 'available',
  })
  expect(redis.members(aSight({}))).toEqual([])
})
