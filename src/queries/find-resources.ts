import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'
import type { FoundResources } from '../domain/resources/resource-views.ts'
import { searchText } from '../domain/resources/search-text.ts'
import type { Store } from '../domain/store.ts'
import { resourceRows } from './resource-rows.ts'

export interface FindResourcesDeps {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
}

export type FindResources = (call: {
  actor: Actor
  /** As somebody typed or pasted it: a name, an address, an ARN, or a part of one. */
  input: { text: string }
}) => Promise<Outcome<FoundResources>>

const MOST_FOUND = 20

/** Whose is it? Those that are over are found too, after the others. */
export function createFindResources(deps: FindResourcesDeps): FindResources {
  return async ({ actor, input: { text } }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const asked = searchText(text)
    if (asked === '') return allowed({ asked, rows: [], hasMore: false })
    return deps.store.read(async (reads) => {
      const found = await reads.resources.find(asked, MOST_FOUND + 1)
      const rows = await resourceRows(reads, deps, found.slice(0, MOST_FOUND))
      return allowed({ asked, rows, hasMore: found.length > MOST_FOUND })
    })
  }
}
