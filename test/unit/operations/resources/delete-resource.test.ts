import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Change } from '../../../../src/domain/resources/change.ts'
import type { Resource } from '../../../../src/domain/resources/resource.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, guest, outsider } from '../deploys/rig.ts'
import {
  aForm,
  approvalsOf,
  audited,
  changeNow,
  modification,
  noticeOf,
  put,
  putResource,
  ready,
  requested,
  resourceNow,
  valueOf,
  woken,
} from './given.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
let resource: Resource
beforeEach(async () => {
  rig = await openRig()
  resource = await ready(rig)
})
afterEach(() => rig.close())

/** What the form says in prod. */
const PROD = { finalSnapshot: true, approval: true }
const DEV = { finalSnapshot: false, approval: false }

const remove = (over: Record<string, unknown> = {}, actor: Actor = bob) =>
  rig.delete({
    actor,
    input: { formId: aForm(), resourceId: resource.id, typedName: resource.name, shown: PROD, ...over },
  })

test('in prod a second person is asked, and a snapshot comes before everything goes', async () => {
  const { change } = valueOf(await remove())
  expect(change).toMatchObject({ verb: 'delete', state: 'waiting-for-approval', modify: null })
  expect(change.plan.make.map(({ id }) => id)).toEqual(['final-snapshot'])
  expect(change.plan.unmake).toEqual(resource.parts.toReversed())
  expect(change.parts.map(({ id }) => id)).toEqual([
    'final-snapshot',
    ...resource.parts.map(({ id }) => id).toReversed(),
  ])
  const [approval] = await approvalsOf(rig, change.id)
  expect(approval).toMatchObject({ state: 'waiting', planHash: change.planHash })
  expect(await noticeOf(rig, change.id, `approval:${approval?.id}`)).toMatchObject({
    payload: { mentions: ['S0PAY'] },
  })
  expect((await resourceNow(rig, resource.id))?.state).toBe('ready')
  expect((await audited(rig, resource.id)).at(-1)).toEqual(['delete-resource', 'requested'])
})

test('elsewhere the typed name is enough', async () => {
  resource = await ready(rig, { environment: 'dev' })
  const { change } = valueOf(await remove({ shown: DEV }))
  expect(change).toMatchObject({ state: 'running', startedAt: NINE, plan: { make: [] } })
  expect((await resourceNow(rig, resource.id))?.state).toBe('deleting')
  expect(await woken(rig)).toEqual([change.id])
})

test.each(['', 'sessions', 'payments-prod-session', 'Payments-prod-sessions', 'payments-prod-sessions '])(
  'not with %j for its name',
  async (typedName) => {
    expect(await remove({ typedName })).toMatchObject({
      refusal: { reason: 'typed-name-wrong', details: { field: 'typedName', name: resource.name } },
    })
    expect((await audited(rig, resource.id)).at(-1)).toEqual(['delete-resource', 'typed-name-wrong'])
    expect(await resourceNow(rig, resource.id)).toEqual(resource)
  },
)

test('the same form twice, also at once, is one deletion; two forms are not two', async () => {
  const formId = aForm()
  const outcomes = await Promise.all([remove({ formId }), remove({ formId }), remove({}, ben)])
  expect(outcomes.map((outcome) => outcome.ok && outcome.value.change.id)).toEqual([formId, formId, false])
  expect(reason(outcomes[2])).toBe('change-under-way')
  expect(reason(await remove({ formId }, ben))).toBe('form-not-yours')
})

test.each([
  ['a member of another team', outsider, {}, 'may-not-change-resource'],
  ['a guest', guest, {}, 'not-for-guest'],
  ['what is not there', bob, { resourceId: 'nothing' }, 'resource-unknown'],
  ['no form', bob, { formId: '' }, 'invalid-input'],
  ['no name', bob, { typedName: null }, 'invalid-input'],
  ['nothing that was shown', bob, { shown: undefined }, 'invalid-input'],
])('not for %s', async (_, actor, over, expected) => {
  expect(reason(await remove(over, actor))).toBe(expected)
})

