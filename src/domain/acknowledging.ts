import { refused, type Outcome } from './actor.ts'
import type { Episode } from './episode.ts'

/** What is known when somebody wants to take an alert or hand it back. */
export interface AcknowledgeCase {
  /** The episode whose button was pressed; null when it is not stored. */
  episode: Episode | null
  /** The newest episode of the same alert. */
  latest: Episode | null
  userId: string
  now: number
}

/** Only the newest, firing episode can be taken, and only when nobody has it. */
export function judgeAcknowledge(
  facts: AcknowledgeCase,
): Outcome<{ outcome: 'acknowledged' | 'already-yours'; episode: Episode }> {
  const standing = currentOf(facts)
  if (!standing.ok) return standing
  const episode = standing.value
  if (episode.ack?.userId === facts.userId) return { ok: true, value: { outcome: 'already-yours', episode } }
  if (episode.ack)
    return refused('alert-acknowledged-by-other', { userId: episode.ack.userId, since: episode.ack.at })
  const taken = { ...episode, ack: { userId: facts.userId, at: facts.now }, version: episode.version + 1 }
  return { ok: true, value: { outcome: 'acknowledged', episode: taken } }
}

/** Anybody may hand an alert back, whoever had it. */
export function judgeUnacknowledge(
  facts: Omit<AcknowledgeCase, 'userId'>,
): Outcome<{ episode: Episode; had: NonNullable<Episode['ack']> }> {
  const standing = currentOf(facts)
  if (!standing.ok) return standing
  const episode = standing.value
  if (!episode.ack) return refused('alert-not-acknowledged')
  return {
    ok: true,
    value: { episode: { ...episode, ack: null, version: episode.version + 1 }, had: episode.ack },
  }
}

function currentOf({ episode, latest }: Pick<AcknowledgeCase, 'episode' | 'latest'>): Outcome<Episode> {
  if (!episode) return refused('alert-unknown')
  if (latest && latest.id !== episode.id && latest.state === 'firing') {
    return refused('alert-superseded', {
      newerEpisodeId: latest.id,
      threadId: latest.threadId,
      sameThread: latest.threadId === episode.threadId ? 1 : 0,
      at: latest.startsAt,
    })
  }
  if (episode.state === 'resolved' || latest?.id !== episode.id) {
    const over = latest ?? episode
    return refused('alert-resolved', { at: over.endsAt ?? over.resolvedSeenAt })
  }
  return { ok: true, value: episode }
}
