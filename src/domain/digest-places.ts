import { SEVERITIES, type Place, type Severity } from './alert.ts'
import { ownerOf, type Catalogue, type Team } from './catalogue.ts'
import type { Episode } from './episode.ts'

/** What happened up to an hour, read as of that hour by our times of receipt. */
export interface DigestEpisodes {
  /** Firing at the hour, each with the acknowledgement of that moment. */
  firing: Episode[]
  /** First seen in the window; some may have ended in it. */
  started: Episode[]
  resolved: Episode[]
}

/** One person's share of a namespace. */
export interface Handling {
  userId: string
  alerts: number
  /** Up to three names of the alerts. */
  alertnames: string[]
}

/** An alert that fires, as far as a digest tells it. */
export interface Oldest extends Place {
  alertname: string
  severity: Severity
  startsAt: number
  threadId: string
}

/** The figures of one namespace. */
export interface DigestPlace extends Place {
  /** The owning team, null when nobody owns it. */
  owner: Pick<Team, 'id' | 'name'> | null
  firing: number
  bySeverity: Record<Severity, number>
  started: number
  resolved: number
  /** Firing for over an hour with nobody on it. */
  unacknowledged: number
  /** Who is on most of it first. */
  handling: Handling[]
  handlersTotal: number
  oldest: Oldest | null
  /** Thread of its newest alert, firing ones first. */
  threadId: string
}

const OVER_AN_HOUR_MS = 3_600_000
const MOST_HANDLERS = 3

/** Each namespace that has something to tell, with its figures as of `at`; in no order. */
export function digestPlaces(
  all: DigestEpisodes,
  { catalogue, at }: { catalogue: Catalogue; at: number },
): DigestPlace[] {
  const keyOf = (episode: Episode) => JSON.stringify([episode.cluster, episode.namespace])
  const firing = Map.groupBy(all.firing, keyOf)
  const started = Map.groupBy(all.started, keyOf)
  const resolved = Map.groupBy(all.resolved, keyOf)
  const keys = new Set([...firing.keys(), ...started.keys(), ...resolved.keys()])
  return [...keys].flatMap((key) => {
    const fires = firing.get(key) ?? []
    const begun = started.get(key) ?? []
    const ended = resolved.get(key) ?? []
    const newest = newestOf(fires) ?? newestOf([...begun, ...ended])
    if (!newest) return []
    const { cluster, namespace, threadId } = newest
    const owner = ownerOf(catalogue, newest)
    return {
      cluster,
      namespace,
      owner: owner && { id: owner.id, name: owner.name },
      firing: fires.length,
      bySeverity: countBySeverity(fires),
      started: begun.length,
      resolved: ended.length,
      unacknowledged: fires.filter((episode) => isNeglected(episode, at)).length,
      ...handlingOf(fires),
      oldest: oldestOf(fires),
      threadId,
    }
  })
}

function isNeglected(episode: Episode, at: number): boolean {
  return episode.ack === null && at - episode.firstSeenAt > OVER_AN_HOUR_MS
}

function countBySeverity(firing: Episode[]): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>
  for (const episode of firing) counts[episode.severity] += 1
  return counts
}

function handlingOf(firing: Episode[]): Pick<DigestPlace, 'handling' | 'handlersTotal'> {
  const held = firing.flatMap((episode) => (episode.ack ? [{ userId: episode.ack.userId, episode }] : []))
  const handling = [...Map.groupBy(held, ({ userId }) => userId)]
    .map(([userId, entries]) => ({
      userId,
      alerts: entries.length,
      alertnames: [...new Set(entries.map(({ episode }) => episode.alertname))].sort().slice(0, 3),
    }))
    .sort((a, b) => b.alerts - a.alerts || (a.userId < b.userId ? -1 : 1))
  return { handling: handling.slice(0, MOST_HANDLERS), handlersTotal: handling.length }
}

function oldestOf(firing: Episode[]): Oldest | null {
  const [oldest] = firing.toSorted((a, b) => a.startsAt - b.startsAt || byId(a, b))
  if (!oldest) return null
  const { cluster, namespace, alertname, severity, startsAt, threadId } = oldest
  return { cluster, namespace, alertname, severity, startsAt, threadId }
}

function newestOf(episodes: Episode[]): Episode | undefined {
  return episodes.toSorted((a, b) => b.firstSeenAt - a.firstSeenAt || byId(b, a))[0]
}

function byId(a: Episode, b: Episode): number {
  return a.id < b.id ? -1 : 1
}
