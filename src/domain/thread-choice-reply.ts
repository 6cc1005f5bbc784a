import type { AlertPolicy } from './policy.ts'
import type { AlertThread } from './thread.ts'

/** A critical alert waits only this long for others to be told with it. */
const CRITICAL_COALESCE_MS = 5000

export interface ReplyPlan {
  dueInMs: number
  mention: boolean
}

/**
 * Whether alerts that fire in a standing thread are told in a reply, and how. Null while the root post is not posted
 * yet: it shows and mentions them itself. While it is young, only what fires again is news: it was read as resolved.
 * A mention needs a critical alert and some quiet since the last one.
 */
export function planReply(
  thread: Pick<AlertThread, 'openedAt' | 'mentionedAt'>,
  joined: { hasCritical: boolean; hasRefired: boolean; rootStands: boolean },
  at: { now: number; policy: Pick<AlertPolicy, 'coalesceMs' | 'mentionQuietMs'> },
): ReplyPlan | null {
  if (!joined.rootStands) return null
  if (!joined.hasRefired && at.now - thread.openedAt < at.policy.coalesceMs) return null
  const dueInMs = joined.hasCritical
    ? Math.min(CRITICAL_COALESCE_MS, at.policy.coalesceMs)
    : at.policy.coalesceMs
  return { dueInMs, mention: joined.hasCritical && at.now - thread.mentionedAt >= at.policy.mentionQuietMs }
}
