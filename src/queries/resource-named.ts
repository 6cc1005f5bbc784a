import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { isOver, type Resource } from '../domain/resources/resource.ts'
import { searchText } from '../domain/resources/search-text.ts'
import type { Reads } from '../domain/store.ts'
import { nearest } from '../lib/nearest.ts'

const MOST_READ = 500
const MOST_NAMED = 5

/** The resource of this id, this name, or the only one that can be found by it. */
export async function resourceNamed(
  { resources }: Pick<Reads, 'resources'>,
  idOrName: string,
): Promise<Outcome<Resource>> {
  const byId = await resources.get(idOrName)
  if (byId) return allowed(byId)
  const asked = searchText(idOrName)
  const found = asked === '' ? [] : await resources.find(asked, MOST_READ)
  const exact = found.filter(({ name }) => name === asked)
  const among = exact.length > 0 ? exact : found
  const meant = preferred(among)
  if (meant) return allowed(meant)
  if (among.length > 0) return refused('resource-ambiguous', { asked, names: labels(among) })
  const standing = await resources.list({}, { limit: MOST_READ, after: null })
  const names = nearest(
    asked,
    standing.map(({ name }) => name),
  )
  return refused('resource-unknown', { asked: idOrName, nearest: names.join(', ') })
}

/** The only one that is not over; of those that are, the newest. `found` has the newest first. */
function preferred(found: readonly Resource[]): Resource | null {
  const standing = found.filter((one) => !isOver(one))
  if (standing.length > 1) return null
  return standing[0] ?? found[0] ?? null
}

function labels(found: readonly Resource[]): string {
  const standing = found.filter((one) => !isOver(one))
  const names = standing.map(({ name, environment, region }) => `${name} (${environment}, ${region})`)
  const rest = names.length - MOST_NAMED
  return [...names.slice(0, MOST_NAMED), ...(rest > 0 ? [`… ${rest} more`] : [])].join(', ')
}
