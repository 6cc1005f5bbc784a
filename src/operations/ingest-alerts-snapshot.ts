import type { ReceivedAlert } from '../domain/alert.ts'
import type { RuleSnapshot } from '../domain/alert-formats/alert-body.ts'
import { applySnapshot } from '../domain/alert-formats/legacy-snapshot.ts'
import { sourceId } from '../domain/source-id.ts'
import type { Records } from '../domain/store.ts'
import type { IngestInput } from './ingest-alerts-input.ts'

/** A legacy snapshot as ordinary deliveries, from what is stored of its rule. */
export async function snapshotAlerts(
  tx: Records,
  snapshot: RuleSnapshot,
  piece: IngestInput,
): Promise<ReceivedAlert[]> {
  const { sourceKind, source: name, receivedAt } = piece.delivery
  const source = sourceId(sourceKind, name)
  const fact = `legacy-snapshot:${source}:${snapshot.ruleKey}`
  const applied = await tx.facts.get(fact)
  const appliedAt = applied === null ? null : Number(applied)
  const known = await tx.episodes.around(
    source,
    piece.alerts.map(({ fingerprint }) => ({ fingerprint, startsAt: receivedAt })),
  )
  const firing = await tx.episodes.firing({ source, ruleKey: snapshot.ruleKey })
  if (appliedAt === null || receivedAt > appliedAt) await tx.facts.set(fact, String(receivedAt))
  return applySnapshot(snapshot, piece.alerts, { known, firing, moment: { receivedAt, appliedAt } })
}
