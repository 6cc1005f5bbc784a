import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { searchText } from '../domain/resources/search-text.ts'
import type { KeptEntry, Reads, Store } from '../domain/store.ts'
import { adminsOnly } from './admins-only.ts'

export interface ListAuditDeps {
  store: Pick<Store, 'read'>
  catalogue: Pick<Catalogue, 'adminGroup'>
}

export interface AuditListAnswer {
  /** Newest first. */
  entries: KeptEntry[]
  more: boolean
  /** When a resource was asked about: the entries' subject is its id. */
  resource: { id: string; name: string } | null
}

interface Filter {
  userId?: string
  subject?: string
  before?: number
}

export type ListAudit = (call: {
  actor: Actor
  /** `subject`: the id of a record, or the name of a resource. `before`: the id of the last entry that was seen. */
  input: Filter
}) => Promise<Outcome<AuditListAnswer>>

const PAGE_SIZE = 20

/** Who decided what, for admins. */
export function createListAudit(deps: ListAuditDeps): ListAudit {
  return async ({ actor, input }) => {
    const no = adminsOnly(actor, deps.catalogue)
    if (no) return { ok: false, refusal: no }
    return deps.store.read(async (reads) => {
      const resource = input.subject === undefined ? null : await meant(reads, input.subject)
      const filter = resource === null ? input : { ...input, subject: resource.id }
      const found = await recent(reads, filter)
      return allowed({ entries: found.slice(0, PAGE_SIZE), more: found.length > PAGE_SIZE, resource })
    })
  }
}

const MOST_READ = 500

/** A name may have been used before: the newest resource is meant. */
async function meant(
  { resources }: Pick<Reads, 'resources'>,
  idOrName: string,
): Promise<AuditListAnswer['resource']> {
  const byId = await resources.get(idOrName)
  const asked = searchText(idOrName)
  const found = byId || asked === '' ? [] : await resources.find(asked, MOST_READ)
  const [newest] = found
    .filter(({ name }) => name === asked)
    .toSorted((one, other) => other.createdAt - one.createdAt)
  const resource = byId ?? newest
  return resource ? { id: resource.id, name: resource.name } : null
}

/** Steps of the machine between a start and an end: only who asks about one thing wants them. */
const STEPS = ['begin-part', 'begin-modify-step']
const BATCH_SIZE = 100

async function recent({ audit }: Pick<Reads, 'audit'>, filter: Filter): Promise<KeptEntry[]> {
  if (filter.subject !== undefined) return audit.recentKept(filter, PAGE_SIZE + 1)
  const entries: KeptEntry[] = []
  let next: Filter | null = filter
  while (next !== null && entries.length <= PAGE_SIZE) {
    const batch: KeptEntry[] = await audit.recentKept(next, BATCH_SIZE)
    entries.push(...batch.filter(({ operation }) => !STEPS.includes(operation)))
    const last = batch.at(-1)
    next = last && batch.length === BATCH_SIZE ? { ...filter, before: last.id } : null
  }
  return entries
}
