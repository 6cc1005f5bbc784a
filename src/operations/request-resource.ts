import { z } from 'zod'
import { allowed, refused, type Outcome } from '../domain/actor.ts'
import { projectNamed } from '../domain/catalogue.ts'
import { peopleOnly } from '../domain/members.ts'
import { KIND_NAMES, KINDS } from '../domain/resources/kinds.ts'
import { mayChange, type ChangeFacts } from '../domain/resources/may-change.ts'
import { monthlyPrice } from '../domain/resources/monthly-price.ts'
import { nameTaken } from '../domain/resources/name-taken.ts'
import { newChange } from '../domain/resources/new-change.ts'
import { newResource } from '../domain/resources/new-resource.ts'
import { planCreate } from '../domain/resources/plan-change.ts'
import type { Price } from '../domain/resources/price.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { Records } from '../domain/store.ts'
import { calledChange } from './change-decided.ts'
import type { ChangeOf } from './change-transition.ts'
import { defineOperation, type Operation } from './define-operation.ts'
import { openChange } from './open-change.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'
import { onceMore } from './request-deploy-once-more.ts'
import type { ResourceDeps } from './resource-deps.ts'
import { formId, planHash, wish } from './resource-input.ts'
import { resourceRights } from './resource-rights.ts'

const name = z.string().min(1).max(200)

const input = z.object({
  /** Becomes the id of the resource. */
  formId,
  kind: z.enum(KIND_NAMES),
  project: name,
  environment: name,
  wish,
  planHash,
})
type Input = z.output<typeof input>

interface Facts {
  rights: Outcome<ChangeFacts>
  price: Price | null
}

interface Asked {
  input: Input
  facts: Facts
  userId: string
  now: number
  deps: ResourceDeps
}

const request = defineOperation<Input, ChangeOf, ResourceDeps, Facts>({
  name: 'request-resource',
  isKept: true,
  input,
  may: peopleOnly,
  async gather({ actor, input: asked, deps }) {
    const { project, environment } = asked
    if (!projectNamed(deps.catalogue, project)) {
      return { rights: refused('project-unknown', { project }), price: null }
    }
    const rights = await resourceRights(deps, { actor, project, environment })
    if (!rights.ok) return { rights, price: null }
    const planned = planCreate({ ...rights.value, ...ordered(asked), price: null })
    if (!planned.ok) return { rights, price: null }
    const { region } = rights.value.environment
    const parts = planned.value.plan.make
    return { rights, price: await monthlyPrice(deps.prices, { kind: asked.kind, region, parts }) }
  },
  async decide({ tx, actor, input: asked, facts, now, deps }) {
    const userId = userOf(actor)
    const before = await tx.resources.get(asked.formId)
    if (before) return { outcome: await created(tx, before, userId), audit: null }
    const outcome = await create(tx, { input: asked, facts, userId, now, deps })
    const { kind, project, environment } = asked
    const details = outcome.ok ? calledChange(outcome.value) : { project, environment }
    return decided(outcome, { subject: asked.formId, as: 'requested', details: { ...details, kind } })
  },
})

function ordered({ formId: resourceId, kind, wish: chosen }: Input) {
  return { resourceId, kind, wish: chosen }
}

async function created(tx: Records, resource: Resource, userId: string): Promise<Outcome<ChangeOf>> {
  const changes = await tx.changes.ofResource(resource.id, 100)
  const change = changes.find(({ verb }) => verb === 'create')
  if (!change || resource.requesterId !== userId) return refused('form-not-yours')
  return allowed({ change, resource })
}

async function create(tx: Records, asked: Asked): Promise<Outcome<ChangeOf>> {
  const { input: form, facts, userId: requesterId, now, deps } = asked
  if (!facts.rights.ok) return facts.rights
  const place = facts.rights.value
  const denial = mayChange(place)
  if (denial) return no(denial)
  const planned = planCreate({ ...place, ...ordered(form), price: facts.price })
  if (!planned.ok) return planned
  const { plan } = planned.value
  const id = deps.newId()
  const change = newChange({ id, resourceId: form.formId, verb: 'create', plan, requesterId, now })
  if (change.planHash !== form.planHash) return refused('plan-changed')
  const channel = place.team?.channel ?? deps.catalogue.fallbackChannel
  const about = { ...place, ...planned.value, id: form.formId, kind: form.kind }
  const resource = newResource({ ...about, requesterId, channel, now })
  const taken = await nameTaken(tx, resource)
  if (taken) return no(taken)
  await tx.resources.insert(resource, KINDS[form.kind].findKeys(plan.make, null))
  return openChange(tx, { change, resource }, { newId: deps.newId, now, place })
}

/** Asks for a resource as it was planned in the form. The same form twice gives the same resource. */
export function createRequestResource(deps: ResourceDeps): Operation<ChangeOf> {
  return onceMore(request(deps))
}
