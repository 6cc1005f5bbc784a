import type { Store } from '../domain/store.ts'
import { deleteInTurns } from './delete-in-turns.ts'
import type { Job } from './job.ts'

export interface ExpireDeliveriesDeps {
  store: Pick<Store, 'transaction'>
  now(): number
  deliveryRetentionMs: number
}

const DAY_MS = 86_400_000
const DELIVERIES_PER_TURN = 50
/** Slack redelivers an interaction within minutes. */
const INBOX_RETENTION_MS = 2 * DAY_MS

/** Once a day deletes the webhook bodies and inbox rows that are past their time, a few at a time. */
export function createExpireDeliveries(deps: ExpireDeliveriesDeps): Job {
  return {
    kind: 'expire-deliveries',
    concurrency: 1,
    async run(_item, signal) {
      const now = deps.now()
      const before = now - deps.deliveryRetentionMs
      await deleteInTurns(deps.store, signal, {
        atMost: DELIVERIES_PER_TURN,
        async step(tx, atMost) {
          const ids = await tx.deliveries.deleteBefore(before, atMost)
          await tx.audit.deleteOf(ids)
          return ids.length
        },
      })
      await deps.store.transaction((tx) => tx.inbox.deleteBefore(now - INBOX_RETENTION_MS))
      return { again: now + DAY_MS }
    },
  }
}
