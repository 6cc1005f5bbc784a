import type { Refusal } from '../domain/actor.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { Answers } from '../domain/messages.ts'
import type { HandedIn } from '../views/working-modal.ts'
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
import { createModalTurns } from './modal-turns.ts'
import { notOpened, orBroken, show, type Entry, type Opened, type ShownModal } from './shown-modal.ts'

/** The modal of a deploy or rollback, from opening it to its plan. */
export interface DeployForm {
  /** Opens it at once from what is known; what has to be read follows. */
  open(asked: Asked, entry: Entry): Promise<Opened>
  /** Draws it anew after a choice; `before`: what was chosen when it was drawn. */
  redraw(asked: Asked, open: { answers: Answers; viewId: string; before: Picked }): Promise<void>
  /** Shows a no in the modal that the door opened; false when it opened none. */
  refuse(asked: { kind: DeployKind; refusal: Refusal }, entry: Entry): Promise<boolean>
}

export function createDeployForm(deps: DeployModalDeps): DeployForm {
  const turns = createModalTurns()
  const at = (kind: DeployKind, answers: Answers, viewId: string): ShownModal => ({
    answers,
    viewId,
    turn: turns.begin(viewId),
    what: `the form of a ${kind}`,
    shownAs: shownAs(kind),
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

async function fill(deps: DeployModalDeps, asked: Asked, shown: ShownModal): Promise<void> {
  const wanted = await withLastGood(deps, asked)
  await show(shown, await draw(deps, wanted, await planOf(deps, wanted)))
}

function shownAs(kind: DeployKind): HandedIn {
  const { title, callback_id: callbackId = '' } = emptyModal(kind, { state: 'none' }, 0)
  return { title: title.text, callbackId }
}
