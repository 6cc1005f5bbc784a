import { describe, expect, test } from 'vitest'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer } from './cluster-adapter-kit.ts'
import { bookmark, watchedCluster } from './cluster-adapter-watch-kit.ts'

const recorded = payload('kubernetes/k8s-watch-deployments-rollout.ndjson').trim().split('\n')
const lines = recorded.map((line) => JSON.parse(line) as { object: { metadata: { uid: string } } })
const uid = lines[0]?.object.metadata.uid ?? ''
const expired = JSON.parse(payload('kubernetes/k8s-watch-too-old.ndjson')) as object

describe('following', () => {
  test('a recorded rollout: each change is told, the last state stands', async () => {
    await using at = await watchedCluster()
    const following = at.follow('deployments')
    expect(following.isComplete()).toBe(false)
    const watch = await at.watch('deployments', 1)
    expect(watch.query).toMatchObject({ watch: 'true', allowWatchBookmarks: 'true', resourceVersion: '1' })
    expect(Number(watch.query.timeoutSeconds)).toBeGreaterThanOrEqual(300)
    expect(Number(watch.query.timeoutSeconds)).toBeLessThanOrEqual(600)
    watch.send(...lines)
    await until('all changes', () => at.changed.length === 29)
    expect(new Set(at.changed)).toEqual(new Set([uid]))
    expect(following.snapshot(uid).workload?.metadata.resourceVersion).toBe('456')
    expect(following.isComplete()).toBe(true)
    expect(following.states()).toEqual([
      { kind: 'deployments', isListed: true, heardAt: at.clock.now(), problem: null },
    ])
  })

  test('goes on from the last bookmark after a drop, after a pause', async () => {
    await using at = await watchedCluster()
    const following = at.follow('pods')
    const first = await at.watch('pods', 1)
    first.send(bookmark('77'))
    await at.clock.advance(1)
    first.drop()
    await until('it noticed', () => following.states()[0]?.problem)
    await at.clock.advance(399)
    expect(at.watches.pods).toHaveLength(1)
    await at.clock.advance(401)
    expect((await at.watch('pods', 2)).query.resourceVersion).toBe('77')
    expect(at.lists).toEqual(['pods'])
    await until('all is well again', () => following.states()[0]?.problem === null)
  })

  test('lists anew when the version is too old, told inside the watch', async () => {
    await using at = await watchedCluster()
    at.follow('pods')
    const first = await at.watch('pods', 1)
    at.listings.pods = { resourceVersion: '900', items: [] }
    first.send(expired)
    expect((await at.watch('pods', 2)).query.resourceVersion).toBe('900')
    expect(at.lists).toHaveLength(2)
  })

  test('lists anew when the version is too old, told by the status', async () => {
    let isExpired = true
    await using at = await watchedCluster((asked, response) => {
      if (!asked.query.has('watch') || !isExpired) return false
      isExpired = false
      answer(response, 410, payload('kubernetes/k8s-410-continue.json'))
      return true
    })
    at.follow('pods')
    await at.watch('pods', 1)
    expect(at.lists).toHaveLength(2)
  })

  test('a watch that is silent for 90 s is given up; bytes keep it', async () => {
    await using at = await watchedCluster()
    const following = at.follow('events')
    const first = await at.watch('events', 1)
    await until('listed', () => following.isComplete())
    await at.clock.advance(60_000)
    first.send(bookmark('5'))
    await until('heard', () => following.states()[0]?.heardAt === at.clock.now())
    await at.clock.advance(89_000)
    expect(following.states()[0]?.problem).toBeNull()
    await at.clock.advance(1000)
    await until('noticed', () => following.states()[0]?.problem)
    expect(following.states()[0]?.problem).toEqual({ outcome: 'unreachable', error: 'silent for 90000 ms' })
    await at.clock.advance(800)
    expect((await at.watch('events', 2)).query.resourceVersion).toBe('5')
  })
})
