import type { Card } from '../domain/card.ts'
import type { Episode } from '../domain/episode.ts'
import { PRIORITY, type Priority } from '../domain/message.ts'
import type { AlertPolicy } from '../domain/policy.ts'
import type { Records } from '../domain/store.ts'
import { planReply } from '../domain/thread-choice-reply.ts'
import { planJoinedReply } from './ingest-alerts-reply.ts'
import type { TouchedThread } from './ingest-alerts-threads.ts'

/** Changes to a card within this time are shown in one edit; so are the pieces of one body. */
const DEBOUNCE_MS = 1000

interface TellContext {
  now: number
  isLast: boolean
  policy: AlertPolicy
}

/** Raises the card of each touched thread and plans the reply that tells what fired in a standing one. */
export async function tellThreads(
  tx: Records,
  touched: TouchedThread[],
  context: TellContext,
): Promise<void> {
  for (const entry of touched) {
    const card = await wantCard(tx, entry, context)
    const news = entry.born.filter((born) => born.as === 'first' || born.as === 'again')
    const continued = entry.born.filter((born) => born.as === 'continued')
    if (entry.isNew || news.length + continued.length === 0) continue
    const joined = {
      hasCritical: hasCritical(news.map(({ episode }) => episode)),
      hasRefired: news.some(({ as }) => as === 'again'),
      rootStands: card.ts !== null,
    }
    const plan = news.length > 0 ? planReply(entry.thread, joined, context) : null
    await planJoinedReply(tx, entry.thread, { plan, news, continued, cardId: card.id, now: context.now })
  }
}

async function wantCard(tx: Records, entry: TouchedThread, { now, isLast }: TellContext): Promise<Card> {
  const { thread } = entry
  const dueAt = entry.isNew && isLast ? now : now + DEBOUNCE_MS
  const subject = thread.id
  const priority = priorityOf(entry)
  return tx.cards.want({
    id: `alert-thread:${subject}`,
    kind: 'alert-thread',
    subject,
    channel: thread.channel,
    priority,
    dueAt,
  })
}

function priorityOf({ born, isNew }: TouchedThread): Priority {
  const firing = born.map(({ episode }) => episode).filter((episode) => episode.state === 'firing')
  if (hasCritical(firing)) return PRIORITY.critical
  return isNew || firing.length > 0 ? PRIORITY.normal : PRIORITY.progress
}

function hasCritical(episodes: Episode[]): boolean {
  return episodes.some((episode) => episode.severity === 'critical')
}
