import { refused, type Actor, type Outcome } from '../domain/actor.ts'
import { mayChange, type ChangeFacts } from '../domain/resources/may-change.ts'
import type { Records } from '../domain/store.ts'
import { calledChange } from './change-decided.ts'
import { readChange, type ChangeOf } from './change-transition.ts'
import type { Decided } from './define-operation.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'

export interface InHand {
  actor: Actor
  changeId: string
  rights: Outcome<ChangeFacts>
  /** Whether who asked for it needs no rights by now. */
  requesterMay: boolean
  /** Of the audit row. */
  as: string
}

/** Decides about a change for somebody who might have asked for it, or for its requester where that is enough. */
export async function withChange(
  tx: Records,
  { changeId, as, ...who }: InHand,
  decide: (read: ChangeOf) => Promise<Outcome<ChangeOf>>,
): Promise<Decided<ChangeOf>> {
  const read = await readChange(tx, changeId)
  if (!read.ok) return decided(refused('change-unknown', { changeId }), { subject: changeId, as })
  const { change, resource } = read.value
  const outcome = mayHandle(change.requesterId, who) ?? (await decide(read.value))
  return decided(outcome, { subject: resource.id, as, details: calledChange(read.value) })
}

function mayHandle(
  requesterId: string,
  { actor, rights, requesterMay }: Pick<InHand, 'actor' | 'rights' | 'requesterMay'>,
): Outcome<never> | null {
  if (requesterMay && userOf(actor) === requesterId) return null
  if (!rights.ok) return rights
  const denial = mayChange(rights.value)
  return denial && no(denial)
}
