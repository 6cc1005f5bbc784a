import { allowed, refused, type Actor, type Outcome } from '../domain/actor.ts'
import type { Change, ChangePlan, ChangeVerb } from '../domain/resources/change.ts'
import { inTheWay } from '../domain/resources/in-the-way.ts'
import { mayChange, type ChangeFacts } from '../domain/resources/may-change.ts'
import { newChange } from '../domain/resources/new-change.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { Records } from '../domain/store.ts'
import { calledChange, calledResource } from './change-decided.ts'
import type { ChangeOf } from './change-transition.ts'
import type { Decided } from './define-operation.ts'
import { giveUp } from './give-up-change.ts'
import { openChange } from './open-change.ts'
import { decided, no, userOf } from './request-deploy-decided.ts'

export interface AskedChange {
  actor: Actor
  verb: Exclude<ChangeVerb, 'create'>
  /** Becomes the id of the change. */
  formId: string
  resourceId: string
  rights: Outcome<ChangeFacts>
  now: number
  newId(): string
}

/** Asks for a change of a resource that exists. The same form twice gives the same change. */
export async function askForChange(
  tx: Records,
  asked: AskedChange,
  planOf: (resource: Resource, place: ChangeFacts) => Outcome<ChangePlan>,
): Promise<Decided<ChangeOf>> {
  const { resourceId } = asked
  const sameForm = await askedBefore(tx, asked)
  if (sameForm) return { outcome: sameForm, audit: null }
  const audit = { subject: resourceId, as: 'requested' }
  const resource = await tx.resources.get(resourceId)
  if (!resource) return decided(refused('resource-unknown', { resourceId }), audit)
  const [before = null] = await tx.changes.openOf([resourceId])
  const outcome = await open(tx, { ...asked, resource, before, planOf })
  const details = outcome.ok
    ? { ...calledChange(outcome.value), ...(before && { gaveUp: before.id }) }
    : { ...calledResource(resource), verb: asked.verb }
  return decided(outcome, { ...audit, details })
}

async function askedBefore(
  tx: Records,
  { actor, formId, resourceId }: AskedChange,
): Promise<Outcome<ChangeOf> | null> {
  const change = await tx.changes.get(formId)
  const resource = change && (await tx.resources.get(change.resourceId))
  if (!change || !resource) return null
  const isSame = change.requesterId === userOf(actor) && resource.id === resourceId
  return isSame ? allowed({ change, resource }) : refused('form-not-yours')
}

async function open(
  tx: Records,
  asked: AskedChange & {
    resource: Resource
    /** What was asked of it before and has not ended. */
    before: Change | null
    planOf: Parameters<typeof askForChange>[2]
  },
): Promise<Outcome<ChangeOf>> {
  const { actor, verb, formId, rights, now, newId, resource, before } = asked
  if (!rights.ok) return rights
  const denial = mayChange(rights.value)
  if (denial) return no(denial)
  const obstacle = inTheWay(resource, before, verb)
  if (obstacle) return no(obstacle)
  const plan = asked.planOf(resource, rights.value)
  if (!plan.ok) return plan
  const requesterId = userOf(actor)
  const change = newChange({
    id: formId,
    resourceId: resource.id,
    verb,
    plan: plan.value,
    requesterId,
    now,
  })
  const free = before ? await giveUp(tx, { change: before, resource }, now) : allowed({ resource })
  if (!free.ok) return free
  return openChange(tx, { change, resource: free.value.resource }, { newId, now, place: rights.value })
}
