import type { Place } from './alert.ts'

/** One Slack thread: the alerts of one cluster and namespace. At most one open per (cluster, namespace). */
export interface AlertThread extends Place {
  id: string
  /** Where it was opened; stays, also when the owner changes. */
  channel: string
  /** Owning team's id at opening, null when unowned. */
  teamId: string | null
  openedAt: number
  /** Our time since which every alert is resolved; null while one fires. */
  quietSince: number | null
  /** Set when a newer thread took over; a closed thread takes no new episode. */
  closedAt: number | null
  /** Last post in this thread that mentioned the owners (the root post counts). */
  mentionedAt: number
}
