import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { SourceCredential } from '../../domain/policy.ts'

/** A signed timestamp further away than this is a replay or a wrong clock. */
export const MOST_SKEW_MS = 5 * 60_000

export type CredentialCheck = { ok: true } | { ok: false; reason: 'missing' | 'wrong' | 'expired' }

export interface SignedRequest {
  headers: IncomingHttpHeaders
  /** The raw bytes; a signature covers nothing else. */
  body: Buffer
  now: number
}

/** Whether a request proves to come from the sender. Compares in constant time. */
export function checkCredential(credential: SourceCredential, request: SignedRequest): CredentialCheck {
  return credential.type === 'hmac'
    ? checkSignature(credential, request)
    : checkAuthorization(credential, request.headers)
}

type AuthorizationCredential = Exclude<SourceCredential, { type: 'hmac' }>

/** Bearer and basic need no body, so that a stranger's body is not even read. */
export function checkAuthorization(
  credential: AuthorizationCredential,
  headers: IncomingHttpHeaders,
): CredentialCheck {
  const given = headers.authorization
  if (!given) return { ok: false, reason: 'missing' }
  const [, scheme = '', value = ''] = /^(\S+) +(.*)$/.exec(given) ?? []
  const expected =
    credential.type === 'bearer'
      ? credential.token
      : Buffer.from(`${credential.username}:${credential.password}`, 'utf8').toString('base64')
  // Both are compared whatever the scheme, so that the time tells nothing.
  const isEqual = equalInConstantTime(value.trim(), expected)
  return isEqual && scheme.toLowerCase() === credential.type ? { ok: true } : { ok: false, reason: 'wrong' }
}

/**
 * Grafana's signature: lower-case hex of HMAC-SHA256 over the body, or over `<unix seconds>:<body>` when a header for
 * the time is configured. https://github.com/grafana/alerting/blob/main/http/hmac.go
 */
function checkSignature(
  { secret, header, timestampHeader }: Extract<SourceCredential, { type: 'hmac' }>,
  { headers, body, now }: SignedRequest,
): CredentialCheck {
  const given = headers[header.toLowerCase()]
  if (typeof given !== 'string' || given === '') return { ok: false, reason: 'missing' }
  const mac = createHmac('sha256', secret)
  if (timestampHeader !== null) {
    const timestamp = headers[timestampHeader.toLowerCase()]
    if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp))
      return { ok: false, reason: 'missing' }
    if (Math.abs(now - Number(timestamp) * 1000) > MOST_SKEW_MS) return { ok: false, reason: 'expired' }
    mac.update(`${timestamp}:`)
  }
  const isEqual = equalInConstantTime(given.trim(), mac.update(body).digest('hex'))
  return isEqual ? { ok: true } : { ok: false, reason: 'wrong' }
}

function equalInConstantTime(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(digest(given), digest(expected))
}
