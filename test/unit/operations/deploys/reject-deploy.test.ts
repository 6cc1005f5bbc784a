import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'
import { NINE } from '../../../harness/given.ts'
import {
  aBuild,
  approvalsOf,
  audited,
  builds,
  cardOf,
  deployed,
  noticeOf,
  reason,
  requested,
  stored,
} from './given.ts'
import { ben, bob, carol, dana, erin, openRig, outsider, type Rig } from './rig.ts'

let rig: Rig
let record: DeployRecord
let approval: Approval
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, aBuild('a'))
  record = await requested(rig)
  approval = (await approvalsOf(rig, record.id))[0]!
})
afterEach(() => rig.close())

const reject = (actor: Actor = dana, over: Record<string, unknown> = {}) =>
  rig.reject({ actor, input: { approvalId: approval.id, reason: 'not on a Friday', ...over } })
const withdraw = (actor: Actor = bob, deployId: unknown = record.id) =>
  rig.withdraw({ actor, input: { deployId } })
const now = async () => (await approvalsOf(rig, record.id))[0]!

test('a no ends the deploy and tells the requester why', async () => {
  expect(await reject(dana, { reason: ' not on a Friday ' })).toMatchObject({
    ok: true,
    value: { record: { state: 'rejected' }, approval: { state: 'rejected' } },
  })
  expect(await stored(rig, record.id)).toMatchObject({
    state: 'rejected',
    reason: 'not on a Friday',
    finishedAt: NINE,
  })
  expect(await now()).toMatchObject({
    state: 'rejected',
    decided: { by: 'U0DANA', at: NINE, reason: 'not on a Friday' },
  })
  expect(await noticeOf(rig, record.id, `rejected:${approval.id}`)).toMatchObject({
    payload: {
      news: 'rejected',
      values: { wave: 0, by: 'U0DANA', reason: 'not on a Friday' },
      mentions: ['U0BOB'],
    },
  })
  expect(await cardOf(rig, record.id)).toMatchObject({ wantedVersion: 2 })
  expect((await audited(rig, record.id)).at(-1)).toEqual(['reject-deploy', 'rejected'])
})

test('only by those who might say yes, and with a reason', async () => {
  expect(reason(await reject(outsider))).toBe('may-not-approve')
  expect(reason(await reject(bob))).toBe('requester-may-not-approve')
  expect(reason(await reject(carol))).toBe('author-may-not-approve')
  expect(reason(await reject(dana, { reason: '  ' }))).toBe('reason-needed')
  expect(reason(await reject(dana, { reason: 7 }))).toBe('invalid-input')
  expect(reason(await reject(dana, { reason: 'x'.repeat(1001) }))).toBe('invalid-input')
  expect(reason(await reject({ kind: 'system', job: 'x' }))).toBe('not-for-machines')
  expect(await now()).toEqual(approval)
})

test('a group that Slack does not know now is a no with a retry', async () => {
  rig.groups['SAPPROVERS'] = null
  expect(await reject()).toMatchObject({ refusal: { reason: 'membership-unknown', next: 'retry' } })
})

test('after a yes, after its time and twice it is too late', async () => {
  await reject()
  expect(reason(await reject(erin))).toBe('already-rejected')
  const other = await requested(rig, {}, ben)
  const next = (await approvalsOf(rig, other.id))[0]!
  rig.clock.now = next.expiresAt
  expect(reason(await reject(dana, { approvalId: next.id }))).toBe('expired')
  expect(reason(await reject(dana, { approvalId: 'nothing' }))).toBe('approval-unknown')
})

test('a yes and a no at once: one decision', async () => {
  const yes = () =>
    rig.approve({ actor: erin, input: { approvalId: approval.id, planHash: approval.planHash } })
  const outcomes = await Promise.all([yes(), reject(), yes(), reject()])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('who asked for it takes it back: the deploy and its approval end', async () => {
  expect(await withdraw()).toMatchObject({ ok: true, value: { state: 'cancelled', reason: 'withdrawn' } })
  expect(await now()).toMatchObject({ state: 'withdrawn', decided: { by: 'U0BOB', at: NINE } })
  expect(await noticeOf(rig, record.id, 'withdrawn')).toMatchObject({
    payload: { news: 'withdrawn', values: { by: 'U0BOB' } },
  })
  expect((await audited(rig, record.id)).at(-1)).toEqual(['withdraw-deploy', 'withdrawn'])
  expect(reason(await withdraw())).toBe('deploy-cancelled')
  expect(reason(await reject())).toBe('already-withdrawn')
})

test('nobody else takes it back, and nobody what rolls or is not there', async () => {
  expect(reason(await withdraw(ben))).toBe('only-requester-may-withdraw')
  const running = await deployed(rig, aBuild('b'), { state: 'running', requesterId: 'U0BOB' })
  expect(reason(await withdraw(bob, running.id))).toBe('rollout-running')
  expect(reason(await withdraw(bob, 'nothing'))).toBe('deploy-unknown')
  expect(reason(await withdraw(bob, ''))).toBe('invalid-input')
  expect(await stored(rig, record.id)).toEqual(record)
})

test('a closed store is an error, not an answer', async () => {
  await rig.store.close()
  await expect(reject()).rejects.toThrow(/clos|open/)
  await expect(withdraw()).rejects.toThrow(/clos|open/)
})
