import type { Change, ChangePlan, ChangeVerb } from '../../src/domain/resources/change.ts'
import { newChange } from '../../src/domain/resources/new-change.ts'
import { newResource } from '../../src/domain/resources/new-resource.ts'
import { KINDS } from '../../src/domain/resources/kinds.ts'
import type { JsonObject } from '../../src/domain/resources/part.ts'
import { planCreate, planDelete, planModify } from '../../src/domain/resources/plan-change.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import { stateWhile } from '../../src/domain/resources/resource-state.ts'
import type { Store } from '../../src/domain/store.ts'
import { PAYMENTS } from './given.ts'
import { SAGA_ENVIRONMENT } from './saga-policy.ts'

export const SMALL: JsonObject = { name: 'sessions', engine: 'valkey-8.0', size: 'small', replicas: '1' }

const ORDER = {
  kind: 'redis' as const,
  environment: SAGA_ENVIRONMENT,
  project: 'payments',
  team: PAYMENTS,
  price: null,
}

/** A resource whose creation has just begun. */
export async function beginCreate(
  store: Store,
  now: number,
  { id, wish = SMALL }: { id: string; wish?: JsonObject },
): Promise<Change> {
  const planned = planCreate({ ...ORDER, resourceId: id, wish })
  if (!planned.ok) throw new Error(JSON.stringify(planned.refusal))
  const { name, plan } = planned.value
  const place = { project: 'payments', environment: SAGA_ENVIRONMENT, channel: 'C0PAY' }
  const wanted = {
    ...place,
    id,
    kind: 'redis' as const,
    name,
    wish: plan.wish,
    plan,
    requesterId: 'U0DANA',
    now,
  }
  const resource: Resource = { ...newResource(wanted), state: 'creating' }
  const change = changeOf(resource, { id: `${id}-create`, verb: 'create', plan, now })
  await store.transaction(async (tx) => {
    await tx.resources.insert(resource, KINDS.redis.findKeys(resource.parts, null))
    await tx.changes.insert(change)
  })
  return change
}

/** What it should be from now on. */
export async function beginModify(
  store: Store,
  now: number,
  resource: Resource,
  wish: JsonObject,
): Promise<Change> {
  const planned = planModify({ resource, environment: SAGA_ENVIRONMENT, wish, price: null })
  if (!planned.ok) throw new Error(JSON.stringify(planned.refusal))
  const { plan } = planned.value
  return insert(
    store,
    resource,
    changeOf(resource, { id: `${resource.id}-modify`, verb: 'modify', plan, now }),
  )
}

export async function beginDelete(store: Store, now: number, resource: Resource): Promise<Change> {
  const id = `${resource.id}-delete`
  const plan = planDelete({ resource, changeId: id, finalSnapshot: true })
  return insert(store, resource, changeOf(resource, { id, verb: 'delete', plan, now }))
}

async function insert(store: Store, resource: Resource, change: Change): Promise<Change> {
  await store.transaction(async (tx) => {
    const state = stateWhile(change.verb)
    await tx.resources.update({ ...resource, state, version: resource.version + 1 }, null)
    await tx.changes.insert(change)
  })
  return change
}

function changeOf(
  resource: Resource,
  { id, verb, plan, now }: { id: string; verb: ChangeVerb; plan: ChangePlan; now: number },
): Change {
  const asked = newChange({ id, resourceId: resource.id, verb, plan, requesterId: 'U0DANA', now })
  return { ...asked, state: 'running', startedAt: now, goingSince: now }
}
