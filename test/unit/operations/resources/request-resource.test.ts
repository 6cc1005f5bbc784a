import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { UniqueViolation, type Store } from '../../../../src/domain/store.ts'
import { createRequestResource } from '../../../../src/operations/request-resource.ts'
import { NINE } from '../../../harness/given.ts'
import { reason } from '../deploys/given.ts'
import { ben, bob, guest, outsider } from '../deploys/rig.ts'
import {
  approvalsOf,
  audited,
  cardOf,
  changeNow,
  creation,
  noticeOf,
  putResource,
  requested,
  resourceNow,
  woken,
} from './given.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const request = (over: Record<string, unknown> = {}, actor: Actor = bob) =>
  rig.request({ actor, input: creation(rig, over) })

test('without approval it begins at once: stored, on the card, woken, audited', async () => {
  const { change, resource } = await requested(rig, { environment: 'dev' })
  expect(await resourceNow(rig, resource.id)).toEqual(resource)
  expect(resource).toMatchObject({
    name: 'payments-dev-sessions',
    account: 'main',
    region: 'ap-northeast-2',
    state: 'creating',
    requesterId: 'U0BOB',
    channel: 'C0PAY',
    wish: { name: 'sessions', size: 'small', replicas: 1 },
    price: { micros: 73_000_000, currency: 'USD', asOf: NINE },
    connection: null,
  })
  expect(resource.parts.map(({ id }) => id)).toEqual(change.parts.map(({ id }) => id))
  expect(await changeNow(rig, change.id)).toEqual(change)
  expect(change).toMatchObject({ verb: 'create', state: 'running', startedAt: NINE, modify: null })
  expect(change.parts.every(({ step }) => step === 'waiting')).toBe(true)
  expect(await approvalsOf(rig, change.id)).toEqual([])
  expect(await woken(rig)).toEqual([change.id])
  expect(await cardOf(rig, change.id)).toMatchObject({ kind: 'resource-change', channel: 'C0PAY' })
  const [entry] = await rig.store.read((q) => q.audit.ofSubject(resource.id))
  expect(entry).toMatchObject({
    operation: 'request-resource',
    outcome: 'requested',
    details: {
      changeId: change.id,
      name: 'payments-dev-sessions',
      verb: 'create',
      planHash: change.planHash,
    },
  })
})

test('where policy asks, it waits: those who may say yes are told, and it is looked at when that is over', async () => {
  const { change, resource } = await requested(rig)
  expect([resource.state, change.state]).toEqual(['asked', 'waiting-for-approval'])
  const [approval] = await approvalsOf(rig, change.id)
  expect(approval).toMatchObject({
    subjectKind: 'resource-change',
    subjectId: change.id,
    wave: 0,
    planHash: change.planHash,
    authorId: null,
    expiresAt: NINE + 3_600_000,
  })
  expect(await noticeOf(rig, change.id, `approval:${approval?.id}`)).toMatchObject({
    payload: { changeId: change.id, news: 'approval-wanted', mentions: ['SPLATFORM'] },
    channel: 'C0PAY',
    threadCardId: `resource-change:${change.id}`,
  })
  expect(await cardOf(rig, change.id)).toMatchObject({ wantedVersion: 1 })
  expect(await woken(rig)).toEqual([])
  rig.clock.now = NINE + 3_600_000
  expect(await woken(rig)).toEqual([change.id])
})

test.each([
  ['cheap enough', 100, { size: 'small' }, 'running'],
  ['too dear', 100, { size: 'large' }, 'waiting-for-approval'],
  ['of a price that nobody knows', 100, { size: 'small' }, 'waiting-for-approval'],
])('over an amount only: %s', async (what, over, wish, state) => {
  await rig.close()
  const approval = { ...rig.policy.environments[1]!.approval!, monthlyOverMicros: over * 1_000_000 }
  rig = await openRig({ prod: { approval } })
  if (what.includes('nobody')) delete rig.hourly['cache.t4g.small']
  const { change, resource } = await requested(rig, { wish })
  expect(change.state).toBe(state)
  expect(resource.price === null).toBe(what.includes('nobody'))
})

