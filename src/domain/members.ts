import type { Actor, Refusal } from './actor.ts'

/** For what carries a person's name: full members only. */
export function peopleOnly(actor: Actor): Refusal | null {
  if (actor.kind !== 'person') return { reason: 'not-for-machines' }
  return actor.membership === 'member' ? null : { reason: `not-for-${actor.membership}` }
}

/** For questions: full members and the bot itself. */
export function mayAsk(actor: Actor): Refusal | null {
  return actor.kind === 'system' ? null : peopleOnly(actor)
}
