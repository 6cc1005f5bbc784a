import type { Messages } from '../../domain/messages.ts'
import type { SlackCall } from './calls.ts'

const MOST_KEPT = 10_000

/** Permalinks never change, so each is asked once; callers that ask at the same time share the answer. */
export function createPermalinks(call: SlackCall): Messages['permalink'] {
  const known = new Map<string, Promise<string | null>>()
  return async (channel, ts) => {
    const id = `${channel} ${ts}`
    const asked = known.get(id) ?? ask(call, channel, ts)
    known.set(id, asked)
    const link = await asked
    if (link === null) known.delete(id)
    const oldest = known.keys().next().value
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest)
    return link
  }
}

async function ask(call: SlackCall, channel: string, ts: string): Promise<string | null> {
  const result = await call('chat.getPermalink', { channel, message_ts: ts })
  return result.outcome === 'done' && typeof result.body.permalink === 'string' ? result.body.permalink : null
}
