import { z } from 'zod'
import { judgeAcknowledge } from '../domain/acknowledging.ts'
import { refused } from '../domain/actor.ts'
import type { Episode } from '../domain/episode.ts'
import { PRIORITY } from '../domain/message.ts'
import { defineOperation } from './define-operation.ts'
import { peopleOnly } from '../domain/members.ts'

export interface AcknowledgeResult {
  outcome: 'acknowledged' | 'already-yours'
  episode: Episode
}

/** "I am on it", for the newest episode of one alert. */
export const createAcknowledgeAlert = defineOperation<{ episodeId: string }, AcknowledgeResult>({
  name: 'acknowledge-alert',
  input: z.object({ episodeId: z.string().min(1).max(200) }),
  may: peopleOnly,
  async decide({ tx, actor, input, now }) {
    const userId = actor.kind === 'person' ? actor.userId : ''
    const episode = await tx.episodes.get(input.episodeId)
    const latest = episode && (await tx.episodes.latest(episode.source, episode.fingerprint))
    const judged = judgeAcknowledge({ episode, latest, userId, now })
    const audit = { subject: input.episodeId }
    if (!judged.ok) return { outcome: judged, audit: { ...audit, outcome: judged.refusal.reason } }
    if (judged.value.outcome === 'already-yours') {
      return { outcome: judged, audit: { ...audit, outcome: 'already-yours' } }
    }
    const taken = judged.value.episode
    if (!(await tx.episodes.update(taken))) {
      return { outcome: refused('alert-busy'), audit: { ...audit, outcome: 'alert-busy' } }
    }
    await tx.episodes.recordAcknowledgement(taken.id, taken.ack, now)
    const thread = await tx.threads.get(taken.threadId)
    if (thread) {
      const card = { id: `alert-thread:${thread.id}`, kind: 'alert-thread' as const, subject: thread.id }
      await tx.cards.want({ ...card, channel: thread.channel, priority: PRIORITY.outcome, dueAt: now })
    }
    return { outcome: judged, audit: { ...audit, outcome: 'acknowledged' } }
  },
})
