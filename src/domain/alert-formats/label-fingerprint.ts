import { createHash } from 'node:crypto'

/** 16 hex digits that stand for these parts and labels, whatever the order of the labels. */
export function fingerprintOf(labels: Record<string, string>, ...parts: string[]): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([parts, sorted]))
    .digest('hex')
    .slice(0, 16)
}
