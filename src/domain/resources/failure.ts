/**
 * What to do about an answer of the cloud. retry: throttled, 5xx, not reached; busy: it is in a state in which this is
 * refused for now; credentials: expired or missing, nothing can be done before they are renewed; permission, quota,
 * capacity, wrong-request: final for this request; unknown-outcome: a write whose answer never came; other: final.
 */
export const FAILURE_CLASSES = [
  'retry',
  'busy',
  'credentials',
  'unknown-outcome',
  'permission',
  'quota',
  'capacity',
  'wrong-request',
  'other',
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

const PASSING: readonly FailureClass[] = ['retry', 'busy', 'credentials', 'unknown-outcome']

/** One answer of the cloud that was no success, or what its events told. */
export interface CloudFailure {
  class: FailureClass
  /** The wire code (`InsufficientCacheClusterCapacity`), or one of ours (`create-failed`, `foreign`, `undone`). */
  code: string
  /** What the cloud said; one line. */
  message: string
  /** The IAM action: `elasticache:CreateReplicationGroup`. */
  action: string
  /** AWS request id, null when there was no answer. */
  requestId: string | null
  /** When the cloud asks to come back, ms. */
  retryAfterMs: number | null
}

/** Why a change turned back or stands still. */
export interface ChangeFailure extends CloudFailure {
  /** Id of the part, null when it is about none. */
  part: string | null
  /** What makes it plain, where known: zone, nodeType, quota, used, permission, owner. */
  details: Record<string, string>
  at: number
}

export function isPassing({ class: kind }: Pick<CloudFailure, 'class'>): boolean {
  return PASSING.includes(kind)
}
