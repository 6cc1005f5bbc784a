import type { Refusal } from '../domain/actor.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'
import { brokenModal } from '../views/working-modal.ts'
import {
  draw,
  emptyModal,
  firstModal,
  isComplete,
  loadingModal,
  planOf,
  refusedPlan,
  withLastGood,
  type Asked,
  type DeployModalDeps,
} from './deploy-modal-draw.ts'
import type { Picked } from './deploy-modal-state.ts'
import type { OpenedModal } from './door.ts'
import { createModalTurns, type ModalTurn } from './modal-turns.ts'

/** What Slack calls it when somebody came too late. */
export type Opened = 'opened' | 'too-late'

/** How the modal is opened; `opened`: the door did it already. */
export interface Entry {
  answers: Answers
  triggerId: string
  opened?: OpenedModal | null
}

/** The modal of a deploy or rollback, from opening it to its plan. */
export interface DeployForm {
  /** Opens it at once from what is known; what has to be read follows. */
  open(asked: Asked, entry: Entry): Promise<Opened>
  /** Draws it anew after a choice; `before`: what was chosen when it was drawn. */
  redraw(asked: Asked, open: { answers: Answers; viewId: string; before: Picked }): Promise<void>
  /** Shows a no in the modal that the door opened; false when it opened none. */
  refuse(asked: { kind: DeployKind; refusal: Refusal }, entry: Entry): Promise<boolean>
}

interface Shown {
  answers: Answers
  viewId: string
  kind: DeployKind
  turn: ModalTurn
}

export function createDeployForm(deps: DeployModalDeps): DeployForm {
  const turns = createModalTurns()
  const at = (kind: DeployKind, answers: Answers, viewId: string): Shown => ({
    answers,
    viewId,
    kind,
    turn: turns.begin(viewId),
  })
  return {
    async open(asked, { answers, triggerId, opened: early = null }) {
      const { kind, picked } = asked
      const opened = early ?? (await answers.openModal(triggerId, firstModal(deps, asked)))
      if ('error' in opened) return notOpened(opened.error)
      // Somebody chose something before Slack told that it is open: that is drawn already.
      if (turns.has(opened.viewId)) return 'opened'
      const shown = at(kind, answers, opened.viewId)
      if (early !== null || picked.project !== null) await orBroken(shown, () => fill(deps, asked, shown))
      return 'opened'
    },
    async redraw(asked, { answers, viewId, before }) {
      const shown = at(asked.kind, answers, viewId)
      await orBroken(shown, async () => {
        const wanted = await withLastGood(deps, asked)
        if (isComplete(wanted.picked)) await show(shown, await loadingModal(deps, wanted, before))
        await fill(deps, wanted, shown)
      })
    },
    async refuse({ kind, refusal }, { answers, opened }) {
      if (!opened || 'error' in opened) return false
      const shown = at(kind, answers, opened.viewId)
      await orBroken(shown, () => show(shown, emptyModal(kind, refusedPlan(refusal), deps.now())))
      return true
    },
  }
}

async function fill(deps: DeployModalDeps, asked: Asked, shown: Shown): Promise<void> {
  const wanted = await withLastGood(deps, asked)
  await show(shown, await draw(deps, wanted, await planOf(deps, wanted)))
}

/** Throws what Slack has against it, unless somebody closed the modal. */
async function show({ answers, viewId, kind, turn }: Shown, modal: Modal): Promise<void> {
  const updated = await turn.run(() => answers.updateModal(viewId, null, modal))
  if (updated === null || updated.ok || updated.error === 'not_found') return
  throw new RefusedForm(kind, updated.error ?? 'unknown')
}

/** A modal must not stay as if something were still coming: it says that it broke, and whoever called logs why. */
async function orBroken({ answers, viewId, kind, turn }: Shown, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const code = error instanceof RefusedForm ? `slack: ${error.code}` : 'the bot'
    await turn.run(() => answers.updateModal(viewId, null, wordsInstead(kind, code))).catch(() => undefined)
    throw error
  }
}

class RefusedForm extends Error {
  override readonly name = 'RefusedForm'
  readonly code: string
  constructor(kind: DeployKind, code: string) {
    super(`showing the form of a ${kind}: slack refused it (${code}); the person was told to try again`)
    this.code = code
  }
}

function wordsInstead(kind: DeployKind, code: string): Modal {
  const { title, callback_id: callbackId = '' } = emptyModal(kind, { state: 'none' }, 0)
  return brokenModal({ title: title.text, callbackId }, code)
}

function notOpened(code: string): Opened {
  if (code.endsWith('_trigger_id') || code === 'trigger_expired') return 'too-late'
  throw new Error(`opening a form: slack refused it (${code}); type the command again`)
}
