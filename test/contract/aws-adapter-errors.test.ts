import { describe, expect, test } from 'vitest'
import type { FailureClass } from '../../src/domain/resources/failure.ts'
import { aPart, cloudAt, failureOf, refuse, startScriptedAws } from './aws-adapter-kit.ts'

const group = aPart('elasticache-user-group', { engine: 'valkey', userIds: ['u'] })

const CLASSES: [code: string, status: number, FailureClass][] = [
  ['Throttling', 400, 'retry'],
  ['RequestLimitExceeded', 400, 'retry'],
  ['APICallRateForCustomerExceeded', 400, 'retry'],
  ['ServiceUnavailable', 503, 'retry'],
  ['SomethingNew', 500, 'retry'],
  ['InvalidUserGroupState', 400, 'busy'],
  ['CacheSubnetGroupInUse', 400, 'busy'],
  ['AccessDenied', 403, 'permission'],
  ['AccessDeniedException', 400, 'permission'],
  ['ServiceLinkedRoleNotFoundFault', 400, 'permission'],
  ['ExpiredToken', 403, 'credentials'],
  ['ExpiredTokenException', 400, 'credentials'],
  ['InvalidClientTokenId', 403, 'credentials'],
  ['UnrecognizedClientException', 400, 'credentials'],
  ['SignatureDoesNotMatch', 403, 'credentials'],
  ['RequestTimeTooSkewed', 403, 'credentials'],
  ['UserGroupQuotaExceeded', 400, 'quota'],
  ['NodeQuotaForCustomerExceeded', 400, 'quota'],
  ['TagQuotaPerResourceExceeded', 400, 'quota'],
  ['InsufficientCacheClusterCapacity', 400, 'capacity'],
  ['InvalidParameterValue', 400, 'wrong-request'],
  ['InvalidParameterCombination', 400, 'wrong-request'],
  ['InvalidVPCNetworkStateFault', 400, 'wrong-request'],
  ['DuplicateUserName', 400, 'wrong-request'],
  ['UserNotFound', 404, 'wrong-request'],
  ['SomethingNew', 400, 'other'],
]

describe('a write that is refused', () => {
  test.each(CLASSES)('with %s (%i) is sent once and means %s', async (code, status, kind) => {
    await using aws = await startScriptedAws((_, response) => refuse(response, { code, status }))
    using at = cloudAt(aws.url)
    const failure = await failureOf(at.cloud.make(group))
    expect(failure).toMatchObject({
      class: kind,
      code,
      action: 'elasticache:CreateUserGroup',
      requestId: 'request-1',
    })
    expect(aws.asked).toHaveLength(1)
    expect(at.calls).toMatchObject([{ action: 'elasticache:CreateUserGroup', account: 'main' }])
  })

  test('names the permission that is missing, which may be another one than that of the call', async () => {
    const message =
      'User: arn:aws:iam::123456789012:user/bot is not authorized to perform: elasticache:AddTagsToResource on ' +
      'resource: arn:aws:elasticache:ap-northeast-2:123456789012:usergroup:x because no policy allows it'
    await using aws = await startScriptedAws((_, response) => {
      refuse(response, { code: 'AccessDenied', status: 403, message })
    })
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.make(group))).toMatchObject({
      class: 'permission',
      action: 'elasticache:AddTagsToResource',
      message,
    })
  })

  test('says when to come back, and on one line what AWS said', async () => {
    await using aws = await startScriptedAws((_, response) => {
      const headers = { 'retry-after': '7' }
      refuse(response, { code: 'Throttling', message: 'Rate\n   exceeded', headers })
    })
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.make(group))).toMatchObject({
      retryAfterMs: 7000,
      message: 'Rate exceeded',
    })
  })

  test("says in plain words that this machine's clock is wrong", async () => {
    await using aws = await startScriptedAws((_, response) => {
      refuse(response, { code: 'RequestTimeTooSkewed', status: 403, message: 'Signature expired' })
    })
    using at = cloudAt(aws.url)
    const { message } = await failureOf(at.cloud.make(group))
    expect(message).toBe("this machine's clock is wrong (Signature expired)")
  })
})

describe('a read', () => {
  test('is repeated when it is throttled', async () => {
    let times = 0
    await using aws = await startScriptedAws((_, response) => {
      if (++times < 3) refuse(response, { code: 'Throttling' })
      else refuse(response, { code: 'UserGroupNotFound', status: 404 })
    })
    using at = cloudAt(aws.url)
    expect(await at.cloud.look(group)).toEqual({ seen: 'absent' })
    expect(aws.asked).toHaveLength(3)
    expect(at.calls).toMatchObject([{ action: 'elasticache:DescribeUserGroups', outcome: 'absent' }])
  })

  test('is given up after three attempts', async () => {
    await using aws = await startScriptedAws((_, response) => refuse(response, { code: 'Throttling' }))
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.look(group))).toMatchObject({ class: 'retry', code: 'Throttling' })
    expect(aws.asked).toHaveLength(3)
  })

  test.each([
    ['UserGroupNotFound', 404],
    ['UserGroupNotFoundFault', 400],
  ])('takes %s (%i) for absent', async (code, status) => {
    await using aws = await startScriptedAws((_, response) => refuse(response, { code, status }))
    using at = cloudAt(aws.url)
    expect(await at.cloud.look(group)).toEqual({ seen: 'absent' })
  })

  test("does not take another server's 404 for absent", async () => {
    await using aws = await startScriptedAws((_, response) => response.writeHead(404).end('<html></html>'))
    using at = cloudAt(aws.url)
    expect(await failureOf(at.cloud.look(group))).toMatchObject({ class: 'other' })
  })
})

test('the bot says who it is', async () => {
  await using aws = await startScriptedAws((_, response) => {
    refuse(response, { code: 'UserGroupNotFound', status: 404 })
  })
  using at = cloudAt(aws.url)
  await at.cloud.look(group)
  expect(aws.asked[0]?.userAgent).toContain('app/coxswain')
})
