import { SEVERITIES, type Place, type Severity } from './alert.ts'
import type { DigestPlace, Oldest } from './digest-places.ts'
import { covers, type DigestScope } from './digest-scope.ts'

/** The figures of one digest. Counts are of all; lists are cut to the most important and their totals told. */
export interface DigestFigures {
  firing: number
  bySeverity: Record<Severity, number>
  started: number
  resolved: number
  /** Firing for over an hour with nobody on it. */
  unacknowledged: number
  oldest: Oldest | null
  /** The worst first. */
  places: DigestPlace[]
  placesTotal: number
  /** Where somebody is on an alert, the worst first. */
  handled: DigestPlace[]
  handledTotal: number
  unowned: (Place & { firing: number })[]
  unownedTotal: number
}

/** The frozen content of a digest notice. Stored, so its shape only grows. */
export interface DigestSnapshot {
  scope: DigestScope
  timeZone: string
  /** The hour: everything is as of this moment. */
  at: number
  /** "New" and "resolved" are counted since this moment. */
  from: number
  /** Why the window is not just the hour before, null when it is. */
  longer: 'missed-hours' | 'day-at-most' | null
  /** True when webhooks received before the hour were still being worked. */
  incomplete: boolean
  figures: DigestFigures
  /** Slack user id → name, as far as known. */
  names: Record<string, string>
  /** Thread id → address of its message in Slack, as far as known. */
  links: Record<string, string>
}

/** Rows of each list. */
const MOST_TOLD = 10

export function digestFigures(all: DigestPlace[], scope: DigestScope): DigestFigures {
  const places = all.filter((place) => covers(scope, place.owner)).sort(worstFirst)
  const handled = places.filter((place) => place.handling.length > 0)
  const unowned = places.filter((place) => place.owner === null)
  const sum = (of: (place: DigestPlace) => number) => places.reduce((total, place) => total + of(place), 0)
  return {
    firing: sum((place) => place.firing),
    bySeverity: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, sum((place) => place.bySeverity[severity])]),
    ) as Record<Severity, number>,
    started: sum((place) => place.started),
    resolved: sum((place) => place.resolved),
    unacknowledged: sum((place) => place.unacknowledged),
    oldest: places
      .flatMap((place) => place.oldest ?? [])
      .reduce<Oldest | null>(
        (oldest, next) => (oldest && oldest.startsAt <= next.startsAt ? oldest : next),
        null,
      ),
    places: places.slice(0, MOST_TOLD),
    placesTotal: places.length,
    handled: handled.slice(0, MOST_TOLD),
    handledTotal: handled.length,
    unowned: unowned
      .slice(0, MOST_TOLD)
      .map(({ cluster, namespace, firing }) => ({ cluster, namespace, firing })),
    unownedTotal: unowned.length,
  }
}

export function isEmpty(figures: DigestFigures): boolean {
  return figures.firing === 0 && figures.started === 0 && figures.resolved === 0
}

/** Whom and which threads the digest names, to be looked up before it is frozen. */
export function toLookUp(figures: DigestFigures): { userIds: string[]; threadIds: string[] } {
  const threads = [...figures.handled, ...(figures.oldest ? [figures.oldest] : [])]
  return {
    userIds: figures.handled.flatMap((place) => place.handling.map(({ userId }) => userId)),
    threadIds: threads.map(({ threadId }) => threadId),
  }
}

function worstFirst(a: DigestPlace, b: DigestPlace): number {
  const name = (place: DigestPlace) => JSON.stringify([place.namespace, place.cluster])
  return rank(a) - rank(b) || b.firing - a.firing || b.started - a.started || (name(a) < name(b) ? -1 : 1)
}

function rank(place: DigestPlace): number {
  const worst = SEVERITIES.findIndex((severity) => place.bySeverity[severity] > 0)
  return worst === -1 ? SEVERITIES.length : worst
}
