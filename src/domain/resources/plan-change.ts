import { allowed, refused, type Outcome } from '../actor.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Team } from '../catalogue.ts'
import type { ChangePlan } from './change.ts'
import { KINDS, kindIn } from './kinds.ts'
import type { JsonObject, PartSpec } from './part.ts'
import type { Price } from './price.ts'
import { readWish } from './read-wish.ts'
import type { Resource } from './resource.ts'
import type { KindName, ResourceEnvironment } from './resource-policy.ts'
import { resourceTags } from './resource-tags.ts'
import { wishAfter } from './wish-after.ts'

export interface CreateOrder {
  resourceId: string
  kind: KindName
  environment: ResourceEnvironment
  project: string
  team: Team | null
  wish: unknown
  price: Price | null
}

/** Everything that will be made, from what was chosen and what policy says now. */
export function planCreate(
  order: CreateOrder,
): Outcome<{ name: string; wish: JsonObject; plan: ChangePlan }> {
  const { resourceId, environment, project, price } = order
  const offered = kindIn(environment, order.kind)
  if (!offered) return notOffered(order.kind, environment)
  const { kind, policy } = offered
  const read = readWish(kind, order.wish)
  if (!read.ok) return read
  const wish = read.value
  const name = kind.nameOf({ project, environment: environment.name }, wish)
  if (!name.ok) return name
  const no = kind.check(wish, policy)
  if (no) return { ok: false, refusal: no }
  const make = kind.parts({
    resourceId,
    name: name.value,
    project,
    environment: environment.name,
    region: environment.region,
    wish,
    policy,
    tags: resourceTags(order),
  })
  const plan: ChangePlan = { make, unmake: [], wish, wishBefore: null, price, priceBefore: null }
  return allowed({ name: name.value, wish, plan })
}

/** `plan.make` is the main part as it will be, `parts` are all of them afterwards. */
export function planModify({
  resource,
  environment,
  wish: asked,
  price,
}: {
  resource: Resource
  environment: ResourceEnvironment
  wish: unknown
  price: Price | null
}): Outcome<{ wish: JsonObject; plan: ChangePlan; parts: PartSpec[] }> {
  const offered = kindIn(environment, resource.kind)
  if (!offered) return notOffered(resource.kind, environment)
  const { kind, policy } = offered
  const read = readWish(kind, wishAfter({ resource, environment, wish: asked }))
  if (!read.ok) return read
  const wish = read.value
  const no = kind.check(wish, policy, resource.wish)
  if (no) return { ok: false, refusal: no }
  const parts = kind.modified(resource.parts, { wish, before: resource.wish }, policy)
  if (canonicalJson(parts) === canonicalJson(resource.parts)) {
    return refused('nothing-to-change', { resource: resource.name })
  }
  const plan: ChangePlan = {
    make: parts.filter(({ id }) => id === kind.mainPart),
    unmake: [],
    wish,
    wishBefore: resource.wish,
    price,
    priceBefore: resource.price,
  }
  return allowed({ wish, plan, parts })
}

/** A price is told for what goes; what is left costs nothing that is known. */
export function planDelete({
  resource,
  changeId,
  finalSnapshot,
}: {
  resource: Resource
  changeId: string
  finalSnapshot: boolean
}): ChangePlan {
  const kind = KINDS[resource.kind]
  const main = resource.parts.find(({ id }) => id === kind.mainPart)
  return {
    make: finalSnapshot && main ? [kind.finalSnapshot(main, changeId)] : [],
    unmake: resource.parts.toReversed(),
    wish: resource.wish,
    wishBefore: null,
    price: null,
    priceBefore: resource.price,
  }
}

function notOffered(kind: KindName, { name }: ResourceEnvironment): Outcome<never> {
  return refused('kind-not-offered', { kind: KINDS[kind].title, environment: name })
}
