import { allowed, refused, type Actor, type Refusal } from '../domain/actor.ts'
import { kindIn, KINDS } from '../domain/resources/kinds.ts'
import { mayChange } from '../domain/resources/may-change.ts'
import { monthlyPrice } from '../domain/resources/monthly-price.ts'
import { planCreate } from '../domain/resources/plan-change.ts'
import type { Prices } from '../domain/resources/price.ts'
import { isOver } from '../domain/resources/resource.ts'
import type { KindName, ResourceEnvironment, ResourcePolicy } from '../domain/resources/resource-policy.ts'
import type { ResourceForm } from '../domain/resources/resource-views.ts'
import type { Store } from '../domain/store.ts'
import type { ResourceFormInput } from './resource-form-input.ts'
import { formPlace, type FormPlace } from './resource-form-place.ts'
import { impossible, NOT_COMPLETE, plannedForm, type Planned } from './resource-form-planned.ts'
import { completedValues, isComplete } from './resource-form-values.ts'
import { changeFacts, type ResourceRightsDeps } from './resource-rights.ts'

export interface CreateFormDeps extends ResourceRightsDeps {
  store: Pick<Store, 'read'>
  resourcePolicy: ResourcePolicy
  prices: Prices
}

interface Asked {
  actor: Actor
  input: ResourceFormInput
}

type Shown = Pick<ResourceForm, 'fields' | 'values'> & Planned

/** The form of something new. */
export async function createForm(deps: CreateFormDeps, asked: Asked): Promise<ResourceForm> {
  const { input } = asked
  const place = formPlace(deps, input)
  return {
    verb: 'create',
    formId: input.formId,
    resource: null,
    kind: input.kind,
    kindTitle: KINDS[input.kind].title,
    project: place.project,
    team: place.team,
    environment: place.environment?.name ?? null,
    environments: place.offering.map(({ name, account, region }) => ({ name, account, region })),
    ...(await shownAt(deps, asked, place)),
  }
}

async function shownAt(deps: CreateFormDeps, { actor, input }: Asked, place: FormPlace): Promise<Shown> {
  const { environment, project, team } = place
  const offered = environment && kindIn(environment, input.kind)
  if (place.problem || project === null || !environment || !offered) {
    const planned = place.problem ? impossible(place.problem) : NOT_COMPLETE
    return { fields: [], values: input.values, ...planned }
  }
  const { kind, policy } = offered
  const fields = kind.form(policy)
  const values = completedValues(fields, { chosen: input.values, defaults: kind.defaults(policy) })
  const denial = mayChange(await changeFacts(deps, { actor, project, environment }))
  if (!isComplete(fields, values)) return { fields, values, planned: null, problem: denial }
  const { formId: resourceId, verb } = input
  const price = await monthlyPrice(deps.prices, { kind: input.kind, environment, wish: values })
  const order = { resourceId, kind: input.kind, environment, project, team, wish: values, price }
  const planned = planCreate(order)
  const outcome = planned.ok ? allowed({ ...planned.value, parts: planned.value.plan.make }) : planned
  const taken = planned.ok ? await nameTaken(deps, { ...order, name: planned.value.name }) : null
  const change = { resourceId, verb, kind: input.kind, environment, outcome }
  return { fields, values, ...plannedForm(change, denial ?? taken) }
}

/** The index refuses the second of a name in any case; it is said before. */
async function nameTaken(
  deps: CreateFormDeps,
  wanted: { resourceId: string; kind: KindName; environment: ResourceEnvironment; name: string },
): Promise<Refusal | null> {
  const { account, region } = wanted.environment
  const found = await deps.store.read((reads) => reads.resources.find(wanted.name, MOST_FOUND))
  const other = found.find(
    (one) =>
      !isOver(one) &&
      one.name === wanted.name &&
      one.kind === wanted.kind &&
      one.account === account &&
      one.region === region &&
      one.id !== wanted.resourceId,
  )
  if (!other) return null
  const { name, project, environment, requesterId: by } = other
  return refused('resource-name-taken', { field: 'name', name, project, environment, by }).refusal
}

const MOST_FOUND = 100
