import type { AlertLinks, Place, Severity } from './alert.ts'

/** Who said "I am on it", and since when (ms). */
export interface Acknowledgement {
  userId: string
  at: number
}

/**
 * One firing-to-resolved run of one alert. Identity: (source, fingerprint, startsAt).
 * `…SeenAt` are our times of receipt (they decide threads and digests); `startsAt`/`endsAt` are the sender's.
 * Values, labels and links stay those of the latest firing delivery, so that a resolve does not erase them.
 */
export interface Episode extends Place {
  id: string
  source: string
  fingerprint: string
  startsAt: number
  endsAt: number | null
  state: 'firing' | 'resolved'
  resolvedReason: string | null
  threadId: string
  alertname: string
  severity: Severity
  labels: Record<string, string>
  annotations: Record<string, string>
  values: Record<string, number | null>
  links: AlertLinks
  ruleKey: string | null
  firstSeenAt: number
  lastSeenAt: number
  resolvedSeenAt: number | null
  ack: Acknowledgement | null
  /** Compare-and-set counter: grows with each change. */
  version: number
}
