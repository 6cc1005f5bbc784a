import { fetch, type Response } from 'undici'
import type { Credentials, Signature } from './credentials.ts'
import { problemOf, unreadable, type CallProblem, type CallResult } from './problems.ts'
import { methodOf, pathOf, type Target } from './resources.ts'

export interface Request {
  target: Target
  query?: Readonly<Record<string, string | undefined>>
  body?: { type: string; text: string }
  timeoutMs?: number
}

export interface Attempted<Value> {
  result: CallResult<Value>
  /** Of the credentials that were used; null when none could be had. */
  generation: number | null
}

const LONGEST_ERROR = 300

/** Signs and sends once. Never throws. */
export async function attempt<Value>(
  credentials: Credentials,
  request: Request,
  how: { signal: AbortSignal; read: (response: Response) => Promise<Value> },
): Promise<Attempted<Value>> {
  const signature = await credentials
    .sign()
    .catch((error: unknown) => unreadable(`getting credentials: ${words(error)}`))
  if ('outcome' in signature) return { result: signature, generation: null }
  const { generation } = signature
  try {
    const response = await fetch(urlOf(signature, request), initOf(signature, request, how.signal))
    if (!response.ok) return { result: await refusal(response, request.target), generation }
    const value = await how.read(response)
    return { result: { outcome: 'ok', value, serverTimeMs: dateOf(response) }, generation }
  } catch (error) {
    return { result: unreadable(words(how.signal.aborted ? how.signal.reason : error)), generation }
  }
}

async function refusal(response: Response, target: Target): Promise<CallProblem> {
  const retryAfter = response.headers.get('retry-after')
  return problemOf({ status: response.status, text: await response.text(), retryAfter }, target)
}

function initOf({ headers, dispatcher }: Signature, { target, body }: Request, signal: AbortSignal) {
  const accept = { Accept: 'application/json, */*' }
  const type = body ? { 'Content-Type': body.type } : {}
  return {
    method: methodOf(target),
    headers: { 'User-Agent': 'coxswain', ...accept, ...type, ...headers },
    ...(body ? { body: body.text } : {}),
    // A gateway's login page is not the API.
    redirect: 'manual' as const,
    dispatcher,
    signal,
  }
}

function urlOf({ server }: Signature, { target, query }: Request): string {
  const given = Object.entries(query ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const search = new URLSearchParams(given).toString()
  return `${server}${pathOf(target)}${search === '' ? '' : `?${search}`}`
}

function dateOf(response: Response): number | null {
  const time = Date.parse(response.headers.get('date') ?? '')
  return Number.isNaN(time) ? null : time
}

/** `fetch` wraps the socket's error in a TypeError. */
export function words(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(inner instanceof Error)) return String(inner).slice(0, LONGEST_ERROR)
  const code = (inner as { code?: unknown }).code
  const text =
    typeof code === 'string' && !inner.message.includes(code) ? `${code}: ${inner.message}` : inner.message
  return text.trim().slice(0, LONGEST_ERROR)
}
