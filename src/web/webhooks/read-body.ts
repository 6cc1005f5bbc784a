import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AlertBody, Quarantined } from '../../domain/alert-formats/alert-body.ts'
import { readAlerts } from '../../domain/alert-formats/alert-body.ts'
import { severityOf } from '../../domain/severity.ts'

/** So many alerts are read in one turn of the event loop. */
const ALERTS_PER_TURN = 1000
/** More malformed alerts of one body than this are only counted: they say nothing new. */
const MOST_QUARANTINED = 200

export interface BodySummary {
  alertCount: number
  firing: number
  hasCritical: boolean
  /** The first malformed alerts; `quarantinedCount` counts them all. */
  quarantined: Quarantined[]
  quarantinedCount: number
}

/** Reads every alert of a body once, to know before it is stored how many can be worked. */
export async function summarise(body: AlertBody): Promise<BodySummary> {
  const summary: BodySummary = {
    alertCount: 0,
    firing: 0,
    hasCritical: false,
    quarantined: [],
    quarantinedCount: 0,
  }
  for (let from = 0; from < body.elements.length; from += ALERTS_PER_TURN) {
    if (from > 0) await nextTurn()
    const { alerts, quarantined } = readAlerts(body, from, from + ALERTS_PER_TURN)
    summary.alertCount += alerts.length
    summary.quarantined.push(...quarantined.slice(0, MOST_QUARANTINED - summary.quarantined.length))
    summary.quarantinedCount += quarantined.length
    for (const alert of alerts) {
      if (alert.status !== 'firing') continue
      summary.firing++
      summary.hasCritical ||= severityOf(alert.labels) === 'critical'
    }
  }
  return summary
}
