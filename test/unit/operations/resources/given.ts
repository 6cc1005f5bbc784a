import type { Actor } from '../../../../src/domain/actor.ts'
import { ownerTeam } from '../../../../src/domain/catalogue.ts'
import { changePlanHash } from '../../../../src/domain/resources/change-plan-hash.ts'
import { changeCardId, type Change, type PartStep } from '../../../../src/domain/resources/change.ts'
import { planCreate, planModify } from '../../../../src/domain/resources/plan-change.ts'
import { environmentNamed } from '../../../../src/domain/resources/resource-policy.ts'
import type { Resource } from '../../../../src/domain/resources/resource.ts'
import type { ChangeOf } from '../../../../src/operations/change-transition.ts'
import { bob } from '../deploys/rig.ts'
import type { Rig } from './rig.ts'

let forms = 0
export const aForm = () => `form-${String((forms += 1)).padStart(6, '0')}`

export const WISH = { name: 'sessions', engine: 'valkey-8.0', size: 'small', replicas: '1' }

const environmentIn = (rig: Rig, name: string) => {
  const found = environmentNamed(rig.deps.resourcePolicy, name)
  if (!found) throw new Error(`no environment ${name}`)
  return found
}

/** What the form of `/resource create` hands in, its plan hash as the form showed it. */
export function creation(rig: Rig, over: Record<string, unknown> = {}) {
  const asked = { formId: aForm(), kind: 'redis' as const, project: 'payments', environment: 'prod', ...over }
  const wish = { ...WISH, ...(over['wish'] as object | undefined) }
  const planned = planCreate({
    ...asked,
    resourceId: asked.formId,
    environment: environmentIn(rig, asked.environment),
    team: ownerTeam(rig.deps.catalogue, asked.project),
    wish,
    price: null,
  })
  const planHash = planned.ok ? changePlanHash(asked.formId, 'create', planned.value.plan) : 'none'
  return { planHash, ...asked, wish }
}

export async function requested(
  rig: Rig,
  over: Record<string, unknown> = {},
  actor: Actor = bob,
): Promise<ChangeOf> {
  return valueOf(await rig.request({ actor, input: creation(rig, over) }))
}

/** The same for a modification of what is there. */
export function modification(rig: Rig, resource: Resource, wish: Record<string, unknown>) {
  const environment = environmentIn(rig, resource.environment)
  const planned = planModify({ resource, environment, wish, price: null })
  const planHash = planned.ok ? changePlanHash(resource.id, 'modify', planned.value.plan) : 'none'
  return { formId: aForm(), resourceId: resource.id, wish, planHash }
}

/** A resource in service. */
export async function ready(rig: Rig, over: Record<string, unknown> = {}): Promise<Resource> {
  const { change, resource } = await requested(rig, over)
  await rig.store.transaction(async (tx) => {
    for (const approval of await tx.approvals.of(change.id)) {
      await tx.approvals.update({ ...approval, state: 'approved', version: approval.version + 1 })
    }
  })
  await put(rig, change.id, { state: 'succeeded', endedAt: rig.clock.now })
  await woken(rig)
  return putResource(rig, resource.id, { state: 'ready', readyAt: rig.clock.now })
}

/** What jobs would make of a change. */
export function put(rig: Rig, changeId: string, over: Partial<Change>): Promise<Change> {
  return rig.store.transaction(async (tx) => {
    const change = await tx.changes.get(changeId)
    if (!change) throw new Error(`no change ${changeId}`)
    const next = { ...change, ...over, version: change.version + 1 }
    await tx.changes.update(next)
    return next
  })
}

export function putResource(rig: Rig, id: string, over: Partial<Resource>): Promise<Resource> {
  return rig.store.transaction(async (tx) => {
    const resource = await tx.resources.get(id)
    if (!resource) throw new Error(`no resource ${id}`)
    const next = { ...resource, ...over, version: resource.version + 1 }
    await tx.resources.update(next, null)
    return next
  })
}

export const stepped = ({ parts }: Change, id: string, step: PartStep) =>
  parts.map((part) => (part.id === id ? { ...part, step } : part))

export function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; refusal: { reason: string } }): T {
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

export const approvalsOf = (rig: Rig, changeId: string) => rig.store.read((q) => q.approvals.of(changeId))
export const changeNow = (rig: Rig, id: string) => rig.store.read((q) => q.changes.get(id))
export const resourceNow = (rig: Rig, id: string) => rig.store.read((q) => q.resources.get(id))
export const cardOf = (rig: Rig, id: string) => rig.store.read((q) => q.cards.get(changeCardId(id)))
export const noticeOf = (rig: Rig, id: string, key: string) =>
  rig.store.read((q) => q.notices.get(`resource-change:${id}:${key}`))
export const audited = async (rig: Rig, subject: string) =>
  (await rig.store.read((q) => q.audit.ofSubject(subject))).map(({ operation, outcome }) => [
    operation,
    outcome,
  ])

/** What is due of the changes' own work, and taken out of the queue. */
export async function woken(rig: Rig): Promise<string[]> {
  const claim = {
    kinds: ['reconcile-resource'],
    limit: 100,
    now: rig.clock.now,
    owner: 'test',
    leaseMs: 60_000,
  }
  const items = await rig.store.work.claim(claim)
  for (const item of items) await rig.store.work.complete(item, 'test')
  return items.map(({ key }) => key)
}
