import { SEVERITIES } from './alert.ts'
import type { Episode } from './episode.ts'

/** An alert as a card shows it: its newest episode, and how often it fired among the episodes given. */
export interface CurrentAlert {
  episode: Episode
  fires: number
}

/** One per (source, fingerprint): firing before resolved, then the worst severity, then the oldest. */
export function currentAlerts(episodes: Episode[]): CurrentAlert[] {
  const byAlert = new Map<string, CurrentAlert>()
  for (const episode of episodes) {
    const key = JSON.stringify([episode.source, episode.fingerprint])
    const known = byAlert.get(key)
    const newest = known && known.episode.startsAt > episode.startsAt ? known.episode : episode
    byAlert.set(key, { episode: newest, fires: (known?.fires ?? 0) + 1 })
  }
  return [...byAlert.values()].sort((a, b) => inOrder(a.episode, b.episode))
}

/** Smaller is worse. */
export function severityRank(episode: Pick<Episode, 'severity'>): number {
  return SEVERITIES.indexOf(episode.severity)
}

function inOrder(a: Episode, b: Episode): number {
  if (a.state !== b.state) return a.state === 'firing' ? -1 : 1
  return severityRank(a) - severityRank(b) || a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)
}
