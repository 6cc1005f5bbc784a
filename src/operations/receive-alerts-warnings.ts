import type { AlertSource } from '../domain/policy.ts'
import { PRIORITY } from '../domain/message.ts'
import { sourceId } from '../domain/source-id.ts'
import type { Records } from '../domain/store.ts'

const LIMIT_SETTING = { grafana: 'Max Alerts', alertmanager: 'max_alerts' }

interface Troubled {
  sourceKind: AlertSource['kind']
  source: string
  truncatedAlerts: number
  quarantinedCount: number
  quarantined: { reason: string }[]
}

/** Tells the admins, once a day and source, that a sender leaves alerts out or sends malformed ones. */
export async function tellAdmins(tx: Records, body: Troubled, at: { now: number; channel: string }) {
  const source = sourceId(body.sourceKind, body.source)
  const first = body.quarantined[0]
  if (body.truncatedAlerts > 0) {
    const setting = LIMIT_SETTING[body.sourceKind]
    await add(tx, { topic: 'truncated', values: { source, count: body.truncatedAlerts, setting } }, at)
  }
  if (first) {
    const values = { source, count: body.quarantinedCount, reason: first.reason }
    await add(tx, { topic: 'deliveries-quarantined', values }, at)
  }
}

async function add(
  tx: Records,
  payload: { topic: string; values: { source: string } & Record<string, string | number> },
  at: { now: number; channel: string },
) {
  const day = new Date(at.now).toISOString().slice(0, 10)
  await tx.notices.add({
    key: `admin:${payload.topic}:${payload.values.source}:${day}`,
    kind: 'admin',
    payload,
    channel: at.channel,
    threadCardId: null,
    priority: PRIORITY.normal,
    createdAt: at.now,
    dueAt: at.now,
  })
}
