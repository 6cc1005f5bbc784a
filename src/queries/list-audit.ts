import { allowed, type Actor, type Outcome } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { KeptEntry, Store } from '../domain/store.ts'
import { adminsOnly } from './admins-only.ts'

export interface ListAuditDeps {
  store: Pick<Store, 'read'>
  catalogue: Pick<Catalogue, 'adminGroup'>
}

export interface AuditListAnswer {
  /** Newest first. */
  entries: KeptEntry[]
  more: boolean
}

export type ListAudit = (call: {
  actor: Actor
  /** `before`: the id of the last entry that was seen. */
  input: { userId?: string; subject?: string; before?: number }
}) => Promise<Outcome<AuditListAnswer>>

const PAGE_SIZE = 20

/** Who decided what, for admins. */
export function createListAudit(deps: ListAuditDeps): ListAudit {
  return async ({ actor, input }) => {
    const no = adminsOnly(actor, deps.catalogue)
    if (no) return { ok: false, refusal: no }
    const found = await deps.store.read((reads) => reads.audit.recentKept(input, PAGE_SIZE + 1))
    return allowed({ entries: found.slice(0, PAGE_SIZE), more: found.length > PAGE_SIZE })
  }
}
