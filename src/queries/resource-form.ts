import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { mayAsk } from '../domain/members.ts'
import type { ResourceForm } from '../domain/resources/resource-views.ts'
import { createForm } from './resource-form-create.ts'
import type { ResourceFormInput } from './resource-form-input.ts'
import { modifyForm, type ModifyFormDeps } from './resource-form-modify.ts'

export type ResourceFormDeps = ModifyFormDeps

export type ResourceFormQuery = (call: {
  actor: Actor
  input: ResourceFormInput
}) => Promise<Outcome<ResourceForm>>

/** What the form shows for what was chosen so far; its plan is the one that the operation will make of it. */
export function createResourceFormQuery(deps: ResourceFormDeps): ResourceFormQuery {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    if (input.verb === 'create') return allowed(await createForm(deps, { actor, input }))
    const { resourceId } = input
    const resource =
      resourceId === null ? null : await deps.store.read((reads) => reads.resources.get(resourceId))
    if (!resource) return refused('resource-unknown', { asked: resourceId, nearest: '' })
    return allowed(await modifyForm(deps, { actor, input, resource }))
  }
}
