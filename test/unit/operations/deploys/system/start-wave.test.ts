import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PolicyException } from '../../../../../src/domain/deploys/deploy-policy.ts'
import { MINUTE, NINE } from '../../../../harness/given.ts'
import { aBuild, approvalsOf, audited, builds, noticeOf, reason, requested, woken } from '../given.ts'
import { admin, bob, digest, IMAGE, onCall, openRig, type Rig, type RigOptions } from '../rig.ts'
import { approved, fresh, go, held, queue, rolloutsOf, start, states, system, vote } from './kit.ts'

let rig: Rig
beforeEach(() => open())
afterEach(() => rig.close())

async function open(options: RigOptions = {}) {
  rig = await openRig(options)
  await builds(rig, aBuild('a'), aBuild('b'))
}
async function reopen(options: RigOptions) {
  await rig.close()
  await open(options)
}
const HOUR = 60 * MINUTE
const waived: PolicyException = {
  id: 'X1',
  project: 'payments',
  environment: 'prod',
  rule: 'approval',
  owner: 'U0BOB',
  reason: 'night shift',
  expiresAt: NINE + 10 * MINUTE,
}
/** What its thread was told when votes were asked for anew. */
async function askedAnew(id: string) {
  const waiting = (await approvalsOf(rig, id)).find(({ state }) => state === 'waiting')
  expect(waiting).toBeDefined()
  return (await noticeOf(rig, id, `approval:${waiting?.id}`))?.payload
}
const nothingStarted = async (record: { id: string }) =>
  expect((await rolloutsOf(rig, record)).every(({ startedAt }) => startedAt === null)).toBe(true)

test('starts the first wave of what was approved, and only that', async () => {
  const record = await approved(rig)
  await woken(rig)
  expect(await go(rig, record)).toBe('started')
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'running', heldBack: null })
  expect(await states(rig, record)).toEqual({ kr: 'running', us: 'waiting', eu: 'waiting' })
  const kr = (await rolloutsOf(rig, record)).find(({ region }) => region === 'kr')
  expect(kr).toMatchObject({ startedAt: NINE, fence: 1, workloads: [{ step: 'to-apply' }] })
  expect((await audited(rig, record.id)).slice(-2)).toEqual([
    ['queue-wave', 'held'],
    ['start-wave', 'started'],
  ])
})

test('asked again it starts nothing twice and keeps no row of it', async () => {
  const record = await approved(rig)
  await go(rig, record)
  const rows = await audited(rig, record.id)
  expect(await start(rig, record)).toEqual({ state: 'look-again' })
  expect(await audited(rig, record.id)).toEqual(rows)
})

test('not for people, not for nonsense, not for what is unknown', async () => {
  const { id } = await approved(rig)
  const rows = await audited(rig, id)
  expect(reason(await rig.startWave({ actor: bob, input: { deployId: id } }))).toBe('not-for-people')
  expect(reason(await rig.startWave({ actor: system, input: { deployId: 7 } }))).toBe('invalid-input')
  expect(await audited(rig, id)).toEqual(rows)
  expect(reason(await rig.startWave({ actor: system, input: { deployId: 'none' } }))).toBe('deploy-unknown')
  expect(await audited(rig, 'none')).toEqual([['start-wave', 'unknown']])
})

test('without its locks it looks again', async () => {
  const record = await approved(rig)
  expect(await start(rig, record)).toEqual({ state: 'look-again' })
  await nothingStarted(record)
})

test('an exception that ran out before the start: votes are asked for', async () => {
  await reopen({ policy: { exceptions: [waived] } })
  const record = await requested(rig)
  expect(record.waves[0]?.approval).toBe('not-needed')
  rig.clock.now = NINE + 11 * MINUTE
  expect(await go(rig, record)).toBe('votes-reset')
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'waiting-for-approval' })
  expect(await askedAnew(record.id)).toMatchObject({
    news: 'votes-reset',
    values: { because: 'approval-needed' },
  })
  await nothingStarted(record)
  expect(await held(rig, record)).toEqual([])
  expect((await audited(rig, record.id)).at(-1)).toEqual(['start-wave', 'votes-reset'])
  await vote(rig, record.id)
  expect(await go(rig, record)).toBe('started')
})

test('an approval that was set aside by an exception that is over is asked for again, not called off', async () => {
  const record = await requested(rig)
  rig.deps.deployPolicy.exceptions.push(waived)
  await rig.waiveApproval({ actor: system, input: { deployId: record.id } })
  rig.clock.now = NINE + 11 * MINUTE
  expect(await go(rig, record)).toBe('votes-reset')
  expect(await askedAnew(record.id)).toMatchObject({ values: { because: 'approval-needed' } })
  await nothingStarted(record)
})

test('approved, but held back for longer than a yes lasts: asked anew', async () => {
  const record = await approved(rig)
  rig.clock.now = NINE + HOUR + 1
  expect(await go(rig, record)).toBe('votes-reset')
  expect(await askedAnew(record.id)).toMatchObject({ values: { because: 'votes-too-old' } })
  await nothingStarted(record)
})

