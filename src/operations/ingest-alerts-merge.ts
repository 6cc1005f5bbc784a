import type { ReceivedAlert } from '../domain/alert.ts'
import { mergeRuns, type Run } from '../domain/episode-merge.ts'
import type { Episode } from '../domain/episode.ts'
import { severityOf } from '../domain/severity.ts'
import { sourceId } from '../domain/source-id.ts'
import type { Records } from '../domain/store.ts'
import type { NewId } from '../lib/id.ts'
import type { IngestInput } from './ingest-alerts-input.ts'
import type { PlacedAlert } from './ingest-alerts-place.ts'

/** An episode that is new, still without a thread. */
export interface Born {
  episode: Episode
  /** `continued`: the same alert was firing until now, its sender only moved the start. */
  as: 'first' | 'again' | 'continued' | 'over'
  /** The episode that it continues. */
  continues: string | null
}

export interface Changed {
  episode: Episode
  /** It fired before and is over now. */
  ended: boolean
}

export interface Merged {
  born: Born[]
  changed: Changed[]
}

interface MergeContext {
  delivery: IngestInput['delivery']
  now: number
  newId: NewId
}

/** An unchanged alert is written again only after this long. */
const SEEN_AGAIN_MS = 60_000

/** Merges alerts into the stored episodes. Ended and changed ones are written here, new ones once they have a thread. */
export async function mergeAlerts(
  tx: Records,
  placed: PlacedAlert[],
  context: MergeContext,
): Promise<Merged> {
  const source = sourceId(context.delivery.sourceKind, context.delivery.source)
  const byFingerprint = Map.groupBy(placed, ({ alert }) => alert.fingerprint)
  const known = Map.groupBy(
    await tx.episodes.around(
      source,
      [...byFingerprint].map(([fingerprint, alerts]) => {
        return { fingerprint, startsAt: Math.min(...alerts.map(({ alert }) => alert.startsAt)) }
      }),
    ),
    (episode) => episode.fingerprint,
  )
  const merged: Merged = { born: [], changed: [] }
  for (const [fingerprint, alerts] of byFingerprint) {
    await mergeOne(tx, { known: known.get(fingerprint) ?? [], alerts, source, merged, ...context })
  }
  return merged
}

interface OneAlert extends MergeContext {
  known: Episode[]
  alerts: PlacedAlert[]
  source: string
  merged: Merged
}

async function mergeOne(tx: Records, one: OneAlert): Promise<void> {
  const runs = mergeRuns(
    one.known,
    one.alerts.map(({ alert }) => alert),
  )
  const stored = new Map(one.known.map((episode) => [episode.startsAt, episode]))
  for (const run of runs) {
    const before = stored.get(run.startsAt)
    const told = one.alerts.filter(({ alert }) => alert.startsAt === run.startsAt)
    const latest = told.findLast(({ alert }) => alert.status === 'firing') ?? told.at(-1)
    if (before) {
      const next = nextOf(before, run, { latest: latest?.alert ?? null, now: one.now })
      if (!next) continue
      if (!(await tx.episodes.update(next.episode))) throw new Error('updating an episode: changed meanwhile')
      if (next.isVisible) one.merged.changed.push({ episode: next.episode, ended: next.ended })
    } else if (latest) {
      one.merged.born.push(bornOf(run, latest, one))
    }
  }
}

function bornOf(run: Run, { alert, place }: PlacedAlert, one: OneAlert): Born {
  const episode: Episode = {
    ...place,
    ...run,
    ...contentOf(alert),
    id: one.newId(),
    source: one.source,
    fingerprint: alert.fingerprint,
    threadId: '',
    firstSeenAt: one.now,
    lastSeenAt: one.now,
    resolvedSeenAt: run.state === 'resolved' ? one.now : null,
    ack: null,
    version: 1,
  }
  if (run.state === 'resolved') return { episode, as: 'over', continues: null }
  const firing = one.known.find((known) => known.state === 'firing')
  // A resolve that came in the same body ended the earlier one: then this one is a new firing.
  const endedHere = one.alerts.some((other) => other.alert.status === 'resolved')
  // Whoever is on it stays on it.
  if (firing && !endedHere)
    return { episode: { ...episode, ack: firing.ack }, as: 'continued', continues: firing.id }
  return { episode, as: one.known.length > 0 ? 'again' : 'first', continues: null }
}

function contentOf(alert: ReceivedAlert) {
  const { labels, annotations, values, links, ruleKey } = alert
  const alertname = labels['alertname'] || labels['rulename'] || alert.fingerprint
  return { alertname, severity: severityOf(labels), labels, annotations, values, links, ruleKey }
}

interface Next {
  episode: Episode
  /** Its card looks different. */
  isVisible: boolean
  ended: boolean
}

function nextOf(before: Episode, run: Run, told: { latest: ReceivedAlert | null; now: number }): Next | null {
  const moved =
    run.state !== before.state || run.endsAt !== before.endsAt || run.resolvedReason !== before.resolvedReason
  const refresh = run.state === 'firing' && told.latest?.status === 'firing' && differs(before, told.latest)
  const isSeen = told.latest !== null && told.now - before.lastSeenAt >= SEEN_AGAIN_MS
  if (!moved && !refresh && !isSeen) return null
  const ended = before.state === 'firing' && run.state === 'resolved'
  const episode: Episode = {
    ...before,
    ...run,
    ...(refresh && told.latest ? contentOf(told.latest) : {}),
    lastSeenAt: told.latest ? told.now : before.lastSeenAt,
    resolvedSeenAt: ended ? told.now : before.resolvedSeenAt,
    version: before.version + 1,
  }
  return { episode, isVisible: moved || refresh, ended }
}

function differs(episode: Episode, alert: ReceivedAlert): boolean {
  return CONTENT.some((field) => JSON.stringify(episode[field]) !== JSON.stringify(alert[field]))
}

const CONTENT = ['values', 'annotations', 'labels', 'links', 'ruleKey'] as const
