import { describe, expect, test } from 'vitest'
import { classifyError } from '../../../src/integrations/aws/classify-error.ts'
import { CredentialsProblem } from '../../../src/integrations/aws/credentials.ts'

const write = { action: 'elasticache:CreateUser', kind: 'write' } as const
const read = { action: 'elasticache:DescribeUsers', kind: 'read' } as const
const thrown = (message: string, more: object) => Object.assign(new Error(message), more)

/** In the words of Node and of the SDK's HTTP handler (@smithy/node-http-handler). */
const CONNECT_TIMEOUT = thrown(
  '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 3000 ms.',
  { name: 'TimeoutError' },
)
const REQUEST_TIMEOUT = thrown(
  '@smithy/node-http-handler - [ERROR] a request has exceeded the configured 15000 ms requestTimeout.',
  { name: 'TimeoutError', code: 'ETIMEDOUT' },
)

describe('a write that fails on its way', () => {
  test.each([
    ['no connection in time', CONNECT_TIMEOUT, 'retry'],
    [
      'no such host',
      thrown('getaddrinfo ENOTFOUND x', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      'retry',
    ],
    [
      'a connection that times out in the system',
      thrown('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' }),
      'retry',
    ],
    ['a refused certificate', thrown('expired', { code: 'CERT_HAS_EXPIRED' }), 'retry'],
    [
      'a connection that broke before it was safe',
      thrown('Client network socket disconnected before secure TLS connection was established', {
        code: 'ECONNRESET',
      }),
      'retry',
    ],
    ['no answer in time', REQUEST_TIMEOUT, 'unknown-outcome'],
    ['a broken connection', thrown('socket hang up', { code: 'ECONNRESET' }), 'unknown-outcome'],
    ['a broken pipe', thrown('write EPIPE', { code: 'EPIPE' }), 'unknown-outcome'],
    [
      'an answer that cannot be read',
      thrown('bad', { name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }),
      'unknown-outcome',
    ],
    ['a defect of ours', new TypeError('x is not a function'), 'other'],
  ])('by %s', (_, error, kind) => {
    expect(classifyError(error, write)).toMatchObject({ class: kind, action: write.action, requestId: null })
    if (kind === 'unknown-outcome') expect(classifyError(error, read)).toMatchObject({ class: 'retry' })
  })
})

describe('no credentials', () => {
  test.each([
    [
      thrown('Could not load credentials from any providers', { name: 'CredentialsProviderError' }),
      'credentials',
    ],
    [thrown('who knows', { name: 'Error' }), 'credentials'],
    [REQUEST_TIMEOUT, 'retry'],
    [
      thrown('down', { name: 'ServiceUnavailable', $fault: 'server', $metadata: { httpStatusCode: 503 } }),
      'retry',
    ],
  ])('because of %s is never an unknown outcome', (cause, kind) => {
    const failure = classifyError(new CredentialsProblem(cause, null), write)
    expect(failure).toMatchObject({ class: kind, action: write.action })
  })
})

test.each([['text'], [null], [undefined], [{}], [{ message: 'm'.repeat(5000) }]])(
  '%j is a failure too',
  (error) => {
    const failure = classifyError(error, read)
    expect(failure).toMatchObject({ class: 'other', code: 'Unknown' })
    expect(failure.message.length).toBeLessThanOrEqual(1000)
  },
)
