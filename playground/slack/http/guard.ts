import type { IncomingMessage } from 'node:http'

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Keeps web pages of other sites out: neither a foreign host name nor a foreign origin is served. */
export function isLocal(request: IncomingMessage): boolean {
  const { host = '', origin } = request.headers
  if (!LOOPBACK.test(host)) return false
  return origin === undefined || origin === `http://${host}`
}
