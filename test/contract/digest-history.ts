import type { Episode } from '../../src/domain/episode.ts'
import type { Store } from '../../src/domain/store.ts'

/** Stores an episode, and its thread when it is the first of it. */
export async function begin(store: Store, episode: Episode): Promise<Episode> {
  const { cluster, namespace, threadId, firstSeenAt } = episode
  await store.transaction(async (tx) => {
    if (!(await tx.threads.get(threadId))) {
      await tx.threads.insert({
        id: threadId,
        cluster,
        namespace,
        channel: 'C0ANY',
        teamId: null,
        openedAt: firstSeenAt,
        quietSince: null,
        closedAt: null,
        mentionedAt: firstSeenAt,
      })
    }
    await tx.episodes.insertMany([episode])
  })
  return episode
}

export function acknowledge(store: Store, episode: Episode, userId: string, at: number): Promise<Episode> {
  return change(store, { ...episode, ack: { userId, at } }, at)
}

export function unacknowledge(store: Store, episode: Episode, at: number): Promise<Episode> {
  return change(store, { ...episode, ack: null }, at)
}

export function resolve(store: Store, episode: Episode, at: number): Promise<Episode> {
  return change(store, { ...episode, state: 'resolved', endsAt: at, resolvedSeenAt: at }, null)
}

async function change(store: Store, next: Episode, acknowledgedAt: number | null): Promise<Episode> {
  const episode = { ...next, version: next.version + 1 }
  await store.transaction(async (tx) => {
    if (!(await tx.episodes.update(episode))) throw new Error('somebody else was first')
    if (acknowledgedAt !== null)
      await tx.episodes.recordAcknowledgement(episode.id, episode.ack, acknowledgedAt)
  })
  return episode
}
