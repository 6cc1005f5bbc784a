import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { AwsFault, type AwsCall } from './aws-service.ts'
import { readScope } from './credential-scope.ts'
import { isService, PROTOCOLS } from './protocol/protocols.ts'

const MOST_BYTES = 1_000_000

export interface AwsRequest {
  call: AwsCall
  /** Goes with temporary credentials. */
  sessionToken: string | undefined
}

/** Throws AwsFault when it is no call of a service that is simulated. */
export async function readRequest(incoming: IncomingMessage, requestId = randomUUID()): Promise<AwsRequest> {
  const body = await readBody(incoming)
  const { authorization } = incoming.headers
  const { accessKeyId, region, service } = readScope(authorization)
  if (incoming.method !== 'POST' || new URL(incoming.url ?? '/', 'http://aws').pathname !== '/')
    throw new AwsFault('InvalidAction', 'the simulated AWS takes POST / only')
  if (!isService(service)) throw new AwsFault('InvalidAction', `the simulated AWS has no service ${service}`)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const { operation, input } = PROTOCOLS[service].read({ headers, body })
  return {
    call: { service, operation, input, region, accessKeyId, requestId },
    sessionToken: headers['x-amz-security-token'],
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new AwsFault('RequestEntityTooLarge', 'The request is too large.', 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
