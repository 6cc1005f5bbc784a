import {
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
} from '@aws-sdk/client-elasticache'
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { fetch } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientOf, openAws, PLACE, refusalOf, type AwsStage } from './aws-simulator-kit.ts'

let stage: AwsStage

beforeEach(async () => {
  stage = await openAws()
})
afterEach(() => stage.stop())

const describeGroups = new DescribeReplicationGroupsCommand({})
const FORM = 'Action=DescribeReplicationGroups&Version=2015-02-02'

function signed(service = 'elasticache', region: string = PLACE.region): string {
  const scope = `${stage.aws.credentials.accessKeyId}/20261121/${region}/${service}/aws4_request`
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`
}

async function post(body: string, headers: Record<string, string> = { authorization: signed() }) {
  const answer = await fetch(stage.aws.url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

test('a call must carry a signature, with a key that is known', async () => {
  expect(await post(FORM, {})).toMatchObject({
    status: 403,
    text: expect.stringContaining('<Code>MissingAuthenticationToken</Code>') as string,
  })
  expect(await post(FORM, { authorization: 'AWS4-HMAC-SHA256 nothing' })).toMatchObject({
    status: 403,
    text: expect.stringContaining('<Code>IncompleteSignature</Code>') as string,
  })
  const stranger = { accessKeyId: 'AKIANOBODYKNOWSTHIS1', secretAccessKey: 'secret' }
  expect(await refusalOf(clientOf(stage.aws, { credentials: stranger }).send(describeGroups))).toEqual({
    name: 'InvalidClientTokenId',
    Code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
    status: 403,
  })
  const ssm = new SSMClient({
    endpoint: stage.aws.url,
    region: PLACE.region,
    credentials: stranger,
    maxAttempts: 1,
  })
  expect(await refusalOf(ssm.send(new GetParameterCommand({ Name: '/a' })))).toMatchObject({
    name: 'UnrecognizedClientException',
    status: 400,
  })
  ssm.destroy()
})

test('errors have the shape of the query protocol, and the id of the request', async () => {
  const { text, headers } = await post(`${FORM}&ReplicationGroupId=a%26b`)
  const id = headers.get('x-amzn-requestid')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(text).toBe(
    '<ErrorResponse xmlns="http://elasticache.amazonaws.com/doc/2015-02-02/"><Error><Type>Sender</Type>' +
      '<Code>ReplicationGroupNotFoundFault</Code><Message>ReplicationGroup a&amp;b not found.</Message></Error>' +
      `<RequestId>${id}</RequestId></ErrorResponse>`,
  )
})

test('what is not simulated is refused', async () => {
  expect(await refusalOf(stage.client.send(new DescribeServerlessCachesCommand({})))).toMatchObject({
    name: 'InvalidAction',
    status: 400,
  })
  expect((await post(`${FORM}&Sharding=7`)).text).toContain('does not support Sharding')
  expect((await post('Action=DescribeReplicationGroups&Version=2012-11-15')).text).toContain('InvalidAction')
  expect((await post('Version=2015-02-02')).text).toContain('MissingAction')
  expect((await post(`${FORM}&MaxRecords=many`)).text).toContain('MalformedInput')
  const other = { authorization: signed('dynamodb') }
  expect((await post(FORM, other)).text).toContain('has no service dynamodb')
  const elsewhere = { authorization: signed('elasticache', 'eu-west-1') }
  expect((await post(FORM, elsewhere)).text).toContain('has no region eu-west-1')
  const got = await fetch(`${stage.aws.url}/?${FORM}`, { headers: { authorization: signed() } })
  expect([got.status, await got.text()]).toEqual([400, expect.stringContaining('POST / only')])
  const json = { authorization: signed('ssm'), 'x-amz-target': 'AmazonSSM.GetDocument' }
  expect(await post('{}', json)).toMatchObject({
    status: 400,
    text: expect.stringContaining('"__type":"UnknownOperationException"') as string,
  })
  expect((await post('[', { ...json, 'x-amz-target': 'AmazonSSM.GetParameter' })).text).toContain(
    'SerializationException',
  )
})

test('each region has its own', async () => {
  stage.aws.addForeign('elasticache-replication-group', 'theirs', 'us-east-1')
  const here = await stage.client.send(describeGroups)
  expect(here.ReplicationGroups).toEqual([])
  const there = await clientOf(stage.aws, { region: 'us-east-1' }).send(describeGroups)
  expect(there.ReplicationGroups?.map(({ ReplicationGroupId }) => ReplicationGroupId)).toEqual(['theirs'])
  expect(stage.aws.inventory().map(({ name, region }) => `${region} ${name}`)).toEqual([
    'us-east-1 theirs-001',
    'us-east-1 theirs',
  ])
})
