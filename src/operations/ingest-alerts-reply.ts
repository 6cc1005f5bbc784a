import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import type { AlertThread } from '../domain/thread.ts'
import type { ReplyPlan } from '../domain/thread-choice-reply.ts'
import type { Born } from './ingest-alerts-merge.ts'

/** Payload of an `alerts-joined` notice. */
export interface JoinedPayload extends Record<string, unknown> {
  threadId: string
  /** Everything that joined or fired again. */
  episodeIds: string[]
  /** Those of `episodeIds` that had been over and fire again. */
  refiredIds: string[]
  mention: boolean
}

interface JoinedReply {
  /** Null: nothing is told, but a waiting reply follows what continued. */
  plan: ReplyPlan | null
  news: Born[]
  continued: Born[]
  cardId: string
  now: number
}

/** Puts newcomers into the thread's waiting reply, or plans one. */
export async function planJoinedReply(tx: Records, thread: AlertThread, reply: JoinedReply): Promise<void> {
  const fact = `joined:${thread.id}`
  const number = Number((await tx.facts.get(fact)) ?? 0)
  const waiting = number > 0 ? await tx.notices.get(`joined:${thread.id}:${number}`) : null
  if (waiting?.state === 'pending' && waiting.attempt === null) {
    const payload = amended(waiting.payload as JoinedPayload, reply)
    if (await tx.notices.amend(waiting.key, payload, reply.plan ? priorityOf(reply) : undefined)) {
      if (reply.plan) await hurry(tx, waiting.key, { ...reply, plan: reply.plan })
      return rememberMention(tx, thread, reply)
    }
  }
  if (!reply.plan) return
  await tx.facts.set(fact, String(number + 1))
  await tx.notices.add({
    key: `joined:${thread.id}:${number + 1}`,
    kind: 'alerts-joined',
    payload: amended({ threadId: thread.id, episodeIds: [], refiredIds: [], mention: false }, reply),
    channel: thread.channel,
    threadCardId: reply.cardId,
    priority: priorityOf(reply),
    createdAt: reply.now,
    dueAt: reply.now + reply.plan.dueInMs,
  })
  await rememberMention(tx, thread, reply)
}

function amended(payload: JoinedPayload, { plan, news, continued }: JoinedReply): JoinedPayload {
  const moved = new Map(continued.map((born) => [born.continues, born.episode.id]))
  const follow = (ids: string[]) => ids.map((id) => moved.get(id) ?? id)
  const told = plan ? news : []
  const again = told.filter((born) => born.as === 'again')
  return {
    ...payload,
    episodeIds: [...follow(payload.episodeIds), ...told.map(({ episode }) => episode.id)],
    refiredIds: [...follow(payload.refiredIds), ...again.map(({ episode }) => episode.id)],
    mention: payload.mention || Boolean(plan?.mention),
  }
}

/** The earlier due time wins: a critical newcomer does not wait as long as the others. */
async function hurry(tx: Records, key: string, reply: JoinedReply & { plan: ReplyPlan }): Promise<void> {
  const dueAt = reply.now + reply.plan.dueInMs
  await tx.queue.enqueue('send-notice', key, { dueAt, priority: priorityOf(reply) })
}

function priorityOf({ news }: JoinedReply) {
  return news.some(({ episode }) => episode.severity === 'critical') ? PRIORITY.critical : PRIORITY.normal
}

async function rememberMention(tx: Records, thread: AlertThread, { plan, now }: JoinedReply): Promise<void> {
  if (plan?.mention) await tx.threads.update({ ...thread, mentionedAt: now })
}
