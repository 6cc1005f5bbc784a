import type { ReceivedAlert } from '../alert.ts'
import { jsonOf } from './fields.ts'

export type AlertFormat = 'grafana' | 'grafana-legacy' | 'alertmanager'

/** What a legacy Grafana body says about one whole rule; see `legacy-snapshot.ts`. */
export interface RuleSnapshot {
  ruleKey: string
  /** Why alerts that are not in it any more are over; null: they are fixed. */
  goneReason: string | null
  /** False for states that say nothing about the alerts (`pending`, `unknown`). */
  isComplete: boolean
}

/**
 * A body recognised as an alert payload, its alerts still unread: they are read one by one,
 * so that a large body can be worked in pieces and a malformed alert costs only itself.
 */
export interface AlertBody {
  kind: AlertFormat
  /** How many alerts the sender left out because of its own limit. */
  truncatedAlerts: number
  elements: readonly unknown[]
  /** The alert, or in words why it is none. */
  read(element: unknown): ReceivedAlert | string
  snapshot: RuleSnapshot | null
}

export type OpenedBody = { ok: true; body: AlertBody } | { ok: false; problem: string }

export interface Quarantined {
  /** Position in the body's list of alerts. */
  index: number
  reason: string
  /** The beginning of the malformed alert as JSON. */
  excerpt: string
}

export interface ReadAlerts {
  alerts: ReceivedAlert[]
  quarantined: Quarantined[]
}

const EXCERPT_CHARACTERS = 500

/** Reads the elements from `from` (inclusive) to `to` (exclusive). */
export function readAlerts(body: AlertBody, from = 0, to = body.elements.length): ReadAlerts {
  const alerts: ReceivedAlert[] = []
  const quarantined: Quarantined[] = []
  for (let index = from; index < Math.min(to, body.elements.length); index++) {
    const element = body.elements[index]
    const alert = body.read(element)
    if (typeof alert === 'string') quarantined.push({ index, reason: alert, excerpt: excerptOf(element) })
    else alerts.push(alert)
  }
  return { alerts, quarantined }
}

function excerptOf(element: unknown): string {
  return jsonOf(element).slice(0, EXCERPT_CHARACTERS).toWellFormed()
}
