import { expect, test } from 'vitest'
import { FAILURE_CLASSES, type ChangeFailure, type FailureClass } from '../../src/domain/resources/failure.ts'
import { CAUSES } from '../../src/views/cloud-failure-causes.ts'
import { cloudFailureWords, failureBlock, troubleLine } from '../../src/views/cloud-failure-words.ts'
import { givenChangeFailure } from '../harness/given-change-view.ts'

const details = {
  zone: 'ap-northeast-2a',
  nodeType: 'cache.t4g.small',
  permission: 'elasticache:CreateUser',
  subnets: 'subnet-1, subnet-2',
  kmsKey: 'alias/redis',
  name: 'payments-prod-sessions',
  what: 'nodeType',
  wanted: 'cache.t4g.small',
  found: 'cache.t4g.micro',
  allowed: 'cache.t4g.medium',
  account: 'main',
}

const failing = (given: Partial<ChangeFailure>) =>
  givenChangeFailure({ class: 'other', message: 'what AWS said', details, ...given })

test.each(Object.keys(CAUSES))('cause and next step: %s', (code) => {
  expect(failureBlock(failing({ code }), { message: 300 })).toMatchSnapshot()
})

test.each(Object.keys(CAUSES))('without its details %s still reads well', (code) => {
  const { cause, next } = cloudFailureWords(failing({ code, details: {} }))
  expect(`${cause}. ${next}.`).not.toMatch(/undefined|null|NaN|\s\s|\s[.,:]\s|``|\(\)|\.\./)
  expect(next).toMatch(/^[A-Z]/)
})

test.each(FAILURE_CLASSES)('a code of the class %s that nobody foresaw has cause and next step', (kind) => {
  const failure = failing({ class: kind, code: 'SomethingNew' })
  expect(failureBlock(failure, { message: 300 })).toMatchSnapshot()
})

const codes: [code: string, kind: FailureClass, part: string][] = [
  ['ReplicationGroupAlreadyExistsFault', 'other', 'was not made by Coxswain for this'],
  ['NodeQuotaForCustomerExceededFault', 'quota', 'any more nodes in this region'],
  ['AccessDeniedException', 'permission', '`elasticache:CreateUser`'],
  ['Throttling', 'retry', 'too many calls'],
  ['RequestLimitExceeded', 'retry', 'too many calls'],
  ['ServiceUnavailable', 'retry', 'trouble of its own'],
  ['ECONNREFUSED', 'retry', 'cannot be reached'],
  ['TimeoutError', 'unknown-outcome', 'not known whether the call worked'],
  ['ExpiredToken', 'credentials', 'have expired'],
  ['RequestExpired', 'credentials', 'the clock of the machine'],
  ['CacheSubnetGroupInUse', 'busy', 'still in use'],
  ['InvalidReplicationGroupState', 'busy', 'still busy'],
  ['ServiceLinkedRoleNotFoundFault', 'permission', 'service-linked role'],
]

test.each(codes)('%s (%s): %s', (code, kind, part) => {
  expect(cloudFailureWords(failing({ code, class: kind })).cause).toContain(part)
})

test('credentials of another account are told with both accounts', () => {
  const message = 'the credentials lead to account 111111111111, not 222222222222'
  const failure = failing({ code: 'account-wrong', class: 'credentials', message })
  expect(cloudFailureWords(failure).cause).toBe(message)
  expect(troubleLine(failure)).toContain('Ask the platform team to correct the profile')
})

test('a creation that failed is told with the reason that its events gave', () => {
  expect(cloudFailureWords(failing({ code: 'create-failed', class: 'capacity' })).cause).toBe(
    'AWS has no room for `cache.t4g.small` in `ap-northeast-2a` at the moment',
  )
  const vague = failureBlock(failing({ code: 'create-failed', message: 'Subnet has no free address' }), {
    message: 300,
  })
  expect(vague).toContain('AWS began to make it and then gave up.\n> Subnet has no free address')
})

test('of a value that AWS does not take the subnets are named only when it is about them', () => {
  const of = (message: string) =>
    cloudFailureWords(failing({ code: 'InvalidParameterValue', class: 'wrong-request', message })).cause
  expect(of('Some input subnets in :[subnet-1] are invalid.')).toContain('`subnet-1, subnet-2`')
  expect(of('The port is invalid.')).not.toContain('subnet')
})

test('the final snapshot that failed says that nothing was deleted', () => {
  const failure = failing({ code: 'create-failed', part: 'final-snapshot' })
  expect(cloudFailureWords(failure).cause).toContain('Nothing was deleted')
})

test('what did not pass in all the time that it was given is tried again by a person', () => {
  const busy = failing({ class: 'busy', code: 'InvalidReplicationGroupState' })
  expect(troubleLine(busy)).toContain('It goes on by itself.')
  expect(failureBlock(busy, { message: 300 })).toContain('*Next:* Wait some minutes, then *Try again*')
})

test('what AWS said is told once', () => {
  const block = failureBlock(failing({ code: 'Strange', message: 'The moon is full.' }), { message: 300 })
  expect(block).toContain('AWS refused it: The moon is full.')
  expect(block.match(/moon/g)).toHaveLength(1)
})

test('how much of a quota is in use is told where it is known', () => {
  const failure = failing({
    code: 'NodeQuotaForCustomerExceeded',
    class: 'quota',
    details: { used: '300 of 300' },
  })
  expect(cloudFailureWords(failure).cause).toContain('(300 of 300 in use now)')
})

test('a reason of ours is told in its own words', () => {
  const failure = failing({ code: 'may-not-change-resource', requestId: null, action: '', message: 'x' })
  expect(failureBlock(failure, { message: 300 })).toContain('You may not create, change or delete resources')
})

test('what passes by itself is one line with the request id', () => {
  const line = troubleLine(failing({ class: 'retry', code: 'Throttling' }))
  expect(line).toContain('It goes on by itself.')
  expect(line).toContain('AWS request id `4f1c0f7e')
  expect(line).not.toContain('\n')
})
