import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, NINE } from '../../../harness/given.ts'
import { aBuild, builds, planned, reason, requested, WISH } from './given.ts'
import { bob, digest, IMAGE, openRig, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  await builds(
    rig,
    aBuild('0', { builtAt: NINE - 9 * MINUTE }),
    aBuild('b', { builtAt: NINE - 8 * MINUTE }),
    aBuild('c', { builtAt: NINE - 7 * MINUTE }),
    aBuild('a', { builtAt: NINE - 6 * MINUTE }),
  )
})
afterEach(() => rig.close())

const runs = (cluster: string, image: string) => rig.clusters.images.set(cluster, `${IMAGE}${image}`)
const commits = async () => (await planned(rig)).plan.targets.map((target) => target.commits)

test('every version that runs is named once, and each region counts its commits from its own', async () => {
  runs('prod-us', `@${digest('c')}`)
  expect((await planned(rig)).fromName).toBe('1.0.0, 1.0.c')
  expect(await commits()).toEqual([
    ['make a', 'make c', 'make b'],
    ['make a'],
    ['make a', 'make c', 'make b'],
  ])
})

test('three at most, and what no build told of says nothing of commits', async () => {
  await rig.close()
  const regions = ['kr', 'us', 'eu', 'jp'].map((region) => ({ region, cluster: `prod-${region}` }))
  rig = await openRig({ prod: { waves: [{ name: 'all', regions }] } })
  await builds(rig, aBuild('0', { builtAt: NINE - 9 * MINUTE }), aBuild('a'))
  runs('prod-us', ':2.0.0')
  runs('prod-eu', ':2.1.0')
  runs('prod-jp', ':2.2.0')
  expect((await planned(rig)).fromName).toBe('1.0.0, 2.0.0, 2.1.0, …')
  expect(await commits()).toEqual([['make a'], null, null, null])
})

test('a region that has the version already does not count among those it goes from', async () => {
  runs('prod-us', `@${digest('a')}`)
  expect((await planned(rig)).fromName).toBe('1.0.0')
})

test('what runs everywhere already can be asked for, so that it counts; going back to it cannot', async () => {
  for (const cluster of ['prod-kr', 'prod-us', 'prod-eu']) runs(cluster, `@${digest('a')}`)
  const record = await requested(rig)
  expect(record.plan.targets.map(({ workloads, standing }) => [workloads, standing?.length])).toEqual([
    [[], 1],
    [[], 1],
    [[], 1],
  ])
  expect(record.fromName).toBe('1.0.a')
  const back = { ...WISH, kind: 'rollback', version: digest('a') }
  expect(reason(await rig.plan({ actor: bob, input: back }))).toBe('never-ran-before')
})
