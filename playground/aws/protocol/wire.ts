import type { AwsFault, AwsResult } from '../aws-service.ts'

/** What leaves over HTTP. */
export interface WireAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** How the calls of a service are written on the wire. */
export interface WireProtocol {
  /** Throws AwsFault when the request names no operation. */
  read(request: { headers: Record<string, string | undefined>; body: string }): WireCall
  write(call: { operation: string; requestId: string }, result: AwsResult): WireAnswer
  refuse(requestId: string, fault: AwsFault): WireAnswer
  /** Wire codes and HTTP statuses of what has another code in each protocol. */
  codes: WireCodes
}

export interface WireCall {
  operation: string
  input: Record<string, unknown>
}

export interface WireCodes {
  accessDenied: readonly [code: string, status: number]
  expired: readonly [code: string, status: number]
  unknownKey: readonly [code: string, status: number]
  throttled: readonly [code: string, status: number]
  unknownOperation: readonly [code: string, status: number]
}