test('the same form twice, also at once, is one resource', async () => {
  const input = creation(rig)
  const outcomes = await Promise.all([1, 2, 3].map(() => rig.request({ actor: bob, input })))
  const ids = outcomes.map((outcome) => outcome.ok && outcome.value.change.id)
  expect(new Set(ids).size).toBe(1)
  expect(await approvalsOf(rig, String(ids[0]))).toHaveLength(1)
  expect(await audited(rig, input.formId)).toEqual([['request-resource', 'requested']])
  expect(reason(await rig.request({ actor: ben, input }))).toBe('form-not-yours')
})

test('two people want the same name at once: the second learns who has it', async () => {
  const outcomes = await Promise.all([request({}, bob), request({}, ben)])
  const lost = outcomes.find(({ ok }) => !ok)
  const won = outcomes.find(({ ok }) => ok)
  const by = won?.ok ? won.value.resource.requesterId : null
  expect(lost).toMatchObject({
    refusal: {
      reason: 'resource-name-taken',
      details: { field: 'name', name: 'payments-prod-sessions', project: 'payments', by },
    },
  })
})

test('a name that only begins alike is free, and so is that of what is over', async () => {
  const { resource } = await requested(rig, { wish: { name: 'sessions-2' } })
  const first = await requested(rig)
  await putResource(rig, first.resource.id, { state: 'not-created', endedAt: NINE })
  expect(reason(await request())).toBe('ok')
  expect(resource.name).toBe('payments-prod-sessions-2')
})

test.each([
  ['a member of another team', outsider, {}, 'may-not-change-resource'],
  ['a guest', guest, {}, 'not-for-guest'],
  ['an unknown project', bob, { project: 'nothing' }, 'project-unknown'],
  ['another plan than was shown', bob, { planHash: 'other' }, 'plan-changed'],
  ['a form id that is none', bob, { formId: 'a]b' }, 'invalid-input'],
  ['a size that is not offered', bob, { wish: { size: 'huge' } }, 'size-not-offered'],
  ['a name with no letters', bob, { wish: { name: '' } }, 'field-needed'],
  ['a name that is too long', bob, { wish: { name: 'x'.repeat(40) } }, 'name-too-long'],
])('not for %s: nothing is stored', async (_, actor, over, expected) => {
  const input = creation(rig, over)
  expect(reason(await rig.request({ actor, input }))).toBe(expected)
  expect(await resourceNow(rig, input.formId)).toBeNull()
  expect(await woken(rig)).toEqual([])
})

test('not a kind that is not there, nor one that is not offered there', async () => {
  const input = { ...creation(rig), kind: 'memcached' }
  expect(reason(await rig.request({ actor: bob, input }))).toBe('invalid-input')
  await rig.close()
  rig = await openRig({ prod: { kinds: {} } })
  expect(reason(await request())).toBe('kind-not-offered')
})

test('not in an environment that is not there', async () => {
  const input = { ...creation(rig), environment: 'staging' }
  expect(reason(await rig.request({ actor: bob, input }))).toBe('resource-environment-unknown')
})

test('a no is audited, with its reason and what to do next', async () => {
  const input = creation(rig)
  const outcome = await rig.request({ actor: outsider, input })
  expect(outcome).toMatchObject({ refusal: { next: 'ask-owner', details: { project: 'payments' } } })
  expect(await audited(rig, input.formId)).toEqual([['request-resource', 'may-not-change-resource']])
})

test('groups are asked now; one that Slack does not know is a no with a retry', async () => {
  await requested(rig)
  expect(rig.asked.length).toBeGreaterThan(0)
  expect(rig.asked.every(({ fresh }) => fresh)).toBe(true)
  rig.groups['S0PAY'] = null
  expect(await request({ wish: { name: 'other' } })).toMatchObject({
    refusal: { reason: 'membership-unknown', next: 'retry' },
  })
})

test('when somebody else was first in the store it is decided once more', async () => {
  let lost = 0
  const transaction: Store['transaction'] = (fn) => {
    if (lost++ === 0) return Promise.reject(new UniqueViolation('resources'))
    return rig.store.transaction(fn)
  }
  const racing = createRequestResource({ ...rig.deps, store: { ...rig.store, transaction } })
  expect(reason(await racing({ actor: bob, input: creation(rig) }))).toBe('ok')
  expect(lost).toBe(2)
})

test('a closed store is an error, not an answer', async () => {
  const input = creation(rig)
  await rig.store.close()
  await expect(rig.request({ actor: bob, input })).rejects.toThrow(/clos|open/)
})
