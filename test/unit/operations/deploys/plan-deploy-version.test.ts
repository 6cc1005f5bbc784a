import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, builds, deployed, planned, reason, WISH } from './given.ts'
import { bob, digest, IMAGE, openRig, PROD, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => void (rig = await openRig()))
afterEach(() => rig.close())

const plan = (over: Record<string, unknown> = {}) => rig.plan({ actor: bob, input: { ...WISH, ...over } })

test('a typed tag of an image is resolved to its digest once', async () => {
  rig.registry.answers.set('checkout:edge', { outcome: 'found', digest: digest('e') })
  const { release, plan: one } = await planned(rig, { version: `${IMAGE}:edge` })
  expect(release).toMatchObject({ repository: IMAGE, digest: digest('e'), tag: 'edge', isVerified: false })
  expect(one.targets[0]?.workloads[0]?.containers[0]?.to).toBe(`${IMAGE}@${digest('e')}`)
  expect(one.targets[0]?.warnings).toContainEqual({ warning: 'unverified' })
})

test('a typed tag that names the image of a build is that build', async () => {
  await builds(rig, aBuild('a'))
  rig.registry.answers.set('checkout:edge', { outcome: 'found', digest: digest('a') })
  const { release } = await planned(rig, { version: `${IMAGE}:edge` })
  expect(release).toMatchObject({ digest: digest('a'), tag: '1.0.a', isVerified: true })
})

test.each(['a'.repeat(8), digest('a'), '1.0.a', `${IMAGE}@${digest('a')}`])(
  '%s finds the build',
  async (version) => {
    await builds(rig, aBuild('a'), aBuild('b'))
    expect((await planned(rig, { version })).release).toMatchObject({ digest: digest('a'), isVerified: true })
  },
)

test('an image that was deleted is a no, typed or built', async () => {
  await builds(rig, aBuild('a'))
  rig.registry.answers.set(`checkout@${digest('a')}`, { outcome: 'not-found' })
  expect(reason(await plan())).toBe('image-not-found')
  expect(reason(await plan({ version: `${IMAGE}:gone` }))).toBe('image-not-found')
})

test.each([
  [{ outcome: 'unreachable', error: 'timeout' } as const, 'registry-unreachable'],
  [{ outcome: 'unauthorized' } as const, 'registry-unauthorized'],
])('registry %j: builds go, typed images do not', async (answer, expected) => {
  await builds(rig, aBuild('a'))
  rig.registry.down.answer = answer
  expect(await plan()).toMatchObject({ ok: true })
  expect(reason(await plan({ version: `${IMAGE}:edge` }))).toBe(expected)
})

test('tells the commits since the running version, newest first, and its name', async () => {
  await builds(
    rig,
    aBuild('0', { builtAt: NINE - 9 * MINUTE }),
    aBuild('b', { builtAt: NINE - 8 * MINUTE, commits: ['two', 'one'] }),
    aBuild('f', { builtAt: NINE - 7 * MINUTE, branch: 'feature', commits: ['not this'] }),
    aBuild('c', { builtAt: NINE - 6 * MINUTE, commits: [], message: 'three\n\nwhy' }),
    aBuild('a', { builtAt: NINE - 5 * MINUTE, commits: ['four'] }),
  )
  rig.clusters.images.set('prod-us', `${IMAGE}:1.0.c`)
  rig.clusters.images.set('prod-eu', `${IMAGE}:unknown`)
  const draft = await planned(rig)
  expect(draft.fromName).toBe('1.0.0, 1.0.c, unknown')
  expect(draft.plan.targets.map(({ commits }) => commits)).toEqual([
    ['four', 'three', 'two', 'one'],
    ['four'],
    null,
  ])
})

test('commits are not known of what no build told, nor backwards', async () => {
  await builds(rig, aBuild('a', { builtAt: NINE - 9 * MINUTE }))
  expect((await planned(rig)).plan.targets[0]?.commits).toBeNull()
  expect((await planned(rig)).fromName).toBe('000000000000')
  await builds(rig, aBuild('0', { builtAt: NINE - MINUTE }))
  expect((await planned(rig)).plan.targets[0]?.commits).toBeNull()
})

test('warns of a version that never ran well in the environment before, until it did', async () => {
  const build = aBuild('a')
  await builds(rig, build)
  const never = { warning: 'never-succeeded-earlier', environment: 'alpha' }
  expect((await planned(rig)).plan.targets[0]?.warnings).toEqual([never])
  expect((await planned(rig, { environment: 'alpha' })).plan.targets[0]?.warnings).toEqual([])
  await deployed(rig, build, { environment: 'alpha' })
  expect((await planned(rig)).plan.targets[0]?.warnings).toEqual([])
})

test('warns of other deploys and of freezes', async () => {
  const build = aBuild('a')
  await builds(rig, build)
  await deployed(rig, build, { environment: 'alpha' })
  const other = await deployed(rig, aBuild('b'), { state: 'running' })
  const freeze = { project: null, environment: 'prod', reason: 'sale', forMs: MINUTE }
  await rig.freeze({ actor: { ...bob, isAdmin: true }, input: freeze })
  expect((await planned(rig)).plan.targets[0]?.warnings).toEqual([
    { warning: 'other-deploy-running', deployId: other.id },
    { warning: 'frozen', reason: 'sale', until: NINE + MINUTE },
  ])
})

test('promotion is asked of a deploy unless an exception waives it', async () => {
  await rig.close()
  const promotion = { from: 'alpha', same: 'digest', withinMs: 3_600_000 } as const
  const exception = {
    id: 'x1',
    project: 'payments',
    environment: 'prod',
    rule: 'promotion',
    owner: 'U0DANA',
    reason: 'no alpha',
    expiresAt: NINE + MINUTE,
  } as const
  rig = await openRig({ prod: { ...PROD, promotion }, policy: { exceptions: [exception] } })
  const build = aBuild('a')
  await builds(rig, build)
  expect(await plan()).toMatchObject({ ok: true })
  rig.clock.now += MINUTE
  expect(reason(await plan())).toBe('never-succeeded-before')
  await deployed(rig, build, { environment: 'alpha' })
  expect(await plan()).toMatchObject({ ok: true })
  rig.clock.now += 3_600_000
  expect(reason(await plan())).toBe('succeeded-too-long-ago')
})
