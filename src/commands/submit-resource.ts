import type { Refusal } from '../domain/actor.ts'
import type { ChangeOf } from '../operations/change-transition.ts'
import type { Operation } from '../operations/define-operation.ts'
import { ACTION, CALLBACK, withoutNumber } from '../views/ids.ts'
import { plainWords } from '../views/plain-words.ts'
import { refusalWords } from '../views/refusals.ts'
import { resourceAskedModal } from '../views/resource-asked-modal.ts'
import { resourceFormLoading } from '../views/resource-form.ts'
import { outdatedModal } from '../views/working-modal.ts'
import type { Submission, SubmissionAnswer, Submitted, ViewState } from './door.ts'
import type { AskedResource, ResourceFormFlow } from './resource-form-flow.ts'
import { chosenNow, isSameChoice, readFormState, type ResourceFormState } from './resource-modal-state.ts'

export interface SubmitResourceDeps {
  resourceFormFlow: ResourceFormFlow
  requestResource: Operation<ChangeOf>
  modifyResource: Operation<ChangeOf>
}

/** The form, handed in: what was shown is what is asked for. */
export function createResourceSubmissions(deps: SubmitResourceDeps): Submission[] {
  return [CALLBACK.createResource, CALLBACK.modifyResource].map((callbackId) => ({
    callbackId,
    run: (submitted) => submit(deps, submitted),
  }))
}

async function submit(deps: SubmitResourceDeps, { actor, view }: Submitted): Promise<SubmissionAnswer> {
  const state = readFormState(view)
  if (!state) return outdated(view)
  const asked = { actor, chosen: chosenNow(view, state) }
  const { planHash } = state
  // Handed in before it was complete, or while the plan of another choice was still shown.
  if (planHash === null || !isSameChoice(asked.chosen, state))
    return comeBack(deps, { asked, view, told: null })
  const requested = await ask(deps, asked, planHash)
  if (requested.ok) return { answer: 'update', view: resourceAskedModal(requested.value) }
  return comeBack(deps, { asked, view, told: requested.refusal })
}

function ask(
  { requestResource, modifyResource }: SubmitResourceDeps,
  { actor, chosen }: AskedResource,
  planHash: string,
): ReturnType<Operation<ChangeOf>> {
  const { verb, formId, kind, resourceId, project, environment, values: wish } = chosen
  return verb === 'create'
    ? requestResource({ actor, input: { formId, kind, project, environment, wish, planHash } })
    : modifyResource({ actor, input: { formId, resourceId, wish, planHash } })
}

/** Beside the field that is wrong where Slack can show it there; otherwise in the form, as it is now. */
async function comeBack(
  { resourceFormFlow }: SubmitResourceDeps,
  { asked, view, told }: { asked: AskedResource; view: ViewState; told: Refusal | null },
): Promise<SubmissionAnswer> {
  const { modal, form } = await resourceFormFlow.again(asked, { viewId: view.id, told })
  const problem = told ?? form?.problem ?? null
  const field = problem?.details?.['field']
  const isTyped = form?.fields.some(({ key, input }) => key === field && input === 'text') ?? false
  if (problem && typeof field === 'string' && isTyped && isIn(view, field)) {
    const words = refusalWords(problem)
    if (!namesSomebody(words)) return { answer: 'errors', errors: { [field]: plainWords(words) } }
  }
  return { answer: 'update', view: modal }
}

/** Beside a field Slack shows plain text, in which nobody has a name. */
function namesSomebody(words: string): boolean {
  return /<@\w+>/.test(words)
}

function isIn({ values }: ViewState, field: string): boolean {
  return Object.keys(values[field] ?? {}).some((id) => withoutNumber(id) === ACTION.pickResourceField)
}

function outdated({ callbackId }: ViewState): SubmissionAnswer {
  const verb: ResourceFormState['verb'] = callbackId === CALLBACK.modifyResource ? 'modify' : 'create'
  const title = resourceFormLoading(verb).title.text
  return { answer: 'update', view: outdatedModal({ title, callbackId }) }
}
