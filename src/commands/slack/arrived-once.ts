import type { Actor } from '../../domain/actor.ts'
import type { Modal } from '../../domain/message.ts'
import type { OpenedModal } from '../door.ts'
import type { HandlingDeps } from './door-deps.ts'
import { isFirst, personAsking } from './person-asking.ts'

/** Half of a trigger's life: the rest is for opening the modal. */
const OPEN_AFTER_MS = 1_500

export interface Arrived {
  /** Of the delivery; '' when Slack gave none. */
  id: string
  name: string
  userId: string
  triggerId: string
  /** The modal to open when Slack is slow to say who asks. */
  opening: () => Modal | null
}

/** Who asks, and the modal that was opened meanwhile; null for what Slack delivers again. */
export async function arrivedOnce(
  deps: HandlingDeps,
  { id, name, userId, triggerId, opening }: Arrived,
): Promise<{ actor: Actor; opened: OpenedModal | null } | null> {
  const asking = personAsking(deps, userId)
  const isSlow = triggerId !== '' && (await takesLong(deps, asking))
  const modal = isSlow ? opening() : null
  const opened = modal && (await deps.answers.openModal(triggerId, modal))
  const actor = await asking
  // Noted only when it is about to be done: a crash while Slack is asked must not turn its redelivery away.
  const first = id === '' || (await isFirst(deps, { id, name, userId }))
  // A trigger opens one modal: whoever got it is the first.
  return first || (opened && 'viewId' in opened) ? { actor, opened } : null
}

async function takesLong({ clock }: Pick<HandlingDeps, 'clock'>, work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const cancel = clock.after(OPEN_AFTER_MS, () => resolve(true))
  const isSlow = await Promise.race([work.then(() => false), promise])
  cancel()
  return isSlow
}
