import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
  type PutParameterCommandInput,
} from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAwsSimulator, type AwsSimulator } from '../../playground/aws/simulator.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'

const NAME = '/coxswain/alpha/payments/payments-alpha-sessions/password'
const ARN = `arn:aws:ssm:ap-northeast-2:123456789012:parameter${NAME}`
const PASSWORD = 'not-a-real-password-at-all'

let aws: AwsSimulator
let ssm: SSMClient
beforeAll(async () => {
  aws = await startAwsSimulator({ clock: createSpeedClock() })
  ssm = clientOf('ap-northeast-2')
})
beforeEach(() => aws.reset())
afterAll(() => aws.stop())

function clientOf(region: string): SSMClient {
  return new SSMClient({ endpoint: aws.url, region, credentials: aws.credentials, maxAttempts: 1 })
}

function put(change: Partial<PutParameterCommandInput> = {}) {
  return ssm.send(new PutParameterCommand({ Name: NAME, Value: PASSWORD, Type: 'SecureString', ...change }))
}

describe('a parameter of the simulated AWS', () => {
  test('is put, found, read, tagged and deleted', async () => {
    const tags = [{ Key: 'coxswain:resource', Value: 'res-1' }]
    expect(await put({ Description: '[coxswain:res-1] of sessions', Tags: tags })).toMatchObject({
      Version: 1,
      Tier: 'Standard',
    })
    const { Parameters: found } = await ssm.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [NAME] }] }),
    )
    expect(found).toEqual([
      {
        Name: NAME,
        ARN,
        Type: 'SecureString',
        KeyId: 'alias/aws/ssm',
        LastModifiedDate: expect.any(Date),
        Description: '[coxswain:res-1] of sessions',
        Version: 1,
        Tier: 'Standard',
        Policies: [],
        DataType: 'text',
      },
    ])
    const read = await ssm.send(new GetParameterCommand({ Name: NAME, WithDecryption: true }))
    expect(read.Parameter).toMatchObject({ Name: NAME, ARN, Value: PASSWORD, Version: 1 })
    const about = { ResourceType: 'Parameter', ResourceId: NAME } as const
    await ssm.send(new AddTagsToResourceCommand({ ...about, Tags: [{ Key: 'team', Value: 'Payments' }] }))
    expect((await ssm.send(new ListTagsForResourceCommand(about))).TagList).toEqual([
      ...tags,
      { Key: 'team', Value: 'Payments' },
    ])
    expect(aws.inventory()).toMatchObject([
      { kind: 'ssm-parameter', name: NAME, arn: ARN, marker: 'res-1', status: 'available' },
    ])
    await ssm.send(new DeleteParameterCommand({ Name: NAME }))
    expect(aws.inventory()).toEqual([])
  })

  test('without decryption nothing is given away, nor anywhere else', async () => {
    await put()
    const { Parameter: parameter } = await ssm.send(new GetParameterCommand({ Name: ARN }))
    expect(parameter?.Value).toMatch(/^AQICAH/)
    const everything = JSON.stringify([parameter, aws.inventory(), aws.journal()])
    expect(everything).not.toContain(PASSWORD)
  })

  test('exists once: only an overwrite changes it, and that takes no tags', async () => {
    await put()
    await expect(put({ Value: 'other' })).rejects.toMatchObject({
      name: 'ParameterAlreadyExists',
      $metadata: { httpStatusCode: 400 },
    })
    await expect(put({ Overwrite: true, Tags: [] })).rejects.toMatchObject({ name: 'ValidationException' })
    expect(await put({ Overwrite: true, Value: 'other' })).toMatchObject({ Version: 2 })
    const { Parameter: parameter } = await ssm.send(
      new GetParameterCommand({ Name: NAME, WithDecryption: true }),
    )
    expect(parameter?.Value).toBe('other')
  })

  test('belongs to its region', async () => {
    await put()
    const elsewhere = clientOf('us-east-1')
    await expect(elsewhere.send(new GetParameterCommand({ Name: NAME }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    })
  })

  test('what is not there is not found', async () => {
    const missing = { Name: NAME }
    await expect(ssm.send(new GetParameterCommand(missing))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    })
    await expect(ssm.send(new DeleteParameterCommand(missing))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    })
    await expect(
      ssm.send(new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: NAME })),
    ).rejects.toMatchObject({ name: 'InvalidResourceId' })
  })

  test('many are found in pages, those that begin alike too', async () => {
    for (let number = 0; number < 23; number++) await put({ Name: `/team/${number}` })
    await put({ Name: '/other/1' })
    const names: string[] = []
    let token: string | undefined
    let pages = 0
    do {
      const answer = await ssm.send(
        new DescribeParametersCommand({
          ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: ['/team/'] }],
          NextToken: token,
        }),
      )
      names.push(...(answer.Parameters ?? []).map(({ Name: name = '' }) => name))
      token = answer.NextToken
      pages++
    } while (token)
    expect(new Set(names).size).toBe(23)
    expect(pages).toBe(3)
  })

  test.each<[string, Partial<PutParameterCommandInput>, string]>([
    ['reserved at the beginning', { Name: 'awsome' }, 'AccessDeniedException'],
    ['reserved in the path', { Name: '/ssm/password' }, 'ValidationException'],
    ['with a space', { Name: '/a b' }, 'ValidationException'],
    ['not fully qualified', { Name: 'a/b' }, 'ValidationException'],
    ['too deep', { Name: '/a'.repeat(16) }, 'HierarchyLevelLimitExceededException'],
    ['too long', { Name: `/${'a'.repeat(1000)}` }, 'ValidationException'],
    ['empty', { Value: '' }, 'ValidationException'],
    ['too big', { Value: 'x'.repeat(4097) }, 'ValidationException'],
    ['described too long', { Description: 'x'.repeat(1025) }, 'ValidationException'],
    ['without type', { Type: undefined }, 'ValidationException'],
    ['with a tag of AWS', { Tags: [{ Key: 'aws:x', Value: '' }] }, 'ValidationException'],
    ['with something that is not simulated', { AllowedPattern: '.*' }, 'ValidationException'],
  ])('refused: %s', async (_what, change, name) => {
    await expect(put(change)).rejects.toMatchObject({ name })
    expect(aws.inventory()).toEqual([])
  })
})
