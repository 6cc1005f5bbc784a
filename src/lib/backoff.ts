export interface BackoffRange {
  firstMs: number
  longestMs: number
}

/** `firstMs` after the first failure, then twice as long each time. */
export function doubledMs(failures: number, { firstMs, longestMs }: BackoffRange): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(0, failures - 1), 30))
}

/**
 * As `doubledMs` for what was attempted `attempts` times before. Up to half of it is taken away by the hash of
 * `key`, so that what failed together is not tried together.
 */
export function backoffMs(attempts: number, range: BackoffRange & { key: string }): number {
  const full = doubledMs(attempts + 1, range)
  return Math.round(full * (1 - fraction(`${range.key}:${String(attempts)}`) / 2))
}

/** FNV-1a, as a number in [0, 1). */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
