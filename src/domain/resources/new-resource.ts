import type { ChangePlan } from './change.ts'
import type { JsonObject } from './part.ts'
import type { Resource } from './resource.ts'
import type { KindName, ResourceEnvironment } from './resource-policy.ts'

/** A resource as it is asked for: nothing of it exists. */
export function newResource(asked: {
  id: string
  kind: KindName
  name: string
  project: string
  environment: ResourceEnvironment
  wish: JsonObject
  plan: ChangePlan
  requesterId: string
  channel: string
  now: number
}): Resource {
  const { environment, plan, now, id, kind, name, project, wish, requesterId, channel } = asked
  return {
    id,
    kind,
    name,
    project,
    environment: environment.name,
    account: environment.account,
    region: environment.region,
    state: 'asked',
    wish,
    parts: plan.make,
    price: plan.price,
    connection: null,
    arn: null,
    requesterId,
    channel,
    createdAt: now,
    readyAt: null,
    endedAt: null,
    version: 0,
  }
}