test('a voter who lost the right is named, and others are asked', async () => {
  const record = await approved(rig)
  rig.groups['SAPPROVERS'] = ['U0ERIN']
  expect(await go(rig, record)).toBe('votes-reset')
  expect(await askedAnew(record.id)).toMatchObject({
    values: { because: 'may-not-approve', userId: 'U0DANA' },
  })
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'waiting-for-approval' })
  await nothingStarted(record)
})

test('a requester who lost the right: called off', async () => {
  const record = await approved(rig)
  rig.groups['S0PAY'] = ['U0BEN']
  expect(await go(rig, record)).toBe('called-off')
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'cancelled', reason: 'may-not-deploy' })
  expect(await noticeOf(rig, record.id, 'called-off')).toMatchObject({
    payload: { news: 'withdrawn', mentions: ['U0BOB'] },
  })
  expect(await held(rig, record)).toEqual([])
  expect((await audited(rig, record.id)).at(-1)).toEqual(['start-wave', 'called-off'])
})

test('groups that nobody can tell now: held back in place, told once', async () => {
  const record = await approved(rig)
  rig.groups['S0PAY'] = null
  expect(await go(rig, record)).toBe('held-back')
  const rows = await audited(rig, record.id)
  expect(rows.at(-1)).toEqual(['start-wave', 'held-back'])
  expect(await go(rig, record)).toBe('held-back')
  expect(await audited(rig, record.id)).toEqual(rows)
  expect(await held(rig, record)).toEqual(['kr'])
  rig.groups['S0PAY'] = ['U0BOB']
  expect(await go(rig, record)).toBe('started')
})

test('frozen: held back, and others may go', async () => {
  const record = await approved(rig)
  const freeze = { project: null, environment: 'prod', reason: 'sale', forMs: 5 * MINUTE }
  await rig.freeze({ actor: admin, input: freeze })
  await queue(rig, record)
  const until = NINE + 5 * MINUTE
  expect(await start(rig, record)).toEqual({ state: 'held-back', reason: 'frozen', againAt: until })
  expect(await fresh(rig, record.id)).toMatchObject({
    heldBack: { reason: 'frozen', details: { reason: 'sale', until }, next: 'wait' },
  })
  expect(await held(rig, record)).toEqual([])
  rig.clock.now = until
  expect(await go(rig, record)).toBe('started')
  expect((await fresh(rig, record.id)).heldBack).toBeNull()
})

test('a cluster that cannot be reached: held back with its locks, and on by itself', async () => {
  const record = await approved(rig)
  rig.clusters.refusals.set('prod-kr', { reason: 'cluster-unreachable', details: { cluster: 'prod-kr' } })
  await queue(rig, record)
  const heldBack = { state: 'held-back', reason: 'cluster-unreachable', againAt: NINE + 15_000 }
  expect(await start(rig, record)).toEqual(heldBack)
  expect(await held(rig, record)).toEqual(['kr'])
  await nothingStarted(record)
  rig.clusters.refusals.clear()
  expect(await go(rig, record)).toBe('started')
})

test('locked by somebody while it held its place: held back, and out of line', async () => {
  const record = await approved(rig)
  await queue(rig, record)
  const { project, service, environment } = record
  await rig.lock({ actor: bob, input: { project, service, environment, reason: 'smoke', forMs: null } })
  expect(await start(rig, record)).toMatchObject({ state: 'held-back', reason: 'locked' })
  expect(await held(rig, record)).toEqual([])
  await nothingStarted(record)
})

test('another plan than the approved one: votes are asked for again', async () => {
  const record = await approved(rig)
  rig.clusters.images.set('prod-kr', `${IMAGE}@${digest('c')}`)
  expect(await go(rig, record)).toBe('votes-reset')
  expect(await askedAnew(record.id)).toMatchObject({
    news: 'votes-reset',
    values: { because: 'plan-changed' },
  })
  await nothingStarted(record)
})

test('another plan where nobody approves: it goes on and says so', async () => {
  await reopen({ prod: { approval: null } })
  const record = await requested(rig)
  rig.clusters.images.set('prod-kr', `${IMAGE}@${digest('c')}`)
  expect(await go(rig, record)).toBe('started')
  expect(await noticeOf(rig, record.id, 'plan-changed:0')).toMatchObject({
    payload: { news: 'plan-changed', mentions: ['U0BOB'] },
  })
  const [container] = (await fresh(rig, record.id)).plan.targets[0]?.workloads[0]?.containers ?? []
  expect(container?.from).toBe(`${IMAGE}@${digest('c')}`)
})

test('broken glass passes over freeze, missing yes, requester and plan', async () => {
  const record = await requested(rig)
  const freeze = { project: null, environment: 'prod', reason: 'sale', forMs: null }
  await rig.freeze({ actor: admin, input: freeze })
  await rig.breakGlass({ actor: onCall, input: { deployId: record.id, reason: 'site is down' } })
  rig.groups['S0PAY'] = []
  rig.clusters.images.set('prod-kr', `${IMAGE}@${digest('c')}`)
  expect(await go(rig, record)).toBe('started')
})

test('broken glass does not pass over the rights of who broke it', async () => {
  const record = await requested(rig)
  await rig.breakGlass({ actor: onCall, input: { deployId: record.id, reason: 'site is down' } })
  rig.groups['SONCALL'] = []
  expect(await go(rig, record)).toBe('called-off')
  expect(await fresh(rig, record.id)).toMatchObject({ reason: 'not-on-call' })
})
