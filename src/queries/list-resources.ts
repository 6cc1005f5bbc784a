import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'
import type { Directory } from '../domain/messages.ts'
import type { ResourceFilter } from '../domain/resources/records.ts'
import type { ResourceList, ResourceScope } from '../domain/resources/resource-views.ts'
import type { Store } from '../domain/store.ts'
import { resourceRows } from './resource-rows.ts'
import { teamsOf } from './teams-of.ts'

export interface ListResourcesDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  directory: Pick<Directory, 'groupMembers'>
}

export type ListResources = (call: {
  actor: Actor
  /** `after`: what the page before gave as `next`. */
  input: { scope: ResourceScope; after?: string }
}) => Promise<Outcome<ResourceList>>

export const RESOURCES_PER_PAGE = 20

/** Resources that are not over: those that I asked for, those of my teams' projects, or all. */
export function createListResources(deps: ListResourcesDeps): ListResources {
  return async ({ actor, input: { scope, after = null } }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const { filter, unsure } = await filterOf(deps, actor, scope)
    return deps.store.read(async (reads) => {
      const found = await reads.resources.list(filter, { limit: RESOURCES_PER_PAGE + 1, after })
      const { count, micros, unpriced } = await reads.resources.totals(filter)
      const page = found.slice(0, RESOURCES_PER_PAGE)
      const rows = await resourceRows(reads, deps, page)
      const next = found.length > page.length ? (page.at(-1)?.id ?? null) : null
      return allowed({ scope, rows, count, totalMicros: micros, unpriced, next, unsure })
    })
  }
}

async function filterOf(
  deps: ListResourcesDeps,
  actor: Actor,
  scope: ResourceScope,
): Promise<{ filter: ResourceFilter; unsure: boolean }> {
  if (scope === 'all') return { filter: {}, unsure: false }
  if (scope === 'mine') {
    // The bot itself asks for nothing.
    const filter = actor.kind === 'person' ? { requesterId: actor.userId } : { projects: [] }
    return { filter, unsure: false }
  }
  const { teams, unsure } = await teamsOf(deps, actor)
  const ids = new Set(teams.map(({ id }) => id))
  const owned = deps.catalogue.projects.filter(({ teamId }) => ids.has(teamId))
  return { filter: { projects: [...new Set(owned.map(({ namespace }) => namespace))] }, unsure }
}
