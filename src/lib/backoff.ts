/**
 * Delay before the next attempt, doubling from `firstMs`. Up to half of it is taken away by the hash of `key`,
 * so that what failed together is not tried together.
 */
export function backoffMs(
  attempt: number,
  range: { firstMs: number; longestMs: number; key: string },
): number {
  const full = Math.min(range.longestMs, range.firstMs * 2 ** Math.min(attempt, 30))
  return Math.round(full * (1 - fraction(`${range.key}:${String(attempt)}`) / 2))
}

/** FNV-1a, as a number in [0, 1). */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
