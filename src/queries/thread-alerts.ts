import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { currentAlerts, type CurrentAlert } from '../domain/current-alerts.ts'
import type { Store } from '../domain/store.ts'
import type { AlertThread } from '../domain/thread.ts'
import { mayAsk } from '../domain/members.ts'

export interface ThreadAlerts {
  thread: AlertThread
  alerts: CurrentAlert[]
}

export type ThreadAlertsQuery = (call: {
  actor: Actor
  input: { threadId: string }
}) => Promise<Outcome<ThreadAlerts>>

/** Every alert of one thread, in the card's order. */
export function createThreadAlerts(deps: { store: Pick<Store, 'read'> }): ThreadAlertsQuery {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    return deps.store.read(async (q) => {
      const thread = await q.threads.get(input.threadId)
      if (!thread) return refused('thread-unknown')
      return allowed({ thread, alerts: currentAlerts(await q.episodes.inThread(thread.id)) })
    })
  }
}
