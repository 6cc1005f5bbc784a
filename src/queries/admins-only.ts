import type { Actor, Refusal } from '../domain/actor.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'

/** null for members of the admin group and the bot itself. */
export function adminsOnly(actor: Actor, { adminGroup }: Pick<Catalogue, 'adminGroup'>): Refusal | null {
  const no = mayAsk(actor)
  if (no) return no
  if (adminGroup === null) return { reason: 'no-admin-group' }
  return actor.kind === 'person' && !actor.isAdmin ? { reason: 'admins-only' } : null
}