test.each<[string, Partial<Change>, string]>([
  ['is asked for', {}, 'cancel-instead'],
  ['is being created', { state: 'running' }, 'cancel-instead'],
  ['was stopped on its way', { state: 'stopped', stoppedIn: 'running' }, 'cancel-instead'],
  ['is being undone', { state: 'undoing' }, 'already-undoing'],
  ['was stopped on its way back', { state: 'stopped', stoppedIn: 'undoing' }, 'undoing-stopped'],
])('what %s is not deleted', async (_, over, expected) => {
  const asked = await requested(rig, { wish: { name: 'other' } })
  await put(rig, asked.change.id, over)
  resource = await putResource(rig, asked.resource.id, { state: 'creating' })
  expect(reason(await remove())).toBe(expected)
})

test.each([
  ['a snapshot that was promised', { ...PROD, finalSnapshot: false }],
  ['a second person', { ...PROD, approval: false }],
  ['neither', DEV],
])('what policy says otherwise by now is shown again: %s', async (_, shown) => {
  expect(reason(await remove({ shown }))).toBe('plan-changed')
  expect(await resourceNow(rig, resource.id)).toEqual(resource)
  expect((await audited(rig, resource.id)).at(-1)).toEqual(['delete-resource', 'plan-changed'])
})

test.each<[Change['stoppedIn']]>([['undoing'], ['running']])(
  'a modification that stands still (%s) ends where it stands, and all of it is deleted',
  async (stoppedIn) => {
    resource = await ready(rig, { environment: 'dev', wish: { name: 'stuck' } })
    const asked = valueOf(
      await rig.modify({ actor: bob, input: modification(rig, resource, { replicas: 2 }) }),
    )
    expect(reason(await remove({ shown: DEV }))).toBe('change-under-way')
    const failure = { code: 'vanished' } as Change['failure']
    await put(rig, asked.change.id, { state: 'stopped', stoppedIn, failure })
    rig.clock.now += 60_000
    const { change } = valueOf(await remove({ shown: DEV }))
    expect(change).toMatchObject({ verb: 'delete', state: 'running' })
    const ended = { state: 'rolled-back', stoppedIn, failure, endedAt: rig.clock.now }
    expect(await changeNow(rig, asked.change.id)).toMatchObject(ended)
    expect((await resourceNow(rig, resource.id))?.state).toBe('deleting')
    const open = await rig.store.read((reads) => reads.changes.openOf([resource.id]))
    expect(open.map(({ id }) => id)).toEqual([change.id])
    const audit = await rig.store.read((reads) => reads.audit.ofSubject(resource.id))
    expect(audit.at(-1)?.details).toMatchObject({ changeId: change.id, gaveUp: asked.change.id })
    expect(reason(await rig.retry({ actor: bob, input: { changeId: asked.change.id } }))).toBe(
      'change-not-stopped',
    )
  },
)

test('nor does anything end when that deletion is refused; while it waits the resource is ready', async () => {
  const asked = valueOf(await rig.modify({ actor: bob, input: modification(rig, resource, { replicas: 2 }) }))
  const stuck = await put(rig, asked.change.id, { state: 'stopped', stoppedIn: 'undoing', startedAt: NINE })
  resource = await putResource(rig, resource.id, { state: 'modifying' })
  expect(reason(await remove({ typedName: 'other' }))).toBe('typed-name-wrong')
  expect(reason(await remove({}, outsider))).toBe('may-not-change-resource')
  expect(await changeNow(rig, stuck.id)).toEqual(stuck)
  const { change } = valueOf(await remove())
  expect(change.state).toBe('waiting-for-approval')
  expect((await resourceNow(rig, resource.id))?.state).toBe('ready')
})

test('what is over is over', async () => {
  await putResource(rig, resource.id, { state: 'deleted', endedAt: NINE })
  expect(reason(await remove())).toBe('resource-is-over')
})

test('a project that nobody owns any more: nobody may, and nothing breaks', async () => {
  rig.deps.catalogue.projects.splice(0)
  expect(reason(await remove())).toBe('may-not-change-resource')
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(remove()).rejects.toThrow(/clos|open/)
})
