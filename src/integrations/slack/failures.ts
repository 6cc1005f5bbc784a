import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import type { SendResult } from '../../domain/messages.ts'

export type Failure = Exclude<SendResult, { outcome: 'done' }>

/** Slack says "too fast" in a 200 too: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
const LIMITED_DEFAULT_MS = 30_000

/** Slack's own trouble: the call may have been carried out. */
const UNDECIDED = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

/** Errors of making the connection: nothing was sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const CERTIFICATE = /CERT|^UNABLE_TO_/

/** What is certain about a call that threw. Anything not understood is ambiguous. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError)
    return { outcome: 'limited', retryAfterMs: error.retryAfter * 1000 }
  if (error instanceof WebAPIPlatformError) return ofPlatformError(error)
  if (error instanceof WebAPIHTTPError) return ofStatus(error.statusCode)
  if (error instanceof WebAPIRequestError) return ofRequestError(error.original)
  return { outcome: 'ambiguous', error: wordsOf(error) }
}

function ofPlatformError(error: WebAPIPlatformError): Failure {
  const code = error.data.error
  const metadata = error.data.response_metadata
  if (LIMITED.has(code)) {
    const seconds = metadata?.retryAfter
    return { outcome: 'limited', retryAfterMs: seconds === undefined ? LIMITED_DEFAULT_MS : seconds * 1000 }
  }
  if (UNDECIDED.has(code)) return { outcome: 'ambiguous', error: code }
  // A body that is not JSON arrives here as its own error code.
  if (!/^[a-z0-9_]{1,80}$/i.test(code)) return { outcome: 'ambiguous', error: 'unreadable answer' }
  return { outcome: 'refused', error: code, details: metadata?.messages ?? [] }
}

function ofStatus(status: number): Failure {
  if (status >= 500 || status === 408) return { outcome: 'ambiguous', error: `http_${status}` }
  return { outcome: 'refused', error: `http_${status}`, details: [] }
}

function ofRequestError(original: Error): Failure {
  const cause = causeOf(original)
  const neverConnected =
    NEVER_CONNECTED.has(cause.code) ||
    cause.syscall === 'connect' ||
    cause.syscall === 'getaddrinfo' ||
    CERTIFICATE.test(cause.code)
  const error = cause.code || wordsOf(original)
  return neverConnected ? { outcome: 'unsent', error } : { outcome: 'ambiguous', error }
}

/** `fetch` wraps the socket's error in a TypeError. */
function causeOf(error: Error): { code: string; syscall: string } {
  const inner = (error.cause ?? error) as { code?: unknown; syscall?: unknown }
  return {
    code: typeof inner.code === 'string' ? inner.code : '',
    syscall: typeof inner.syscall === 'string' ? inner.syscall : '',
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
