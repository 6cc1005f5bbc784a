import type { Messages } from '../../domain/messages.ts'
import type { Body, CallResult, SlackCall } from './calls.ts'

type Request = Parameters<Messages['find']>[0]
type Sight = Awaited<ReturnType<Messages['find']>>

/** How far Slack's clock, which makes the ts, may differ from ours. */
const SKEW_MS = 60_000
/** A call that was not answered by then was carried out before, or never is. */
const CARRIED_OUT_WITHIN_MS = 60_000
const PAGE_SIZE = 200
const MOST_PAGES = 20

/** Reads the history of the time around `since` until the key is seen. Not having read to the end is never "not found". */
export async function findMessage(call: SlackCall, request: Request): Promise<Sight> {
  const method = request.threadTs === null ? 'conversations.history' : 'conversations.replies'
  const args: Body = {
    channel: request.channel,
    oldest: slackTime(request.since - SKEW_MS),
    latest: slackTime(request.since + CARRIED_OUT_WITHIN_MS + SKEW_MS),
    include_all_metadata: true,
    limit: PAGE_SIZE,
    ...(request.threadTs === null ? {} : { ts: request.threadTs }),
  }
  let cursor = ''
  for (let page = 0; page < MOST_PAGES; page++) {
    const result = await call(method, cursor ? { ...args, cursor } : args)
    if (result.outcome !== 'done') return unseen(result)
    const ts = tsOfKey(result.body, request.key)
    if (ts !== null) return { found: ts }
    cursor = nextCursor(result.body)
    if (!cursor) return { found: null }
  }
  return { failed: 'history has too many pages' }
}

function slackTime(ms: number): string {
  return (ms / 1000).toFixed(6)
}

const UNREADABLE = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'method_not_supported_for_channel_type',
  'channel_is_limited_access',
  'no_permission',
  'access_denied',
])

function unseen(result: Exclude<CallResult, { outcome: 'done' }>): Sight {
  if (result.outcome === 'limited') return { failed: 'ratelimited', retryAfterMs: result.retryAfterMs }
  if (result.outcome !== 'refused') return { failed: result.error }
  // The parent is gone, and no reply can stand without it.
  if (result.error === 'thread_not_found') return { found: null }
  return UNREADABLE.has(result.error) ? { unreadable: result.error } : { failed: result.error }
}

interface Posted {
  ts?: string
  metadata?: { event_type?: string; event_payload?: { key?: unknown } }
}

function tsOfKey(body: Body, key: string): string | null {
  const messages = Array.isArray(body.messages) ? (body.messages as Posted[]) : []
  return messages.find((message) => message.metadata?.event_payload?.key === key)?.ts ?? null
}

function nextCursor(body: Body): string {
  const metadata = body.response_metadata as { next_cursor?: unknown } | undefined
  return typeof metadata?.next_cursor === 'string' ? metadata.next_cursor : ''
}
