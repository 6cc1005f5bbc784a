import type { Actor, Refusal } from '../domain/actor.ts'
import type { Modal } from '../domain/message.ts'
import type { Answers } from '../domain/messages.ts'
import type { ResourceForm } from '../domain/resources/resource-views.ts'
import type { ResourceFormQuery } from '../queries/resource-form.ts'
import { resourceFormLoading, resourceFormModal, resourceFormRefused } from '../views/resource-form.ts'
import { createModalTurns } from './modal-turns.ts'
import type { ResourceChoice } from './resource-modal-state.ts'
import { notOpened, orBroken, show, type Entry, type Opened, type ShownModal } from './shown-modal.ts'

export interface ResourceFormDeps {
  resourceForm: ResourceFormQuery
}

export interface AskedResource {
  actor: Actor
  chosen: ResourceChoice
}

/** The form that creates or modifies a resource, from opening it to its plan. */
export interface ResourceFormFlow {
  /** Opens it at once, empty; what has to be read follows. */
  open(asked: AskedResource, entry: Entry): Promise<Opened>
  /** Draws it anew after a choice; `before`: what was chosen when it was drawn. */
  redraw(
    asked: AskedResource,
    open: { answers: Answers; viewId: string; before: ResourceChoice },
  ): Promise<void>
  /** As it comes back to who handed it in; what was still being drawn is not shown any more. */
  again(asked: AskedResource, back: { viewId: string; told: Refusal | null }): Promise<DrawnForm>
  /** Shows a no in the modal that the door opened; false when it opened none. */
  refuse(asked: { verb: ResourceChoice['verb']; refusal: Refusal }, entry: Entry): Promise<boolean>
}

export interface DrawnForm {
  modal: Modal
  /** null: there is none, only words. */
  form: ResourceForm | null
}

export function createResourceForm(deps: ResourceFormDeps): ResourceFormFlow {
  const turns = createModalTurns()
  const at = (verb: ResourceChoice['verb'], answers: Answers, viewId: string): ShownModal => ({
    answers,
    viewId,
    turn: turns.begin(viewId),
    what: `the form to ${verb} a resource`,
    shownAs: shownAs(verb),
  })
  return {
    async open(asked, { answers, triggerId, opened: early = null }) {
      const { verb } = asked.chosen
      const opened = early ?? (await answers.openModal(triggerId, resourceFormLoading(verb)))
      if ('error' in opened) return notOpened(opened.error)
      const shown = at(verb, answers, opened.viewId)
      await orBroken(shown, async () => show(shown, (await draw(deps, asked, null)).modal))
      return 'opened'
    },
    async redraw(asked, { answers, viewId, before }) {
      const shown = at(asked.chosen.verb, answers, viewId)
      await orBroken(shown, async () => {
        const { modal, form } = await draw(deps, asked, null)
        if (form && hasMoved(asked.chosen, before)) await show(shown, withoutFields(form))
        await show(shown, modal)
      })
    },
    async again(asked, { viewId, told }) {
      turns.begin(viewId)
      return draw(deps, asked, told)
    },
    async refuse({ verb, refusal }, { answers, opened }) {
      if (!opened || 'error' in opened) return false
      const shown = at(verb, answers, opened.viewId)
      await orBroken(shown, () => show(shown, resourceFormRefused(verb, refusal)))
      return true
    },
  }
}

async function draw(
  { resourceForm }: ResourceFormDeps,
  { actor, chosen }: AskedResource,
  told: Refusal | null,
): Promise<DrawnForm> {
  const read = await resourceForm({ actor, input: chosen })
  if (!read.ok) return { modal: resourceFormRefused(chosen.verb, read.refusal), form: null }
  return { modal: resourceFormModal(read.value, told), form: read.value }
}

/** Other choices are offered there. */
function hasMoved(now: ResourceChoice, before: ResourceChoice): boolean {
  return before.environment !== null && now.environment !== before.environment
}

/** Slack would keep the old choice in pickers that only get other options: they go for a moment. */
function withoutFields(form: ResourceForm): Modal {
  return resourceFormModal({ ...form, fields: [], planned: null, problem: null }, null)
}

function shownAs(verb: ResourceChoice['verb']): ShownModal['shownAs'] {
  const { title, callback_id: callbackId = '' } = resourceFormLoading(verb)
  return { title: title.text, callbackId }
}
