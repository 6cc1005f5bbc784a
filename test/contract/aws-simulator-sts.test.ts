import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'
import { createTestClock } from '../harness/test-clock.ts'

const ROLE = 'arn:aws:iam::123456789012:role/platform/coxswain'
const SESSION = { RoleArn: ROLE, RoleSessionName: 'coxswain' }

let aws: AwsSimulator
beforeAll(async () => void (aws = await startAwsSimulator({ clock: createSpeedClock() })))
beforeEach(() => aws.reset(createSpeedClock()))
afterAll(() => aws.stop())

interface Keys {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

function clientOf(credentials: Keys): STSClient {
  return new STSClient({ endpoint: aws.url, region: 'ap-northeast-2', credentials, maxAttempts: 1 })
}

async function assume(change: object = {}): Promise<Keys & { expiration: Date }> {
  const { Credentials: given } = await clientOf(aws.credentials).send(
    new AssumeRoleCommand({ ...SESSION, ...change }),
  )
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
    expiration: given?.Expiration ?? new Date(0),
  }
}

describe('who one is in the simulated AWS', () => {
  test('a user, by its own keys', async () => {
    expect(await clientOf(aws.credentials).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/coxswain',
    })
  })

  test('a session of a role, by what AssumeRole gave', async () => {
    const keys = await assume({ DurationSeconds: 900 })
    expect(keys.expiration.getTime() - Date.now()).toBeGreaterThan(890_000)
    expect(await clientOf(keys).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:sts::123456789012:assumed-role/coxswain/coxswain',
      UserId: expect.stringMatching(/^AROA[0-9A-F]{17}:coxswain$/),
    })
    const { sessionToken: _forgotten, ...half } = keys
    await expect(clientOf(half).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    })
  })

  test('nobody, by keys that are not known', async () => {
    const keys = { accessKeyId: 'AKIAUNKNOWN000000000', secretAccessKey: 'x' }
    await expect(clientOf(keys).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    })
  })

  test('nobody any more, once the session is over', async () => {
    const clock = createTestClock()
    aws.reset(clock)
    const keys = await assume()
    await clock.advance(3_601_000)
    await expect(clientOf(keys).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: expect.stringMatching(/^ExpiredToken/),
    })
  })

  test.each([
    ['a role for nobody', { RoleArn: 'arn:aws:iam::123456789012:role/nobody' }, 'AccessDenied'],
    ['a role of another account', { RoleArn: 'arn:aws:iam::210987654321:role/coxswain' }, 'AccessDenied'],
    ['no ARN of a role', { RoleArn: 'arn:aws:iam::123456789012:user/coxswain' }, 'ValidationError'],
    ['a name with a space', { RoleSessionName: 'a b' }, 'ValidationError'],
    ['too short a time', { DurationSeconds: 899 }, 'ValidationError'],
    ['something that is not simulated', { Policy: '{}' }, 'ValidationError'],
  ])('refused: %s', async (_what, change, name) => {
    await expect(assume(change)).rejects.toMatchObject({ name })
  })
})
