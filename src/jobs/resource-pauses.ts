import type { CloudFailure, FailureClass } from '../domain/resources/failure.ts'
import { backoffMs, type BackoffRange } from '../lib/backoff.ts'

/** How long to leave the cloud alone, by what it said. */
const PAUSES: Partial<Record<FailureClass, BackoffRange>> = {
  retry: { firstMs: 2_000, longestMs: 60_000 },
  busy: { firstMs: 5_000, longestMs: 30_000 },
  credentials: { firstMs: 15_000, longestMs: 60_000 },
  // Whether it was carried out shows by looking.
  'unknown-outcome': { firstMs: 2_000, longestMs: 20_000 },
}

/** Of this process: after a start the cloud is asked anew. */
export interface TroublePauses {
  /** Milliseconds until the next look, longer each time. */
  next(key: string, failure: Pick<CloudFailure, 'class' | 'retryAfterMs'>): number
  forget(key: string): void
}

export function createTroublePauses(): TroublePauses {
  const attempts = new Map<string, number>()
  return {
    next(key, { class: kind, retryAfterMs }) {
      const count = attempts.get(key) ?? 0
      attempts.set(key, count + 1)
      const range = PAUSES[kind] ?? { firstMs: 5_000, longestMs: 60_000 }
      return Math.max(retryAfterMs ?? 0, backoffMs(count, { ...range, key }))
    },
    forget: (key) => void attempts.delete(key),
  }
}
