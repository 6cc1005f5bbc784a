import type { WorkItem } from '../domain/store.ts'
import { backoffMs } from '../lib/backoff.ts'
import type { JobResult } from './job.ts'

export type RunOutcome = 'done' | 'again' | 'failed' | 'dead' | 'interrupted'

/** What becomes of an item after a run. */
export interface Verdict {
  outcome: RunOutcome
  /** The error thrown, when it failed. */
  cause?: unknown
  /** How to give the item back; absent when it is done. */
  next?: { dueAt: number; error?: string; dead?: boolean }
}

const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 5 * 60_000
const MOST_ATTEMPTS = 20
const LONGEST_ERROR = 500

export function verdictOfResult(result: JobResult): Verdict {
  return 'again' in result ? { outcome: 'again', next: { dueAt: result.again } } : { outcome: 'done' }
}

/**
 * An error that names its own `retryAfterMs` waits for something known: it is never given up.
 * One that says `isFinal` would come back the same each time: it is given up at once.
 */
export function verdictOfError(cause: unknown, item: WorkItem, now: number): Verdict {
  const error = wording(cause)
  const retryAfterMs = retryAfterOf(cause)
  if (retryAfterMs !== null) return { outcome: 'failed', cause, next: { dueAt: now + retryAfterMs, error } }
  if (item.attempts + 1 >= MOST_ATTEMPTS || isFinal(cause))
    return { outcome: 'dead', cause, next: { dueAt: now, error, dead: true } }
  const delay = backoffMs(item.attempts, {
    firstMs: FIRST_DELAY_MS,
    longestMs: LONGEST_DELAY_MS,
    key: item.key,
  })
  return { outcome: 'failed', cause, next: { dueAt: now + delay, error } }
}

/** The run ended because the worker stops: that is nobody's failure. */
export function verdictOfStop(now: number): Verdict {
  return { outcome: 'interrupted', next: { dueAt: now } }
}

function wording(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_ERROR)
}

function retryAfterOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('retryAfterMs' in error)) return null
  return typeof error.retryAfterMs === 'number' ? error.retryAfterMs : null
}

function isFinal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'isFinal' in error && error.isFinal === true
}
