import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { PRIORITY } from '../domain/message.ts'
import { sourceId } from '../domain/source-id.ts'
import { defineOperation, type OperationDeps } from './define-operation.ts'
import { tellAdmins } from './receive-alerts-warnings.ts'

const input = z.object({
  sourceKind: z.enum(['grafana', 'alertmanager']),
  source: z.string(),
  /** The raw request body: what ingest-alerts works from, also after a restart. */
  body: z.instanceof(Buffer),
  /** Readable alerts in it. */
  alertCount: z.number().int().nonnegative(),
  truncatedAlerts: z.number().int().nonnegative(),
  /** It overtakes the others in the queue. */
  isUrgent: z.boolean(),
  quarantinedCount: z.number().int().nonnegative(),
  /** The malformed ones, or the first of them when there are many. */
  quarantined: z.array(z.object({ index: z.number().int(), reason: z.string(), excerpt: z.string() })),
})

export interface ReceiveAlertsDeps extends OperationDeps {
  catalogue: Pick<Catalogue, 'adminChannel'>
}

export interface Received {
  deliveryId: string
  stored: number
  quarantined: number
}

/** Stores a webhook's body, what is malformed in it, and the work to do with the rest. Durable when it resolves. */
export const receiveAlerts = defineOperation<z.infer<typeof input>, Received, ReceiveAlertsDeps>({
  name: 'receive-alerts',
  input,
  may: (actor) => (actor.kind === 'webhook' ? null : { reason: 'not-for-people' }),
  async decide({ tx, input: received, now, deps }) {
    const { sourceKind, source, body, alertCount, truncatedAlerts, quarantined, quarantinedCount } = received
    const id = deps.newId()
    const delivery = { id, sourceKind, source, receivedAt: now, body, alertCount, cursor: 0, truncatedAlerts }
    await tx.deliveries.insert(delivery, quarantined)
    const priority = received.isUrgent ? PRIORITY.critical : PRIORITY.normal
    await tx.queue.enqueue('ingest-alerts', id, { dueAt: now, priority })
    await tellAdmins(tx, received, { now, channel: deps.catalogue.adminChannel })
    return {
      outcome: allowed({ deliveryId: id, stored: alertCount, quarantined: quarantinedCount }),
      audit: {
        subject: id,
        outcome: 'stored',
        details: {
          source: sourceId(sourceKind, source),
          alerts: alertCount,
          quarantined: quarantined.length,
        },
      },
    }
  },
})
