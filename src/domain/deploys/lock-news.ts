/** What is told to the owning team when somebody stops its deploys or lets them go again. Wire names: they stand in stored notices. */
export const LOCK_NEWS = ['locked', 'unlocked', 'frozen', 'thawed'] as const

/** Payload of a `lock` notice. */
export interface LockNotice {
  what: (typeof LOCK_NEWS)[number]
  by: string
  /** Why it is, or was, closed; null when nobody knows any more. */
  reason: string | null
  /** null: until somebody ends it. */
  until: number | null
  /** null: every project. */
  project: string | null
  /** null: every service there. */
  service: string | null
  environment: string
}
