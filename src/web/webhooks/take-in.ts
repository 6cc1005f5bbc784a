import { setImmediate as nextTurn } from 'node:timers/promises'
import { openBody } from '../../domain/alert-formats/open-body.ts'
import type { AlertSource } from '../../domain/policy.ts'
import { sourceId } from '../../domain/source-id.ts'
import type { InFlight } from '../../lib/in-flight.ts'
import type { Operation } from '../../operations/define-operation.ts'
import type { Received } from '../../operations/receive-alerts.ts'
import type { Problem } from './problems.ts'
import { summarise } from './read-body.ts'

/** Receiving, reading and storing a body this large each get a turn of the event loop. */
const LARGE_BYTES = 1_000_000

/** What of a body was stored. */
export interface Kept {
  firing: number
  resolved: number
  quarantined: number
}

/** Stores one body; resolves once it is durable, throws when the store cannot write. */
export async function takeIn(
  { kind, name }: Pick<AlertSource, 'kind' | 'name'>,
  body: Buffer,
  deps: { receiveAlerts: Operation<Received>; intake: InFlight },
): Promise<{ ok: true; kept: Kept } | { ok: false; problem: Problem }> {
  const end = deps.intake.begin()
  try {
    if (body.length > LARGE_BYTES) await nextTurn()
    const opened = openBody(kind, body)
    if (!opened.ok) return { ok: false, problem: { status: 400, text: opened.problem } }
    const { firing, hasCritical, ...summary } = await summarise(opened.body)
    const { truncatedAlerts, snapshot } = opened.body
    // Legacy bodies must be worked in the order in which they came.
    const isUrgent = hasCritical && snapshot === null
    if (body.length > LARGE_BYTES) await nextTurn()
    const outcome = await deps.receiveAlerts({
      actor: { kind: 'webhook', source: sourceId(kind, name) },
      input: { sourceKind: kind, source: name, body, truncatedAlerts, isUrgent, ...summary },
    })
    if (!outcome.ok) throw new Error(`receiving alerts: ${outcome.refusal.reason}`)
    const { stored, quarantined } = outcome.value
    return { ok: true, kept: { firing, resolved: stored - firing, quarantined } }
  } finally {
    end()
  }
}
