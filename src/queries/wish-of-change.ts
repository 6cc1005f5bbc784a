import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { projectNamed, type Catalogue } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'
import { kindIn } from '../domain/resources/kinds.ts'
import { environmentNamed, type ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { Store } from '../domain/store.ts'
import type { ResourceFormInput } from './resource-form-input.ts'

export type FormerWish = Pick<ResourceFormInput, 'kind' | 'project' | 'environment' | 'values'>

export type WishOfChange = (call: {
  actor: Actor
  input: { changeId: string }
}) => Promise<Outcome<FormerWish>>

/**
 * What somebody wished to create, to be wished for again. A project or environment that is no longer there is left out;
 * which of the values are still offered is judged by the form.
 */
export function createWishOfChange(deps: {
  store: Pick<Store, 'read'>
  catalogue: Catalogue
  resourcePolicy: ResourcePolicy
}): WishOfChange {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const resource = await deps.store.read(async ({ changes, resources }) => {
      const change = await changes.get(input.changeId)
      return change?.verb === 'create' ? resources.get(change.resourceId) : null
    })
    if (!resource) return refused('change-unknown')
    const { kind, project, wish } = resource
    const environment = environmentNamed(deps.resourcePolicy, resource.environment)
    return allowed({
      kind,
      project: projectNamed(deps.catalogue, project) ? project : null,
      environment: environment && kindIn(environment, kind) ? environment.name : null,
      values: wish,
    })
  }
}
