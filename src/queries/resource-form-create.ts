import { allowed, type Actor } from '../domain/actor.ts'
import { kindIn, KINDS } from '../domain/resources/kinds.ts'
import { mayChange } from '../domain/resources/may-change.ts'
import { monthlyPrice } from '../domain/resources/monthly-price.ts'
import { nameTaken } from '../domain/resources/name-taken.ts'
import { planCreate } from '../domain/resources/plan-change.ts'
import type { Prices } from '../domain/resources/price.ts'
import type { ResourcePolicy } from '../domain/resources/resource-policy.ts'
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
  const { formId: resourceId, verb, kind: kindName } = input
  const order = { resourceId, kind: kindName, environment, project, team, wish: values, price: null }
  const planned = planCreate(order)
  const change = { resourceId, verb, kind: kindName, environment }
  if (!planned.ok) return { fields, values, ...plannedForm({ ...change, outcome: planned }, denial) }
  const { name, plan } = planned.value
  const { account, region } = environment
  const wanted = { id: resourceId, kind: kindName, name, account, region }
  const [price, taken] = await Promise.all([
    monthlyPrice(deps.prices, { kind: kindName, region, parts: plan.make }),
    deps.store.read((reads) => nameTaken(reads, wanted)),
  ])
  const outcome = allowed({ name, parts: plan.make, plan: { ...plan, price } })
  return { fields, values, ...plannedForm({ ...change, outcome }, denial ?? taken) }
}
