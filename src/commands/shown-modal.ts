import type { Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'
import { brokenModal, type HandedIn } from '../views/working-modal.ts'
import type { OpenedModal } from './door.ts'
import type { ModalTurn } from './modal-turns.ts'

/** What Slack calls it when somebody came too late. */
export type Opened = 'opened' | 'too-late'

/** How the modal is opened; `opened`: the door did it already. */
export interface Entry {
  answers: Answers
  triggerId: string
  opened?: OpenedModal | null
}

/** An open form, and one wish about it. */
export interface ShownModal {
  answers: Answers
  viewId: string
  turn: ModalTurn
  /** What it is called in the log: `the form of a deploy`. */
  what: string
  /** What stays of it when it breaks. */
  shownAs: HandedIn
}

/** Throws what Slack has against it, unless somebody closed the modal. */
export async function show({ answers, viewId, what, turn }: ShownModal, modal: Modal): Promise<void> {
  const updated = await turn.run(() => answers.updateModal(viewId, null, modal))
  if (updated === null || updated.ok || updated.error === 'not_found') return
  throw new RefusedForm(what, updated.error ?? 'unknown')
}

/** A modal must not stay as if something were still coming: it says that it broke, and whoever called logs why. */
export async function orBroken(shown: ShownModal, work: () => Promise<void>): Promise<void> {
  const { answers, viewId, turn, shownAs } = shown
  try {
    await work()
  } catch (error) {
    const code = error instanceof RefusedForm ? `slack: ${error.code}` : 'the bot'
    const broken = () => answers.updateModal(viewId, null, brokenModal(shownAs, code))
    await turn.run(broken).catch(() => undefined)
    throw error
  }
}

/** Throws anything but that the trigger was too old. */
export function notOpened(code: string): Opened {
  if (code.endsWith('_trigger_id') || code === 'trigger_expired') return 'too-late'
  throw new Error(`opening a form: slack refused it (${code}); type the command again`)
}

class RefusedForm extends Error {
  override readonly name = 'RefusedForm'
  readonly code: string
  constructor(what: string, code: string) {
    super(`showing ${what}: slack refused it (${code}); the person was told to try again`)
    this.code = code
  }
}
