import { fetch, type Response } from 'undici'

export interface Answer {
  status: number
  headers: { get(name: string): string | null }
  /** Cut off where it grew too long: `isWhole` tells. */
  body: Uint8Array
  isWhole: boolean
}

export interface Question {
  method: 'GET' | 'HEAD'
  url: URL
  headers: Record<string, string>
  signal: AbortSignal
  /** Whether an address that an answer names may be asked. */
  may: (url: URL) => boolean
}

/** Registries need not take larger manifests: distribution-spec, "Pushing Manifests". */
const MOST_BYTES = 4 * 1024 * 1024
const MOST_REDIRECTS = 3
const LONGEST_ERROR = 300

/** Asks, once more when the connection broke, and follows redirects without taking credentials to another host. */
export async function ask(question: Question): Promise<Answer | { error: string }> {
  let { url, headers } = question
  for (let redirects = 0; ; redirects++) {
    const response = await send({ ...question, url, headers })
    if ('error' in response) return response
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) return await read(response)
    await response.body?.cancel().catch(() => {})
    const next = URL.canParse(location, url.href) ? new URL(location, url) : null
    if (!next || redirects === MOST_REDIRECTS) return { error: 'it redirects without end or to no address' }
    if (next.origin !== url.origin) {
      if (!question.may(next)) return { error: `it redirects to ${next.host}, which may not be asked` }
      const { authorization: _, ...others } = headers
      headers = others
    }
    url = next
  }
}

async function send({ method, url, headers, signal }: Question): Promise<Response | { error: string }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url.href, { method, headers, signal, redirect: 'manual' })
    } catch (error) {
      // A kept connection may have been closed at the other end just now.
      if (attempt === 2 || signal.aborted) return { error: words(signal.aborted ? signal.reason : error) }
    }
  }
}

async function read(response: Response): Promise<Answer | { error: string }> {
  const { status, headers } = response
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > MOST_BYTES) return { status, headers, body: Buffer.concat(parts), isWhole: false }
      parts.push(part)
    }
  } catch (error) {
    return { error: words(error) }
  }
  return { status, headers, body: Buffer.concat(parts), isWhole: true }
}

/** `fetch` wraps the socket's error in a TypeError. */
function words(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(inner instanceof Error)) return String(inner).slice(0, LONGEST_ERROR)
  const { code } = inner as { code?: unknown }
  const text =
    typeof code === 'string' && !inner.message.includes(code) ? `${code}: ${inner.message}` : inner.message
  return text.trim().slice(0, LONGEST_ERROR)
}
