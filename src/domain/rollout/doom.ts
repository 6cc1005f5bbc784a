import type { Finding } from './reasons.ts'

/** One pod may be unlucky with its node for this long while no other is ready. */
const NO_READY_MS = 30_000

export interface DoomInput {
  readonly findings: readonly Finding[]
  /** New pods that run or should, without those that the cluster took away. */
  readonly podsInAll: number
  /** Since when no new pod is ready: now, while one is. */
  readonly unreadySince: number
  readonly now: number
}

/**
 * Does it not heal? When every new pod has a fatal finding; or half of them have and none was ready for 30 seconds;
 * or when new pods are refused altogether. Never for one pod of many.
 */
export function isDoomed({ findings, podsInAll, unreadySince, now }: DoomInput): boolean {
  const fatal = findings.filter(({ weight }) => weight === 'fatal')
  if (fatal.some(({ pod }) => pod === undefined)) return true
  const doomed = new Set(fatal.map(({ pod }) => pod)).size
  if (doomed === 0) return false
  if (doomed >= podsInAll) return true
  return doomed * 2 >= podsInAll && now - unreadySince > NO_READY_MS
}
