import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { AlertList, FiringPlace } from '../domain/alert-list.ts'
import { ownerOf, type Catalogue, type Team } from '../domain/catalogue.ts'
import { currentAlerts, severityRank } from '../domain/current-alerts.ts'
import type { Directory, Messages } from '../domain/messages.ts'
import type { Store } from '../domain/store.ts'
import { asWritten } from '../lib/as-written.ts'
import { nearest } from '../lib/nearest.ts'
import { mayAsk } from '../domain/members.ts'
import { teamsOf } from './teams-of.ts'
import { threadLinks } from './thread-link.ts'

export type AlertScope = { kind: 'mine' } | { kind: 'all' } | { kind: 'project'; namespace: string }

export interface ListAlertsDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  directory: Pick<Directory, 'groupMembers'>
  permalink: Messages['permalink']
}

export type ListAlerts = (call: {
  actor: Actor
  input: { scope: AlertScope; from: number }
}) => Promise<Outcome<AlertList>>

const PAGE_SIZE = 15

type Place = Omit<FiringPlace, 'link'>

/** What fires now: mine, one project's or everything, a place a row, worst first. */
export function createListAlerts(deps: ListAlertsDeps): ListAlerts {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const mine = input.scope.kind === 'mine' ? await teamsOf(deps, actor) : null
    const all = await firingPlaces(deps)
    const names = [...deps.catalogue.projects, ...all].map((place) => place.namespace)
    const scope = spelled(input.scope, names)
    const places = all.filter((place) => isAskedFor(place, scope, mine?.teams ?? []))
    const from = Math.min(Math.max(0, input.from), places.length)
    const page = places.slice(from, from + PAGE_SIZE)
    const links = await threadLinks(
      deps,
      page.map((place) => place.threadId),
    )
    return allowed({
      scope: describeScope(scope, { mine, names }),
      places: page.map((place) => ({ ...place, link: links.get(place.threadId) ?? null })),
      from,
      totalPlaces: places.length,
      totalAlerts: places.reduce((sum, place) => sum + place.alerts.length, 0),
    })
  }
}

async function firingPlaces(deps: ListAlertsDeps): Promise<Place[]> {
  const { episodes, threads } = await deps.store.read(async (q) => {
    const firing = await q.episodes.firing({})
    const ids = [...new Set(firing.map((episode) => episode.threadId))]
    return { episodes: firing, threads: await q.threads.getMany(ids) }
  })
  const byThread = Map.groupBy(episodes, (episode) => episode.threadId)
  const places = threads.map((thread): Place => ({
    cluster: thread.cluster,
    namespace: thread.namespace,
    threadId: thread.id,
    channel: thread.channel,
    team: ownerOf(deps.catalogue, thread),
    alerts: currentAlerts(byThread.get(thread.id) ?? []),
  }))
  return places.sort(worstFirst)
}

function worstFirst(a: Place, b: Place): number {
  return worstRank(a) - worstRank(b) || oldestOf(a) - oldestOf(b) || (a.threadId < b.threadId ? -1 : 1)
}

function worstRank({ alerts }: Place): number {
  return alerts[0] ? severityRank(alerts[0].episode) : Number.POSITIVE_INFINITY
}

function oldestOf({ alerts }: Place): number {
  return alerts.reduce((oldest, { episode }) => Math.min(oldest, episode.startsAt), Number.POSITIVE_INFINITY)
}

function isAskedFor(place: Place, scope: AlertScope, mine: Team[]): boolean {
  if (scope.kind === 'all') return true
  if (scope.kind === 'project') return place.namespace === scope.namespace
  return mine.some((team) => team.id === place.team?.id)
}

function spelled(scope: AlertScope, names: string[]): AlertScope {
  return scope.kind === 'project' ? { ...scope, namespace: asWritten(scope.namespace, names) } : scope
}

function describeScope(
  scope: AlertScope,
  { mine, names }: { mine: { teams: Team[]; unsure: boolean } | null; names: string[] },
): AlertList['scope'] {
  if (scope.kind === 'all') return { kind: 'all' }
  if (scope.kind === 'mine') return { kind: 'mine', teams: mine?.teams ?? [], unsure: mine?.unsure ?? false }
  const known = names.includes(scope.namespace)
  return {
    kind: 'project',
    namespace: scope.namespace,
    known,
    nearest: known ? [] : nearest(scope.namespace, names),
  }
}
