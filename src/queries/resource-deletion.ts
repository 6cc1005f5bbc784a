import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import { ownerTeam, type Team } from '../domain/catalogue.ts'
import { mayAsk } from '../domain/members.ts'
import { inTheWay } from '../domain/resources/in-the-way.ts'
import { mayChange } from '../domain/resources/may-change.ts'
import type { Resource } from '../domain/resources/resource.ts'
import {
  environmentNamed,
  type ResourceEnvironment,
  type ResourcePolicy,
} from '../domain/resources/resource-policy.ts'
import type { Store } from '../domain/store.ts'
import { changeFacts, type ResourceRightsDeps } from './resource-rights.ts'

export interface ResourceDeletionDeps extends ResourceRightsDeps {
  store: Pick<Store, 'read'>
  resourcePolicy: ResourcePolicy
}

/** What is told before somebody types the name. */
export interface ResourceDeletion {
  resource: Resource
  team: Team | null
  environment: ResourceEnvironment
}

export type ResourceDeletionQuery = (call: {
  actor: Actor
  input: { resourceId: string }
}) => Promise<Outcome<ResourceDeletion>>

/** What deleting would do, or why it cannot be asked for. The cloud is not asked: a window waits for the answer. */
export function createResourceDeletion(deps: ResourceDeletionDeps): ResourceDeletionQuery {
  return async ({ actor, input: { resourceId } }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const stored = await deps.store.read(async (reads) => {
      const resource = await reads.resources.get(resourceId)
      if (!resource) return null
      const [open = null] = await reads.changes.openOf([resourceId])
      return { resource, obstacle: inTheWay(resource, open, 'delete') }
    })
    if (!stored) return refused('resource-unknown', { asked: null, nearest: '' })
    const { resource, obstacle } = stored
    const environment = environmentNamed(deps.resourcePolicy, resource.environment)
    if (!environment) return refused('resource-environment-unknown', { environment: resource.environment })
    const { project } = resource
    const refusal = mayChange(await changeFacts(deps, { actor, project, environment })) ?? obstacle
    if (refusal) return { ok: false, refusal }
    return allowed({ resource, team: ownerTeam(deps.catalogue, project), environment })
  }
}
