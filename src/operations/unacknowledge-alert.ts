import { z } from 'zod'
import { judgeUnacknowledge } from '../domain/acknowledging.ts'
import { refused } from '../domain/actor.ts'
import type { Acknowledgement, Episode } from '../domain/episode.ts'
import { PRIORITY } from '../domain/message.ts'
import { defineOperation } from './define-operation.ts'
import { peopleOnly } from '../domain/members.ts'

export interface UnacknowledgeResult {
  episode: Episode
  /** Who had it until now. */
  had: Acknowledgement
}

/** Hands an alert back; any full member may, so that nothing hangs on somebody who left. */
export const createUnacknowledgeAlert = defineOperation<{ episodeId: string }, UnacknowledgeResult>({
  name: 'unacknowledge-alert',
  input: z.object({ episodeId: z.string().min(1).max(200) }),
  may: peopleOnly,
  async decide({ tx, input, now }) {
    const episode = await tx.episodes.get(input.episodeId)
    const latest = episode && (await tx.episodes.latest(episode.source, episode.fingerprint))
    const judged = judgeUnacknowledge({ episode, latest, now })
    const audit = { subject: input.episodeId }
    if (!judged.ok) return { outcome: judged, audit: { ...audit, outcome: judged.refusal.reason } }
    const { episode: freed, had } = judged.value
    if (!(await tx.episodes.update(freed))) {
      return { outcome: refused('alert-busy'), audit: { ...audit, outcome: 'alert-busy' } }
    }
    await tx.episodes.recordAcknowledgement(freed.id, null, now)
    const thread = await tx.threads.get(freed.threadId)
    if (thread) {
      const card = { id: `alert-thread:${thread.id}`, kind: 'alert-thread' as const, subject: thread.id }
      await tx.cards.want({ ...card, channel: thread.channel, priority: PRIORITY.outcome, dueAt: now })
    }
    return { outcome: judged, audit: { ...audit, outcome: 'unacknowledged', details: { had: had.userId } } }
  },
})
