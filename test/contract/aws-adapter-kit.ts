import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenOn } from './cluster-adapter-listen.ts'
import { useAwsCredentials } from '../harness/aws-credentials.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { CloudError } from '../../src/domain/resources/cloud.ts'
import type { CloudFailure } from '../../src/domain/resources/failure.ts'
import type { JsonObject, PartSpec, PartType } from '../../src/domain/resources/part.ts'
import type { AwsAccount } from '../../src/integrations/aws/aws-account.ts'
import type { AwsCallNote } from '../../src/integrations/aws/calls.ts'
import { createClouds, type CloudsOptions } from '../../src/integrations/aws/create-clouds.ts'

export const REGION = 'ap-northeast-2'

export function anAccount(endpoint: string, more: Partial<AwsAccount> = {}): AwsAccount {
  return { name: 'main', id: null, profile: null, role: null, endpoint, ...more }
}

export function aPart(type: PartType, values: JsonObject = {}, more: Partial<PartSpec> = {}): PartSpec {
  return { id: type, type, name: 'checkout-alpha-sessions', resourceId: 'r1', tags: {}, values, ...more }
}

export interface Asked {
  action: string
  body: string
  authorization: string
  userAgent: string
}

/** An endpoint that answers as the test says; `action` is of the query protocol or of the JSON target. */
export async function startScriptedAws(script: (asked: Asked, response: ServerResponse) => void) {
  const asked: Asked[] = []
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { authorization = '', 'x-amz-target': target, 'user-agent': userAgent = '' } = request.headers
    const action = String(target ?? '').split('.')[1] ?? new URLSearchParams(body).get('Action') ?? ''
    const one = { action, body, authorization, userAgent }
    asked.push(one)
    script(one, response)
  }
  useAwsCredentials({ accessKeyId: 'AKIAOFTHETEST', secretAccessKey: 'secret-of-the-test' })
  const server = createServer((request, response) => void take(request, response))
  const at = await listenOn(server)
  return { ...at, asked, [Symbol.asyncDispose]: at.close }
}

export function refuse(
  response: ServerResponse,
  { status = 400, code, message = 'no', headers = {} }: Refusal,
): void {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`
  response
    .writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'request-1', ...headers })
    .end(`<ErrorResponse>${error}<RequestId>request-1</RequestId></ErrorResponse>`)
}

interface Refusal {
  status?: number
  code: string
  message?: string
  headers?: Record<string, string>
}

export function answerXml(response: ServerResponse, action: string, result: string): void {
  const metadata = '<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>'
  response
    .writeHead(200, { 'content-type': 'text/xml', 'x-amzn-requestid': 'request-1' })
    .end(`<${action}Response><${action}Result>${result}</${action}Result>${metadata}</${action}Response>`)
}

/** The adapter before an endpoint, on a clock that the test moves. */
export function cloudAt(endpoint: string, { account, clock = createTestClock(), ...more }: CloudMore = {}) {
  const calls: AwsCallNote[] = []
  const accounts = [anAccount(endpoint, account)]
  const clouds = createClouds({ accounts, clock, onCall: (call) => calls.push(call), ...more })
  const cloud = clouds.of({ account: 'main', region: REGION })
  if (!cloud) throw new Error('the account is not there')
  return { cloud, clouds, clock, calls, [Symbol.dispose]: clouds.close }
}

type CloudMore = Partial<Omit<CloudsOptions, 'accounts' | 'clock'>> & {
  account?: Partial<AwsAccount>
  clock?: TestClock
}

/** Why it failed; fails itself when it did not. */
export async function failureOf(work: Promise<unknown>): Promise<CloudFailure> {
  try {
    await work
  } catch (error) {
    if (error instanceof CloudError) return error.failure
    throw error
  }
  throw new Error('it did not fail')
}
