import { setImmediate as nextTurn } from 'node:timers/promises'
import { readAlerts, type AlertBody } from '../domain/alert-formats/alert-body.ts'
import { openBody } from '../domain/alert-formats/open-body.ts'
import type { Delivery, Store } from '../domain/store.ts'
import type { Ingested } from '../operations/ingest-alerts.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { Job, JobResult } from './job.ts'

export interface IngestAlertsDeps {
  store: Pick<Store, 'read'>
  ingestAlerts: Operation<Ingested>
  /** Webhooks that are being received: they go first. */
  intake: { count(): number }
}

/** Small enough that a transaction holds the event loop only for some milliseconds. */
const ALERTS_PER_PIECE = 100
/** So many turns of the event loop a piece waits while webhooks arrive, then it goes on all the same. */
const MOST_TURNS_GIVEN_WAY = 200

/** Takes stored webhook bodies in, piece by piece. One at a time: legacy bodies must be worked in order of receipt. */
export function createIngestAlerts(deps: IngestAlertsDeps): Job {
  return {
    kind: 'ingest-alerts',
    concurrency: 1,
    async run(item, signal): Promise<JobResult> {
      const delivery = await deps.store.read((reads) => reads.deliveries.get(item.key))
      // Expired meanwhile: there is nothing left to take in.
      if (!delivery) return { done: true }
      await nextTurn()
      const opened = openBody(delivery.sourceKind, delivery.body)
      // It was readable when it was received, so trying again cannot help.
      if (!opened.ok)
        throw Object.assign(new Error(`reading delivery ${delivery.id}: ${opened.problem}`), {
          isFinal: true,
        })
      for (const piece of piecesOf(opened.body, delivery)) {
        signal.throwIfAborted()
        await giveWay(deps.intake)
        const outcome = await deps.ingestAlerts({
          actor: { kind: 'system', job: 'ingest-alerts' },
          input: piece,
        })
        if (!outcome.ok) throw new Error(`ingesting delivery ${delivery.id}: ${outcome.refusal.reason}`)
      }
      return { done: true }
    },
  }
}

/** The pieces from the delivery's cursor on. A legacy body is one piece: it says what is gone as a whole. */
function* piecesOf(body: AlertBody, delivery: Delivery) {
  const { id, sourceKind, source, receivedAt } = delivery
  const size = body.snapshot ? Math.max(1, body.elements.length) : ALERTS_PER_PIECE
  const end = Math.max(body.elements.length, body.snapshot ? 1 : 0)
  for (let from = delivery.cursor; from < end; from += size) {
    const { alerts } = readAlerts(body, from, from + size)
    const cursor = Math.min(from + size, end)
    const identity = { id, sourceKind, source, receivedAt }
    yield { delivery: identity, alerts, snapshot: body.snapshot, cursor, isLast: cursor >= end }
  }
}

async function giveWay(intake: { count(): number }): Promise<void> {
  await nextTurn()
  for (let turn = 0; intake.count() > 0 && turn < MOST_TURNS_GIVEN_WAY; turn++) await nextTurn()
}
