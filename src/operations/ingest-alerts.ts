import { allowed } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { AlertPolicy, AlertSource } from '../domain/policy.ts'
import { defineOperation, systemOnly, type OperationDeps } from './define-operation.ts'
import { ingestInput, type IngestInput } from './ingest-alerts-input.ts'
import { mergeAlerts } from './ingest-alerts-merge.ts'
import { placeAlerts } from './ingest-alerts-place.ts'
import { snapshotAlerts } from './ingest-alerts-snapshot.ts'
import { tellThreads } from './ingest-alerts-tell.ts'
import { threadEpisodes } from './ingest-alerts-threads.ts'

export interface IngestDeps extends OperationDeps {
  policy: AlertPolicy
  sources: AlertSource[]
  catalogue: Catalogue
}

export interface Ingested {
  /** Episodes that are new. */
  born: number
  /** Episodes that ended or whose content changed. */
  changed: number
}

/**
 * Takes one piece of a delivery in: gives each alert its namespace, merges it into its episodes, finds or opens the
 * thread, raises the cards and plans the replies. The cursor moves in the same transaction, and doing a piece again
 * changes nothing.
 */
export const ingestAlerts = defineOperation<IngestInput, Ingested, IngestDeps>({
  name: 'ingest-alerts',
  input: ingestInput,
  may: systemOnly,
  async decide({ tx, input: piece, now, deps }) {
    const alerts = piece.snapshot ? await snapshotAlerts(tx, piece.snapshot, piece) : piece.alerts
    const placed = await placeAlerts(tx, alerts, { delivery: piece.delivery, now, deps })
    const merged = await mergeAlerts(tx, placed, { delivery: piece.delivery, now, newId: deps.newId })
    const threads = await threadEpisodes(tx, merged, { now, deps })
    await tellThreads(tx, threads, { now, isLast: piece.isLast, policy: deps.policy })
    await tx.deliveries.advance(piece.delivery.id, piece.cursor)
    const counts = { born: merged.born.length, changed: merged.changed.length }
    return {
      outcome: allowed(counts),
      audit: {
        subject: piece.delivery.id,
        outcome: 'ingested',
        details: { ...counts, cursor: piece.cursor },
      },
    }
  },
})
