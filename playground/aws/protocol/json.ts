import { AwsFault } from '../aws-service.ts'
import type { WireProtocol } from './wire.ts'

/**
 * AWS JSON 1.1: the operation in a header, JSON in, JSON out. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 * Codes: https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html
 */
export function jsonProtocol({ target }: { target: string }): WireProtocol {
  return {
    read({ headers, body }) {
      const [prefix, operation] = (headers['x-amz-target'] ?? '').split('.')
      if (prefix !== target || operation === undefined) throw new AwsFault('UnknownOperationException', '')
      return { operation, input: parsed(body) }
    },
    write: ({ requestId }, result) => json(requestId, { status: 200, body: result }),
    refuse: (requestId, { code, status, message }) =>
      json(requestId, { status, body: { __type: code, message } }),
    codes: {
      accessDenied: ['AccessDeniedException', 400],
      expired: ['ExpiredTokenException', 400],
      unknownKey: ['UnrecognizedClientException', 400],
      throttled: ['ThrottlingException', 400],
      unknownOperation: ['UnknownOperationException', 400],
    },
  }
}

function parsed(body: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body === '' ? '{}' : body)
  } catch {
    value = undefined
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new AwsFault('SerializationException', 'Expected a JSON object.')
}

function json(requestId: string, { status, body }: { status: number; body: unknown }) {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  }
}
