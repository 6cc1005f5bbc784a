import { afterEach, beforeEach, expect, test } from 'vitest'
import { targetKey } from '../../../../src/domain/deploys/deploy-record.ts'
import { openLock, type Lock } from '../../../../src/domain/deploys/lock.ts'
import type { WorkloadRollout } from '../../../../src/domain/deploys/target-rollout.ts'
import { createDeployViewQuery } from '../../../../src/queries/deploy-view.ts'
import { MINUTE, NINE, PAYMENTS } from '../../../harness/given.ts'
import { openTestStore, type TestStore } from '../../../harness/store.ts'
import { aRecord, ask, bob, deps, guest, held, rolloutsOf, store, wish } from './given-deploys.ts'

let opened: TestStore
beforeEach(async () => {
  opened = await openTestStore()
})
afterEach(() => opened.close())

const view = (deployId: string, actor = bob) =>
  createDeployViewQuery({ ...deps, store: opened.store })({ actor, input: { deployId } })

const FIRST = aRecord({ id: 'd1', state: 'running', rollouts: { kr: 'running', us: 'waiting' } })
const keyOf = (region: string) =>
  targetKey({ project: 'payments', service: 'payments-api', environment: 'prod', region })

async function lock(region: string, over: Partial<Lock>) {
  const before = openLock()
  await opened.store.transaction((tx) => tx.locks.save(keyOf(region), { ...before, version: 1, ...over }, 0))
}

test('one snapshot: the record, its rollouts in order of the waves, its approvals, team and policy', async () => {
  await store(opened.store, [FIRST])
  const approval = ask('d1')
  await opened.store.transaction((tx) => tx.approvals.insert(approval))
  const seen = await view('d1')
  expect(seen).toMatchObject({
    record: { id: 'd1' },
    approvals: [{ id: approval.id }],
    team: PAYMENTS,
    policy: { name: 'prod' },
    queues: {},
    etas: {},
    closed: {},
    now: NINE,
  })
  expect(seen?.rollouts).toEqual(rolloutsOf(FIRST))
})

test('none of this id, or nobody who may ask', async () => {
  await store(opened.store, [FIRST])
  expect(await view('d2')).toBeNull()
  expect(await view('d1', guest)).toBeNull()
})

test('an environment or project that left the configuration does not break the view', async () => {
  await store(opened.store, [aRecord({ id: 'd1', project: 'gone', environment: 'old' })])
  expect(await view('d1')).toMatchObject({ team: null, policy: null })
})

test('what a waiting rollout waits behind', async () => {
  await store(opened.store, [FIRST], [aRecord({ id: 'd2', requesterId: 'U0DANA' })], [aRecord({ id: 'd3' })])
  await lock('kr', { holder: held(wish('d1-kr')), queue: [wish('d2-kr'), wish('d3-kr')] })
  const holder = { deployId: 'd1', name: '1.4.2', requesterId: 'U0BOB' }
  expect((await view('d2'))?.queues).toEqual({ 'd2-kr': { holder, ahead: 1 } })
  expect((await view('d3'))?.queues).toEqual({ 'd3-kr': { holder, ahead: 2 } })
  expect((await view('d1'))?.queues).toEqual({})
})

test('behind a closed lock nobody goes first', async () => {
  await store(opened.store, [FIRST])
  const closed = { by: 'U0DANA', reason: 'audit', since: NINE, expiresAt: null }
  await lock('us', { closed, queue: [wish('d1-us')] })
  const seen = await view('d1')
  expect(seen?.queues).toEqual({ 'd1-us': { holder: null, ahead: 0 } })
  expect(seen?.closed).toEqual({ us: closed })
})

test('a lock whose time is over closes nothing', async () => {
  await store(opened.store, [FIRST])
  await lock('us', { closed: { by: 'U0DANA', reason: 'audit', since: NINE - 2, expiresAt: NINE } })
  expect((await view('d1'))?.closed).toEqual({})
})

const workload = (over: Partial<WorkloadRollout>): WorkloadRollout => ({
  change: {
    kind: 'Deployment',
    name: 'payments-api',
    uid: 'u1',
    managedBy: { kind: 'ours' },
    containers: [],
  },
  step: 'watching',
  before: null,
  record: null,
  seen: null,
  ...over,
})
const before = (replicas: number) => ({ uid: 'u1', generation: 1, revision: '1', replicas, readAt: NINE })

test('the rest of the time of what runs, for as many pods as it has', async () => {
  const workloads = [workload({ before: before(6) })]
  await store(opened.store, [FIRST, { startedAt: NINE - MINUTE, workloads }])
  expect((await view('d1'))?.etas).toEqual({ 'd1-kr': null })
  const place = { project: 'payments', service: 'payments-api', environment: 'prod', region: 'kr' }
  await opened.store.transaction(async (tx) => {
    for (const [index, replicas] of [1, 2, 3].entries()) {
      const past = { durationMs: replicas * MINUTE, replicas, finishedAt: NINE - index }
      await tx.rollouts.noteDuration({ id: `old${index}`, ...place }, past)
    }
  })
  const { 'd1-kr': eta } = (await view('d1'))?.etas ?? {}
  expect(eta).toMatchObject({ p50Ms: 6 * MINUTE, remainingMs: 5 * MINUTE, samples: 3 })
})
