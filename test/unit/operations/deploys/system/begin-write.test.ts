import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeployRecord } from '../../../../../src/domain/deploys/deploy-record.ts'
import type { TargetRollout } from '../../../../../src/domain/deploys/target-rollout.ts'
import { LOCK_LEASE_MS } from '../../../../../src/operations/deploy-locks.ts'
import { MINUTE, NINE } from '../../../../harness/given.ts'
import { aBuild, audited, builds, deployed, reason, requested } from '../given.ts'
import { bob, openRig, type Rig } from '../rig.ts'
import { ALL_AT_ONCE, done, go, lockOf, queue, rolloutsOf, system } from './kit.ts'

let rig: Rig
let record: DeployRecord
let kr: TargetRollout
beforeEach(async () => {
  rig = await openRig({ prod: ALL_AT_ONCE })
  await builds(rig, aBuild('a'), aBuild('b', { builtAt: NINE - 9 * MINUTE }))
  record = await requested(rig)
  await go(rig, record)
  kr = (await rolloutsOf(rig, record)).find(({ region }) => region === 'kr')!
})
afterEach(() => rig.close())

const before = { uid: 'uid-checkout', generation: 3, revision: '7', replicas: 3, readAt: NINE }
const input = (over: Record<string, unknown> = {}) => ({
  rolloutId: kr.id,
  workload: 0,
  before,
  clockAheadMs: 20,
  ...over,
})
const begin = (over: Record<string, unknown> = {}) => rig.beginWrite({ actor: system, input: input(over) })
const rows = async () => (await audited(rig, record.id)).filter(([operation]) => operation === 'begin-write')

test('keeps what the workload was like before it is written to', async () => {
  rig.clock.now += MINUTE
  expect(await done(rig.beginWrite, input())).toMatchObject({
    clockAheadMs: 20,
    workloads: [{ step: 'applying', before }],
  })
  expect((await lockOf(rig)).holder?.expiresAt).toBe(NINE + MINUTE + LOCK_LEASE_MS)
  const entries = await rig.store.read((q) => q.audit.ofSubject(record.id))
  expect(entries.at(-1)).toMatchObject({
    operation: 'begin-write',
    outcome: 'writing',
    details: { rolloutId: kr.id, change: { name: 'checkout' } },
  })
})

test('tried again it is the same decision: one row', async () => {
  await begin()
  expect(await begin({ before: { ...before, generation: 4 } })).toMatchObject({
    value: { workloads: [{ before: { generation: 4 } }] },
  })
  expect(await rows()).toEqual([['begin-write', 'writing']])
})

test('not for people, not for nonsense, not for what is unknown', async () => {
  expect(reason(await rig.beginWrite({ actor: bob, input: input() }))).toBe('not-for-people')
  expect(reason(await begin({ workload: -1 }))).toBe('invalid-input')
  expect(await rows()).toEqual([])
  expect(reason(await begin({ workload: 5 }))).toBe('deploy-unknown')
  expect(reason(await begin({ rolloutId: 'none' }))).toBe('deploy-unknown')
  expect(await audited(rig, 'none')).toEqual([['begin-write', 'deploy-unknown']])
})

test('not once somebody else has the place', async () => {
  await rig.store.transaction(async (tx) => {
    const key = 'payments/checkout/prod/kr'
    const was = await tx.locks.get(key)
    await tx.locks.save(key, { ...was, fence: was.fence + 1, version: was.version + 1 }, was.version)
  })
  expect(reason(await begin())).toBe('fence-raised')
  expect(await rows()).toEqual([['begin-write', 'fence-raised']])
  expect((await rolloutsOf(rig, record)).find(({ id }) => id === kr.id)?.workloads[0]?.step).toBe('to-apply')
})

test('not once a rollback took its place', async () => {
  await deployed(rig, aBuild('b', { builtAt: NINE - 9 * MINUTE }))
  await queue(rig, await requested(rig, { kind: 'rollback', version: '1.0.b' }))
  expect(reason(await begin())).toBe('not-running')
})

test('its lease alone running out does not stop it', async () => {
  rig.clock.now += LOCK_LEASE_MS + 1
  expect(await begin()).toMatchObject({ ok: true })
})
