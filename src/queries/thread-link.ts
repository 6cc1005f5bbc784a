import type { Messages } from '../domain/messages.ts'
import type { Store } from '../domain/store.ts'

/** Links to the cards of threads; a card that does not stand in Slack yet has none. */
export async function threadLinks(
  deps: { store: Pick<Store, 'read'>; permalink: Messages['permalink'] },
  threadIds: string[],
): Promise<Map<string, string>> {
  const cards = await deps.store.read((q) => q.cards.getMany(threadIds.map((id) => `alert-thread:${id}`)))
  const links = await Promise.all(
    cards.map(async ({ subject, channel, ts }) => {
      if (ts === null) return null
      return [subject, (await deps.permalink(channel, ts)) ?? builtLink(channel, ts)] as const
    }),
  )
  return new Map(links.filter((link) => link !== null))
}

// Opens the message in the reader's own client when Slack cannot name its address now.
// https://docs.slack.dev/interactivity/deep-linking
function builtLink(channel: string, ts: string): string {
  return `https://slack.com/app_redirect?channel=${encodeURIComponent(channel)}&message_ts=${encodeURIComponent(ts)}`
}

/** A link to the card of one thread, null while it does not stand in Slack. */
export function createThreadLink(
  deps: Parameters<typeof threadLinks>[0],
): (threadId: string) => Promise<string | null> {
  return async (threadId) => (await threadLinks(deps, [threadId])).get(threadId) ?? null
}
