import type { AlertPolicy, DigestPolicy } from '../domain/policy.ts'
import type { Config } from './schema.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export function toAlertPolicy({ alerts }: Config): AlertPolicy {
  return {
    namespaceLabels: alerts.namespaceLabels,
    namespaceRules: alerts.namespaceRules.map((rule) => ({ ...rule, pattern: new RegExp(rule.pattern) })),
    threadQuietMs: alerts.threadQuietMinutes * MINUTE_MS,
    threadMaxAgeMs: alerts.threadMaxAgeHours * HOUR_MS,
    mentionQuietMs: alerts.mentionQuietMinutes * MINUTE_MS,
    coalesceMs: alerts.coalesceSeconds * SECOND_MS,
    deliveryRetentionMs: alerts.deliveryRetentionDays * DAY_MS,
  }
}

export function toHistoryMs({ historyDays }: Pick<Config, 'historyDays'>): number {
  return historyDays * DAY_MS
}

export function toDigestPolicy({ digest, timeZone }: Config): DigestPolicy {
  return { ...digest, timeZone }
}
