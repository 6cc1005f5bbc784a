import type { Clock } from '../../lib/clock.ts'

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

/**
 * `fetch` that gives up after `timeoutMs` of the clock's time, the reading of the body included.
 * The body is read here, because an abort must also end a body that trickles.
 */
export function createClockFetch(clock: Clock, timeoutMs: number): Fetch {
  return async (url, init = {}) => {
    const gaveUp = new AbortController()
    const cancel = clock.after(timeoutMs, () => gaveUp.abort(new Error(`no answer within ${timeoutMs} ms`)))
    try {
      const response = await fetch(url, { ...init, signal: gaveUp.signal })
      const body = await response.arrayBuffer()
      return new Response(body.byteLength === 0 ? null : body, {
        status: response.status,
        statusText: response.statusText,
        headers: headersOf(response),
      })
    } finally {
      cancel()
    }
  }
}

/** The body is decoded already; `web-api` treats a 429 without a usable Retry-After as a plain error. */
function headersOf(response: Response): Headers {
  const headers = new Headers(response.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  const retryAfter = Number.parseInt(headers.get('retry-after') ?? '', 10)
  if (response.status === 429 && Number.isNaN(retryAfter)) headers.set('retry-after', '30')
  return headers
}
