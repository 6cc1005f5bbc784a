import { ownerOf, type Catalogue } from '../domain/catalogue.ts'
import type { Card } from '../domain/card.ts'
import type { Episode } from '../domain/episode.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import { alertThreadCard } from '../views/alert-thread-card.ts'

/** What the card of an alert thread looks like now; null when the thread is not known. */
export function createRenderAlertThread(deps: {
  catalogue: Catalogue
  /** For metrics: these episodes are about to be shown on this card. */
  onRendered?: (card: Card, episodes: Episode[]) => void
}): (reads: Reads, threadId: string, now: number, card: Card) => Promise<Message | null> {
  return async (reads, threadId, now, card) => {
    const thread = await reads.threads.get(threadId)
    if (!thread) return null
    const episodes = await reads.episodes.inThread(threadId)
    deps.onRendered?.(card, episodes)
    const candidates = thread.namespace === '' ? await candidatesOf(reads, episodes) : []
    const team = ownerOf(deps.catalogue, thread)
    return alertThreadCard({ thread, episodes, team, now, candidates, problem: card.problem })
  }
}

/** Where the rules of unattributed alerts fired before. */
async function candidatesOf(reads: Reads, episodes: Episode[]): Promise<string[]> {
  const names = new Set<string>()
  for (const [source, own] of Map.groupBy(episodes, (episode) => episode.source)) {
    const ruleKeys = [...new Set(own.flatMap(({ ruleKey }) => ruleKey ?? []))]
    if (ruleKeys.length === 0) continue
    for (const { place } of await reads.ruleMemory.placesOf(source, ruleKeys)) names.add(place.namespace)
  }
  return [...names].toSorted()
}
