import type { Messages } from '../../domain/messages.ts'
import type { Clock } from '../../lib/clock.ts'
import type { SlackCall } from './calls.ts'

const MOST_KEPT = 10_000

/**
 * Permalinks never change, so each is asked once; callers that ask at the same time share the answer. After a 429
 * nobody is asked for as long as Slack wants: a person waits, and a missing link costs less than a late answer.
 */
export function createPermalinks(call: SlackCall, clock: Pick<Clock, 'now'>): Messages['permalink'] {
  const known = new Map<string, Promise<string | null>>()
  let restsUntil = 0
  const ask = async (channel: string, ts: string): Promise<string | null> => {
    if (clock.now() < restsUntil) return null
    const result = await call('chat.getPermalink', { channel, message_ts: ts })
    if (result.outcome === 'limited') restsUntil = clock.now() + result.retryAfterMs
    return result.outcome === 'done' && typeof result.body.permalink === 'string'
      ? result.body.permalink
      : null
  }
  return async (channel, ts) => {
    const id = `${channel} ${ts}`
    const asked = known.get(id) ?? ask(channel, ts)
    known.set(id, asked)
    const link = await asked
    if (link === null) known.delete(id)
    const oldest = known.keys().next().value
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest)
    return link
  }
}
