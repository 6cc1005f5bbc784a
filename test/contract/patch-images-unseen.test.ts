import { describe, expect, test } from 'vitest'
import type { Look } from '../../src/domain/deployer.ts'
import { setImage } from '../harness/kubernetes.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { until } from '../harness/until.ts'
import { lookUntil, PLACE, startDeployer } from './patch-images-kit.ts'

const nothing = () => {}
const judged = (look: Look) => look.outcome === 'judged'
const unseenAs = (code: string) => (look: Look) => look.outcome === 'unseen' && look.code === code
const MINUTE = 60_000

/** A rollout that is watched and was judged once. */
async function watching(options: Parameters<typeof startDeployer>[0] = {}) {
  const at = await startDeployer(options)
  const watch = at.deployer.watch(PLACE, nothing)
  const deployed = await at.deploy()
  const seen = async (what: string, isIt: (look: Look) => boolean) =>
    (await lookUntil(watch, deployed, { clock: at.clock, isIt, what })).look
  const look = (afterMs = 0) =>
    watch.look(deployed.record, deployed.change, {
      now: at.clock.now() + afterMs,
      clockAheadMs: deployed.clockAheadMs,
    })
  return { ...at, watch, deployed, seen, look }
}

describe('nothing is judged', () => {
  test('before everything was listed', async () => {
    await using at = await watching({ settings: { podReadyMs: 100 } })
    const watch = at.deployer.watch({ ...PLACE, project: 'orders' }, nothing)
    const { record, change } = at.deployed
    expect(watch.look(record, change, { now: at.clock.now(), clockAheadMs: 0 })).toMatchObject({
      outcome: 'unseen',
      code: 'watching',
      message: expect.stringContaining('pods') as string,
    })
  })

  test('while the cluster is out of reach, and again once it is back', async () => {
    await using at = await watching()
    await at.seen('a first verdict', judged)
    at.simulator.faults.unreachable = true
    expect(await at.seen('the trouble', unseenAs('cluster-unreachable'))).toHaveProperty('message')
    at.simulator.faults.unreachable = false
    expect(await at.seen('a verdict again', judged)).toHaveProperty('verdict')
  })

  test('while one kind may not be listed', async () => {
    await using at = await startDeployer()
    at.simulator.faults.forbidden = [{ verb: 'list', resource: 'pods' }]
    const deployed = await at.deploy()
    const watch = at.deployer.watch(PLACE, nothing)
    const isIt = unseenAs('cluster-forbidden')
    const { look } = await lookUntil(watch, deployed, { clock: at.clock, isIt })
    expect(look).toMatchObject({ message: expect.stringContaining('pods') as string })
  })

  test('when nothing was heard for three minutes', async () => {
    await using at = await watching()
    await at.seen('a first verdict', judged)
    expect(at.look(2 * MINUTE)).toMatchObject({ outcome: 'judged' })
    expect(at.look(4 * MINUTE)).toMatchObject({ outcome: 'unseen', code: 'cluster-unreachable' })
  })

  test('in a cluster that is not known, or after the end of the watch', async () => {
    await using at = await watching()
    await at.seen('a first verdict', judged)
    at.watch.stop()
    expect(at.look()).toMatchObject({ outcome: 'unseen', code: 'watching' })
    const watch = at.deployer.watch({ ...PLACE, cluster: 'omega' }, nothing)
    const { record, change } = at.deployed
    expect(watch.look(record, change, { now: 0, clockAheadMs: 0 })).toMatchObject({
      outcome: 'unseen',
      code: 'cluster-unknown',
    })
    watch.stop()
  })
})

test('a watch that died in silence is noticed and taken up again, and what it missed is seen', async () => {
  const adapterClock = createTestClock(Date.now())
  await using at = await watching({ adapterClock })
  await at.seen('a first verdict', judged)
  await until('seven watches', () => at.simulator.watchCount() === 7)
  at.simulator.faults.silentWatches = true
  await setImage(at.simulator, 'registry.example.test/checkout:9')
  expect(at.look()).not.toMatchObject({ verdict: { phase: 'superseded' } })
  at.simulator.faults.silentWatches = false
  const startedAt = adapterClock.now()
  const isIt = (look: Look) => look.outcome === 'judged' && look.verdict.phase === 'superseded'
  await until('what was missed', async () => {
    await adapterClock.advance(10_000)
    return isIt(at.look())
  })
  expect(adapterClock.now() - startedAt).toBeGreaterThanOrEqual(80_000)
})

test('those who watch one namespace share its watches, which end with the last of them', async () => {
  await using at = await startDeployer()
  const told: [string, string][] = []
  const first = at.deployer.watch(PLACE, (uid) => told.push(['first', uid]))
  const second = at.deployer.watch(PLACE, (uid) => told.push(['second', uid]))
  await until('one watch a kind', () => at.simulator.watchCount() === 7)
  first.stop()
  first.stop()
  told.length = 0
  const { change } = await at.deploy()
  await until('the second is told', () => told.some(([who, uid]) => who === 'second' && uid === change.uid))
  expect(told.map(([who]) => who)).not.toContain('first')
  expect(at.simulator.watchCount()).toBe(7)
  second.stop()
  await until('no watch is left', () => at.simulator.watchCount() === 0)
})
