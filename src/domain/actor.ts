/** What somebody is to the workspace. Only `member` may act; `unknown` is a refusal with retry. */
export type Membership = 'member' | 'guest' | 'external' | 'deactivated' | 'bot' | 'unknown'

/** Who asks. Doors make it; operations and queries judge it. */
export type Actor =
  | { kind: 'person'; userId: string; membership: Membership; isAdmin: boolean }
  | { kind: 'webhook'; source: string }
  | { kind: 'system'; job: string }

/** A no. `reason` is a stable code that views put into words; `details` are its values. */
export interface Refusal {
  reason: string
  details?: Record<string, string | number | null>
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export function refused(reason: string, details?: Refusal['details']): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: details ? { reason, details } : { reason } }
}

export function allowed<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}
