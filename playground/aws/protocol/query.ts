import { AwsFault } from '../aws-service.ts'
import type { WireProtocol } from './wire.ts'
import { xmlOf } from './xml.ts'

/**
 * AWS Query: a form goes in, XML comes out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * Codes: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/CommonErrors.html
 */
export function queryProtocol(service: { namespace: string; version: string }): WireProtocol {
  const { namespace, version } = service
  return {
    read({ body }) {
      const { Action: operation, Version: asked, ...input } = Object.fromEntries(new URLSearchParams(body))
      if (operation === undefined)
        throw new AwsFault('MissingAction', 'The request is missing an action or a required parameter.')
      if (asked !== version)
        throw new AwsFault('InvalidAction', `Could not find operation ${operation} for version ${asked}`)
      return { operation, input }
    },
    write({ operation, requestId }, result) {
      const inner = xmlOf(`${operation}Result`, result)
      const metadata = xmlOf('ResponseMetadata', { RequestId: requestId })
      return xml(requestId, {
        status: 200,
        body: `<${operation}Response xmlns="${namespace}">${inner}${metadata}</${operation}Response>`,
      })
    },
    refuse(requestId, { code, status, message }) {
      const type = status < 500 ? 'Sender' : 'Receiver'
      const error = xmlOf('Error', { Type: type, Code: code, Message: message })
      return xml(requestId, {
        status,
        body: `<ErrorResponse xmlns="${namespace}">${error}${xmlOf('RequestId', requestId)}</ErrorResponse>`,
      })
    },
    codes: {
      accessDenied: ['AccessDenied', 403],
      expired: ['ExpiredToken', 403],
      unknownKey: ['InvalidClientTokenId', 403],
      throttled: ['Throttling', 400],
      unknownOperation: ['InvalidAction', 400],
    },
  }
}

function xml(requestId: string, { status, body }: { status: number; body: string }) {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body }
}
