import type { Actor } from '../domain/actor.ts'
import { mayAsk } from '../domain/members.ts'
import type { Message } from '../domain/message.ts'
import type { NewId } from '../lib/id.ts'
import { tooLateMessage } from '../views/answers.ts'
import { refusalMessage } from '../views/refusals.ts'
import type { ResourceFormFlow } from './resource-form-flow.ts'
import type { ResourceChoice } from './resource-modal-state.ts'
import type { Entry } from './shown-modal.ts'

export interface OpenResourceFormDeps {
  resourceFormFlow: ResourceFormFlow
  /** Makes the id of the form, which becomes that of the resource or of the change. */
  newId: NewId
}

export interface FormWish {
  actor: Actor
  verb: ResourceChoice['verb']
  kind: ResourceChoice['kind']
  /** Of a modification. */
  resourceId: string | null
  /** What it begins with; without it nothing is chosen yet. */
  chosen?: Pick<ResourceChoice, 'project' | 'environment' | 'values'>
}

const NOTHING_CHOSEN = { project: null, environment: null, values: {} }

/** null when there is nothing to say beside the form. */
export async function openResourceForm(
  { resourceFormFlow, newId }: OpenResourceFormDeps,
  { actor, verb, kind, resourceId, chosen: before = NOTHING_CHOSEN }: FormWish,
  entry: Entry,
): Promise<Message | null> {
  const refusal = mayAsk(actor)
  if (refusal) {
    const isShown = await resourceFormFlow.refuse({ verb, refusal }, entry)
    return isShown ? null : refusalMessage(refusal)
  }
  const chosen = { verb, formId: newId(), kind, resourceId, ...before }
  const result = await resourceFormFlow.open({ actor, chosen }, entry)
  return result === 'opened' ? null : tooLateMessage()
}
