import type { AlertPolicy } from './policy.ts'
import type { AlertThread } from './thread.ts'

export type ThreadChoice =
  | { take: AlertThread }
  /** A new thread; `close` is the one that takes no new alert any more. */
  | { open: 'first' | 'quiet' | 'aged'; close: AlertThread | null }

/**
 * Which thread takes a new episode, by our time. What is over when we hear of it opens no thread where one stands.
 * A closed thread keeps its episodes: their ends are shown where they were told.
 */
export function chooseThread(
  open: AlertThread | null,
  episode: { isFiring: boolean },
  at: { now: number; policy: Pick<AlertPolicy, 'threadQuietMs' | 'threadMaxAgeMs'> },
): ThreadChoice {
  if (!open) return { open: 'first', close: null }
  if (!episode.isFiring) return { take: open }
  if (open.quietSince !== null && at.now - open.quietSince >= at.policy.threadQuietMs)
    return { open: 'quiet', close: open }
  if (at.now - open.openedAt >= at.policy.threadMaxAgeMs) return { open: 'aged', close: open }
  return { take: open }
}
