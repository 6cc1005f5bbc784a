import { allowed, type Actor, type Outcome, type Refusal } from '../domain/actor.ts'
import { mayAsk } from '../domain/members.ts'
import type { Clouds } from '../domain/resources/cloud.ts'
import { dashboardOf } from '../domain/resources/dashboard.ts'
import { fieldsIn, KINDS } from '../domain/resources/kinds.ts'
import { mayChange } from '../domain/resources/may-change.ts'
import { isOver, type Resource } from '../domain/resources/resource.ts'
import {
  environmentNamed,
  type ResourceEnvironment,
  type ResourcePolicy,
} from '../domain/resources/resource-policy.ts'
import type { ResourceDetail, ResourceRow } from '../domain/resources/resource-views.ts'
import type { Reads, Store } from '../domain/store.ts'
import { lookLive } from './resource-live.ts'
import { resourceNamed } from './resource-named.ts'
import { changeFacts, type ResourceRightsDeps } from './resource-rights.ts'
import { resourceRows } from './resource-rows.ts'

export interface ResourceDetailDeps extends ResourceRightsDeps {
  store: Pick<Store, 'read'>
  resourcePolicy: ResourcePolicy
  clouds: Clouds
  now(): number
}

export type ResourceDetailQuery = (call: {
  actor: Actor
  /** `idOrName`: an id, a name in the cloud, or what only one is found by. */
  input: { idOrName: string }
}) => Promise<Outcome<ResourceDetail>>

const MOST_CHANGES = 10

/** One resource: what is stored of it, and what the cloud says now. Whoever may ask sees it; few may change it. */
export function createResourceDetail(deps: ResourceDetailDeps): ResourceDetailQuery {
  return async ({ actor, input }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const stored = await deps.store.read((reads) => load(reads, deps, input.idOrName))
    if (!stored.ok) return stored
    const { resource } = stored.value
    const now = deps.now()
    const environment = environmentNamed(deps.resourcePolicy, resource.environment)
    const [live, denial] = await Promise.all([
      lookLive(deps.clouds, resource, now),
      whyNot(deps, { actor, resource, environment }),
    ])
    const connection = isOver(resource) ? null : resource.connection
    return allowed({
      ...stored.value,
      live,
      howToConnect: connection ? KINDS[resource.kind].howToConnect(connection) : [],
      settings: KINDS[resource.kind].settingsOf(resource.parts),
      fields: fieldsIn(environment, resource.kind),
      dashboard: dashboardOf(environment, resource),
      mayChange: denial,
      now,
    })
  }
}

type Stored = ResourceRow & Pick<ResourceDetail, 'history'>

async function load(
  reads: Pick<Reads, 'resources' | 'changes' | 'approvals'>,
  deps: ResourceDetailDeps,
  idOrName: string,
): Promise<Outcome<Stored>> {
  const named = await resourceNamed(reads, idOrName)
  if (!named.ok) return named
  const [row] = await resourceRows(reads, deps, [named.value])
  if (!row) throw new Error(`a row of resource ${named.value.id} is missing`)
  const history: ResourceDetail['history'] = []
  for (const change of await reads.changes.ofResource(named.value.id, MOST_CHANGES)) {
    history.push({ change, approvals: await reads.approvals.of(change.id) })
  }
  return allowed({ ...row, history })
}

async function whyNot(
  deps: ResourceDetailDeps,
  asked: { actor: Actor; resource: Resource; environment: ResourceEnvironment | null },
): Promise<Refusal | null> {
  const { actor, resource, environment } = asked
  if (!environment) {
    return { reason: 'resource-environment-unknown', details: { environment: resource.environment } }
  }
  const { project } = resource
  return mayChange(await changeFacts(deps, { actor, project, environment }))
}
