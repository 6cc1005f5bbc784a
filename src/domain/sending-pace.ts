/** A message becomes readable in history up to this long after the attempt. */
export const DECIDED_AFTER_MS = 15_000
const LOOK_AFTER_MS = [1000, 3000, 7000, DECIDED_AFTER_MS]

/** When to look into history for an attempt, and again: 1, 3, 7 and 15 s after it, later ones at once. */
export function nextLookAt(startedAt: number, now: number): number {
  const next = LOOK_AFTER_MS.find((ms) => startedAt + ms > now)
  return next === undefined ? now : startedAt + next
}

/** A look that began now and found nothing proves that nothing stands. */
export function isDecided(startedAt: number, lookedAt: number): boolean {
  return lookedAt >= startedAt + DECIDED_AFTER_MS
}

export const PARKED_RETRY_MS = 10 * 60_000
export const PAUSED_RETRY_MS = 60_000
/** Refusals in a row that nobody understands, until a person has to look. */
export const PARK_AFTER = 8

/** Slack or the way to it is down. */
export const OFFLINE_BACKOFF = { firstMs: 2000, longestMs: 30_000 }
/** Slack answers with an error that nobody understands. */
export const UNKNOWN_BACKOFF = { firstMs: 2000, longestMs: 5 * 60_000 }
