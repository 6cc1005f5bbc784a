import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { ChangeOf } from '../../../../src/operations/change-transition.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { bob, dana, erin, guest, outsider } from '../deploys/rig.ts'
import {
  approvalsOf,
  audited,
  changeNow,
  creation,
  modification,
  noticeOf,
  ready,
  requested,
  resourceNow,
  valueOf,
} from './given.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
let asked: ChangeOf
let approval: Approval
beforeEach(async () => {
  rig = await openRig()
  asked = await requested(rig)
  approval = (await approvalsOf(rig, asked.change.id))[0]!
})
afterEach(() => rig.close())

const reject = (actor: Actor = dana, over: Record<string, unknown> = {}) =>
  rig.reject({ actor, input: { approvalId: approval.id, reason: 'Too large', ...over } })

test('a creation ends, its name is free again, and who asked hears why', async () => {
  expect(await reject()).toMatchObject({
    ok: true,
    value: { change: { state: 'rejected' }, resource: { state: 'not-created', endedAt: NINE } },
  })
  expect(await approvalsOf(rig, asked.change.id)).toMatchObject([
    { state: 'rejected', decided: { by: 'U0DANA', at: NINE, reason: 'Too large' } },
  ])
  expect(await changeNow(rig, asked.change.id)).toMatchObject({ state: 'rejected', endedAt: NINE })
  expect(await noticeOf(rig, asked.change.id, 'rejected')).toMatchObject({
    payload: { news: 'rejected', values: { by: 'U0DANA', reason: 'Too large' }, mentions: ['U0BOB'] },
  })
  const entries = await rig.store.read((q) => q.audit.ofSubject(asked.resource.id))
  expect(entries.at(-1)).toMatchObject({
    operation: 'reject-resource',
    outcome: 'rejected',
    details: { reason: 'Too large', changeId: asked.change.id, verb: 'create' },
  })
  expect(reason(await rig.request({ actor: bob, input: creation(rig) }))).toBe('ok')
})

test('what is in service stays as it is', async () => {
  const resource = await ready(rig, { wish: { name: 'other' } })
  const input = modification(rig, resource, { size: 'large' })
  asked = valueOf(await rig.modify({ actor: bob, input }))
  approval = (await approvalsOf(rig, asked.change.id))[0]!
  valueOf(await reject())
  expect(await resourceNow(rig, resource.id)).toEqual({ ...resource, version: resource.version + 1 })
})

test.each([
  ['an outsider', outsider, {}, 'may-not-approve'],
  ['who asked for it', bob, {}, 'requester-may-not-approve'],
  ['a guest', guest, {}, 'not-for-guest'],
  ['nobody without a reason', dana, { reason: ' ' }, 'reason-needed'],
  ['nobody with an essay', dana, { reason: 'x'.repeat(1001) }, 'invalid-input'],
  ['nobody where there is none', dana, { approvalId: 'nothing' }, 'approval-unknown'],
])('not by %s', async (_, actor, over, expected) => {
  expect(reason(await reject(actor, over))).toBe(expected)
  expect(await approvalsOf(rig, asked.change.id)).toEqual([approval])
})

test('once decided it is decided; its time over it is expired', async () => {
  rig.clock.now = approval.expiresAt
  expect(reason(await reject())).toBe('expired')
  rig.clock.now = NINE
  valueOf(await reject())
  expect(reason(await reject(erin))).toBe('already-rejected')
  expect((await audited(rig, asked.resource.id)).map(([, outcome]) => outcome)).toEqual([
    'requested',
    'expired',
    'rejected',
    'already-rejected',
  ])
})

test('a yes and a no at once: one decision', async () => {
  const yes = () =>
    rig.approve({ actor: erin, input: { approvalId: approval.id, planHash: approval.planHash } })
  const outcomes = await Promise.all([yes(), reject(), yes(), reject()])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(reject()).rejects.toThrow(/clos|open/)
})
