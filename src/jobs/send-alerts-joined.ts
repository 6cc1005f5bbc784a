import { z } from 'zod'
import { ownerOf, type Catalogue } from '../domain/catalogue.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import { alertsJoined } from '../views/alerts-joined.ts'

const payloadSchema = z.object({
  threadId: z.string(),
  episodeIds: z.array(z.string()),
  refiredIds: z.array(z.string()).default([]),
  mention: z.boolean(),
})

/** The reply that tells what joined a thread or fired again; null when there is nothing to tell any more. */
export function createRenderAlertsJoined(deps: {
  catalogue: Catalogue
}): (reads: Reads, payload: Record<string, unknown>) => Promise<Message | null> {
  return async (reads, payload) => {
    const { threadId, episodeIds, refiredIds, mention } = payloadSchema.parse(payload)
    const thread = await reads.threads.get(threadId)
    if (!thread) return null
    const [joining, refiring] = [new Set(episodeIds), new Set(refiredIds)]
    const told = (await reads.episodes.inThread(threadId)).filter(({ id }) => joining.has(id))
    return alertsJoined({
      place: thread,
      joined: told.filter(({ id }) => !refiring.has(id)),
      refired: told.filter(({ id }) => refiring.has(id)),
      mention: mention ? ownerOf(deps.catalogue, thread) : null,
    })
  }
}
