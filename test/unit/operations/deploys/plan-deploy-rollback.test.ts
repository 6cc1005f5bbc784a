import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../../src/domain/actor.ts'
import { planHash } from '../../../../src/domain/deploys/plan.ts'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, builds, deployed, planned, reason, WISH } from './given.ts'
import { bob, digest, IMAGE, openRig, outsider, type Rig } from './rig.ts'

const good = aBuild('b', { builtAt: NINE - 9 * MINUTE })
const bad = aBuild('0', { builtAt: NINE - 5 * MINUTE, commits: ['break it'] })

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await builds(rig, good, bad)
})
afterEach(() => rig.close())

const BACK = { kind: 'rollback', version: good.digest }
const plan = (over: Record<string, unknown> = {}, actor: Actor = bob) =>
  rig.plan({ actor, input: { ...WISH, ...BACK, ...over } })

test('goes everywhere at once, says what is taken away and which deploy it undoes', async () => {
  await deployed(rig, good)
  const undone = await deployed(rig, bad, { state: 'failed' })
  const draft = await planned(rig, BACK)
  expect(draft).toMatchObject({ kind: 'rollback', undoes: undone.id, fromName: '1.0.0' })
  expect(draft.plan.targets.map(({ region, wave, commits }) => [region, wave, commits])).toEqual([
    ['kr', 0, ['break it']],
    ['us', 0, ['break it']],
    ['eu', 0, ['break it']],
  ])
  expect(planHash(draft.plan)).toHaveLength(64)
})

test('regions that were asked for do not count', async () => {
  await deployed(rig, good)
  const draft = await planned(rig, { ...BACK, regions: ['us'] })
  expect(draft.regions).toBe('all')
  expect(draft.plan.targets.map(({ region }) => region)).toEqual(['kr', 'us', 'eu'])
})

test.each(['1.0.b', 'bbbbbbbb', digest('b')])('finds %s among what succeeded here', async (version) => {
  await deployed(rig, good)
  expect((await planned(rig, { ...BACK, version })).release.digest).toBe(good.digest)
})

test.each([
  ['never deployed', {}],
  ['failed', { state: 'failed' as const }],
  ['rolled back', { state: 'rolled-back' as const }],
  ['succeeded elsewhere', { environment: 'alpha' }],
])('not to a version that was %s', async (what, over) => {
  if (what !== 'never deployed') await deployed(rig, good, over)
  expect(await plan()).toMatchObject({
    refusal: { reason: 'never-ran-before', details: { environment: 'prod', service: 'checkout' } },
  })
})

test('to the image that ran before the first deploy, by its digest', async () => {
  const container = { container: 'checkout', from: `${IMAGE}@${digest('c')}`, to: `${IMAGE}@${bad.digest}` }
  const change = { kind: 'Deployment', name: 'checkout', uid: 'u', managedBy: { kind: 'ours' } } as const
  const target = { service: 'checkout', environment: 'prod', region: 'kr', cluster: 'prod-kr', wave: 0 }
  const workloads = [{ ...change, containers: [container] }]
  const plans = [{ ...target, workloads, commits: null, warnings: [] }]
  const failed = { project: 'payments', digest: bad.digest, targets: plans }
  await deployed(rig, bad, { state: 'failed', plan: failed })
  const draft = await planned(rig, { ...BACK, version: digest('c') })
  expect(draft.release).toMatchObject({ digest: digest('c'), repository: IMAGE, isVerified: false })
  expect(draft.plan.targets[0]?.warnings).toContainEqual({ warning: 'unverified' })
  expect(reason(await plan({ version: digest('d') }))).toBe('never-ran-before')
})

test('neither freeze nor promotion nor lock stands in its way, the right does', async () => {
  await rig.close()
  const promotion = { from: 'alpha', same: 'digest', withinMs: 1 } as const
  rig = await openRig({ prod: { promotion } })
  await builds(rig, good, bad)
  await deployed(rig, good)
  const admin = { ...bob, isAdmin: true }
  const freeze = { project: null, environment: 'prod', reason: 'sale', forMs: null }
  await rig.freeze({ actor: admin, input: freeze })
  const draft = await planned(rig, BACK)
  expect(draft.plan.targets[0]?.warnings).toEqual([])
  expect(reason(await plan({}, outsider))).toBe('may-not-roll-back')
})

test('what runs already is nothing to roll back to, what was deleted neither', async () => {
  await deployed(rig, good)
  for (const cluster of ['prod-kr', 'prod-us', 'prod-eu'])
    rig.clusters.images.set(cluster, `${IMAGE}@${good.digest}`)
  expect(reason(await plan())).toBe('nothing-to-change')
  rig.registry.answers.set(`checkout@${good.digest}`, { outcome: 'not-found' })
  expect(reason(await plan())).toBe('image-not-found')
})

test('a registry that does not answer does not stop it', async () => {
  await deployed(rig, good)
  rig.registry.down.answer = { outcome: 'unreachable', error: 'timeout' }
  expect(await plan()).toMatchObject({ ok: true })
})
