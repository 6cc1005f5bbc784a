import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Change } from '../../../../src/domain/resources/change.ts'
import type { ChangeOf } from '../../../../src/operations/change-transition.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, dana, guest, outsider } from '../deploys/rig.ts'
import {
  aForm,
  approvalsOf,
  audited,
  cardOf,
  changeNow,
  noticeOf,
  put,
  ready,
  requested,
  resourceNow,
  stepped,
  valueOf,
  woken,
} from './given.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const cancel = (changeId: string, actor: Actor = bob) => rig.cancel({ actor, input: { changeId } })

async function deletion(): Promise<ChangeOf> {
  const { id: resourceId, name: typedName } = await ready(rig)
  const shown = { finalSnapshot: true, approval: true }
  const input = { formId: aForm(), resourceId, typedName, shown }
  const asked = valueOf(await rig.delete({ actor: bob, input }))
  await put(rig, asked.change.id, { state: 'running', startedAt: NINE })
  return asked
}

test('who asked for it may take it back, whoever he is by now', async () => {
  const { change } = await requested(rig)
  rig.groups['S0PAY'] = ['U0BEN']
  expect(await cancel(change.id)).toMatchObject({ value: { change: { state: 'withdrawn' } } })
})

test('what waits is withdrawn, and its approval with it', async () => {
  const { change, resource } = await requested(rig)
  expect(await cancel(change.id)).toMatchObject({ value: { change: { state: 'withdrawn', endedAt: NINE } } })
  expect(await approvalsOf(rig, change.id)).toMatchObject([{ state: 'withdrawn', decided: { by: 'U0BOB' } }])
  expect(await resourceNow(rig, resource.id)).toMatchObject({ state: 'not-created', endedAt: NINE })
  expect(await noticeOf(rig, change.id, 'withdrawn')).toMatchObject({
    payload: { values: { by: 'U0BOB' }, mentions: [] },
  })
  expect((await audited(rig, resource.id)).at(-1)).toEqual(['cancel-resource', 'cancelled'])
})

test('somebody of the team may too; who asked for it hears of that', async () => {
  const { change } = await requested(rig)
  valueOf(await cancel(change.id, ben))
  expect(await approvalsOf(rig, change.id)).toMatchObject([
    { state: 'withdrawn', decided: { by: 'U0BEN', reason: 'withdrawn' } },
  ])
  expect(await noticeOf(rig, change.id, 'withdrawn')).toMatchObject({
    payload: { values: { by: 'U0BEN' }, mentions: ['U0BOB'] },
  })
})

test('between the yes and the beginning it is still withdrawn', async () => {
  const { change } = await requested(rig)
  const [approval] = await approvalsOf(rig, change.id)
  const input = { approvalId: approval!.id, planHash: change.planHash }
  valueOf(await rig.approve({ actor: dana, input }))
  expect(await cancel(change.id)).toMatchObject({ value: { change: { state: 'withdrawn' } } })
  expect(await approvalsOf(rig, change.id)).toMatchObject([{ state: 'approved' }])
})

test('an approval whose time is over is expired, not withdrawn', async () => {
  const { change } = await requested(rig)
  rig.clock.now = NINE + 3_600_000
  valueOf(await cancel(change.id))
  expect(await approvalsOf(rig, change.id)).toMatchObject([{ state: 'expired' }])
})

test('what is being made is marked, and undone by who carries it out', async () => {
  const { change, resource } = await requested(rig, { environment: 'dev' })
  await woken(rig)
  expect(await cancel(change.id)).toMatchObject({ value: { change: { state: 'running' } } })
  expect(await changeNow(rig, change.id)).toMatchObject({ cancelled: { by: 'U0BOB', at: NINE } })
  expect((await resourceNow(rig, resource.id))?.state).toBe('creating')
  expect(await woken(rig)).toEqual([change.id])
  expect(await cardOf(rig, change.id)).toMatchObject({ wantedVersion: 2 })
  expect(await noticeOf(rig, change.id, 'cancelled')).toMatchObject({ payload: { values: { by: 'U0BOB' } } })
  expect(await cancel(change.id, ben)).toMatchObject({
    refusal: { reason: 'already-cancelled', details: { by: 'U0BOB', at: NINE } },
  })
})

test('a deletion is called off until the first thing goes', async () => {
  const { change } = await deletion()
  await put(rig, change.id, { parts: stepped(change, 'final-snapshot', 'made') })
  expect(reason(await cancel(change.id))).toBe('ok')
})

test.each(['removing', 'gone', 'foreign'] as const)('too late when a part is %s', async (step) => {
  const { change } = await deletion()
  await put(rig, change.id, { parts: stepped(change, 'replication-group', step) })
  expect(reason(await cancel(change.id))).toBe('too-late-to-cancel')
  expect((await changeNow(rig, change.id))?.cancelled).toBeNull()
})

test('what was stopped on its way forward turns back', async () => {
  const { change } = await requested(rig, { environment: 'dev' })
  const failure = { code: 'AccessDenied' } as Change['failure']
  await put(rig, change.id, { state: 'stopped', stoppedIn: 'running', failure })
  expect(await cancel(change.id)).toMatchObject({
    value: { change: { state: 'running', stoppedIn: null, failure: null, cancelled: { by: 'U0BOB' } } },
  })
})

test.each<[string, Partial<Change>, string]>([
  ['is being undone', { state: 'undoing' }, 'already-undoing'],
  ['was stopped on its way back', { state: 'stopped', stoppedIn: 'undoing' }, 'undoing-stopped'],
  ['has succeeded', { state: 'succeeded' }, 'change-is-over'],
  ['was rejected', { state: 'rejected' }, 'change-is-over'],
])('not what %s', async (_, over, expected) => {
  const { change } = await requested(rig)
  const before = await put(rig, change.id, over)
  expect(reason(await cancel(change.id))).toBe(expected)
  expect(await changeNow(rig, change.id)).toEqual(before)
})

test('not by others; who asked for it may even when the environment is gone', async () => {
  const { change, resource } = await requested(rig)
  expect(reason(await cancel(change.id, outsider))).toBe('may-not-change-resource')
  expect((await audited(rig, resource.id)).at(-1)).toEqual(['cancel-resource', 'may-not-change-resource'])
  expect(reason(await cancel(change.id, guest))).toBe('not-for-guest')
  expect(reason(await cancel('nothing'))).toBe('change-unknown')
  expect(reason(await cancel(''))).toBe('invalid-input')
  rig.policy.environments.splice(0)
  expect(reason(await cancel(change.id, ben))).toBe('resource-environment-unknown')
  expect(reason(await cancel(change.id))).toBe('ok')
})

test('a yes and a withdrawal at once: the withdrawal counts, and nothing begins', async () => {
  const { change } = await requested(rig)
  const [approval] = await approvalsOf(rig, change.id)
  const input = { approvalId: approval!.id, planHash: change.planHash }
  await Promise.all([cancel(change.id), rig.approve({ actor: dana, input }), cancel(change.id, ben)])
  expect((await changeNow(rig, change.id))?.state).toBe('withdrawn')
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(cancel('any')).rejects.toThrow(/clos|open/)
})
