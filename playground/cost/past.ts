import type { LoggedWorkload, UsageEntry } from './usage-log.ts'

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/** How far back before the first start figures are invented. */
export const PAST_MS = 42 * DAY_MS

/** Before this deploy, some days before the first start, it used less than half as much. */
const GROWN = { namespace: 'search', name: 'search-indexer', beforeMs: 4 * DAY_MS }
export const OLD_REVISION = 'before the visible jump'

/** First moment that OpenCost knows something of. */
export function firstKnown(beganAt: number): number {
  return Math.floor((beganAt - PAST_MS) / HOUR_MS) * HOUR_MS
}

/** Its entries with a past: what ran at the first start has always run. */
export function withPast({ namespace, name, entries }: LoggedWorkload, beganAt: number): UsageEntry[] {
  const [first, ...rest] = entries
  if (!first || first.at > beganAt) return entries
  const start = firstKnown(beganAt)
  if (namespace !== GROWN.namespace || name !== GROWN.name) return [{ ...first, at: start }, ...rest]
  const grownAt = Math.floor((beganAt - GROWN.beforeMs) / HOUR_MS) * HOUR_MS
  return [{ ...first, at: start, revision: OLD_REVISION }, { ...first, at: grownAt }, ...rest]
}
