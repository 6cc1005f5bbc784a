import { z } from 'zod'
import type { CostFailure, CostFailureCode } from '../../domain/cost/source.ts'
import { oneLine } from './one-line.ts'

const explanation = z.object({ message: z.string() })

/** What an answer other than 200 means. `retryAfter`: the header; seconds or a date. */
export function failureOfStatus(answer: {
  status: number
  text: string
  contentType: string
  retryAfter: unknown
  now: number
}): CostFailure {
  const { status, retryAfter, now } = answer
  const said = saidIn(answer)
  return {
    code: codeOf(status),
    message: `it answered ${String(status)}${said === '' ? '' : `: ${said}`}`,
    requestId: null,
    retryAfterMs: waitOf(retryAfter, now),
  }
}

/** OpenCost itself lets everybody in; what stands before it may not. */
function codeOf(status: number): CostFailureCode {
  if (status === 429) return 'throttled'
  if (status === 401) return 'credentials'
  return status === 403 ? 'forbidden' : 'broken'
}

/** Errors are JSON with a `message`, or plain text; pages of what stands before OpenCost are nobody's to read. */
function saidIn({ text, contentType }: { text: string; contentType: string }): string {
  if (contentType.startsWith('text/plain')) return oneLine(text)
  try {
    const { data } = explanation.safeParse(JSON.parse(text))
    return oneLine(data?.message ?? '')
  } catch {
    return ''
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function waitOf(header: unknown, now: number): number | null {
  if (typeof header !== 'string' || header.trim() === '') return null
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isSafeInteger(ms) ? Math.max(0, ms) : null
}
