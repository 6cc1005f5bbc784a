import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Refusal } from '../../../../../src/domain/actor.ts'
import { MINUTE, NINE } from '../../../../harness/given.ts'
import { aBuild, audited, builds, deployed, planned, reason, requested, WISH } from '../given.ts'
import { admin, bob, digest, IMAGE, openRig, type Rig } from '../rig.ts'
import { fresh, go, held, rolloutsOf, states } from './kit.ts'

const good = aBuild('b', { builtAt: NINE - 9 * MINUTE })
const BACK = { kind: 'rollback', version: '1.0.b' }

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, aBuild('a'), good)
  await deployed(rig, good)
})
afterEach(() => rig.close())

const away: Refusal = { reason: 'cluster-unreachable', details: { cluster: 'prod-us' } }
const gone: Refusal = { reason: 'workload-not-found', details: {} }
const answers = (refusal: Refusal, cluster = 'prod-us') => rig.clusters.refusals.set(cluster, refusal)
const us = async (record: { id: string }) =>
  (await rolloutsOf(rig, record)).find(({ region }) => region === 'us')

test('a region that cannot be seen is planned with a warning, and holds nothing back', async () => {
  answers(away)
  const { plan } = await planned(rig, BACK)
  expect(plan.targets.map(({ region, workloads }) => [region, workloads.length])).toEqual([
    ['kr', 1],
    ['us', 0],
    ['eu', 1],
  ])
  expect(plan.targets[1]?.warnings).toContainEqual({
    warning: 'not-seen',
    region: 'us',
    cluster: 'prod-us',
    reason: 'cluster-unreachable',
  })
  const record = await requested(rig, BACK)
  expect(await go(rig, record)).toBe('started')
  expect(await states(rig, record)).toEqual({ kr: 'running', us: 'running', eu: 'running' })
  expect(await us(record)).toMatchObject({ startedAt: NINE, fence: 1, workloads: [] })
  // From here on its rollout says so, as long as it is true.
  expect((await fresh(rig, record.id)).plan.targets[1]?.warnings).toEqual([])
  expect((await audited(rig, record.id)).at(-1)).toEqual(['start-wave', 'started'])
})

test('one that was not seen when it was asked for is carried out as it is now', async () => {
  answers(away)
  const record = await requested(rig, BACK)
  rig.clusters.refusals.clear()
  await go(rig, record)
  expect(await us(record)).toMatchObject({ workloads: [{ change: { name: 'checkout' }, step: 'to-apply' }] })
})

test('a region that refuses for good fails alone', async () => {
  const record = await requested(rig, BACK)
  answers(gone)
  expect(await go(rig, record)).toBe('started')
  expect(await states(rig, record)).toEqual({ kr: 'running', us: 'failed', eu: 'running' })
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'running' })
  expect(await held(rig, record)).toEqual(['kr', 'eu'])
})

test('refused where no region can be planned, and a deploy already where one cannot', async () => {
  answers(away)
  expect(reason(await rig.plan({ actor: bob, input: WISH }))).toBe('cluster-unreachable')
  answers(gone, 'prod-kr')
  answers(gone, 'prod-eu')
  expect(await rig.plan({ actor: bob, input: { ...WISH, ...BACK } })).toMatchObject({
    refusal: { reason: 'workload-not-found', details: { region: 'kr' } },
  })
})

test('neither freeze nor another image stops it', async () => {
  const record = await requested(rig, BACK)
  await rig.freeze({
    actor: admin,
    input: { project: null, environment: 'prod', reason: 'sale', forMs: null },
  })
  rig.clusters.images.set('prod-kr', `${IMAGE}@${digest('c')}`)
  expect(await go(rig, record)).toBe('started')
  const [kr] = await rolloutsOf(rig, record)
  expect(kr?.workloads[0]?.change.containers[0]?.from).toBe(`${IMAGE}@${digest('c')}`)
})

test('who lost the right to roll back does not', async () => {
  const record = await requested(rig, BACK)
  rig.groups['S0PAY'] = []
  expect(await go(rig, record)).toBe('called-off')
  expect(await fresh(rig, record.id)).toMatchObject({ state: 'cancelled', reason: 'may-not-roll-back' })
})
