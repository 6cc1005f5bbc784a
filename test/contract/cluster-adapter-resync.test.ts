import { describe, expect, test } from 'vitest'
import type { Following } from '../../src/domain/cluster.ts'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer } from './cluster-adapter-kit.ts'
import { bookmark, object, watchedCluster, type OpenWatch } from './cluster-adapter-watch-kit.ts'

type At = Awaited<ReturnType<typeof watchedCluster>>

describe('every five minutes', () => {
  test('a new list finds what the watch missed', async () => {
    await using at = await watchedCluster()
    at.listings.deployments = { resourceVersion: '1', items: [object('d')] }
    const following = at.follow('deployments')
    const first = await at.watch('deployments', 1)
    at.listings.deployments = { resourceVersion: '500', items: [] }
    await fiveMinutes(at, following, first)
    expect((await at.watch('deployments', 2)).query.resourceVersion).toBe('500')
    expect(following.snapshot('d').workload).toBeNull()
    expect(at.changed).toEqual(['d', 'd'])
  })

  test('a list that fails leaves the watch where it was', async () => {
    let isRefused = false
    await using at = await watchedCluster(({ query }, response) => {
      if (query.has('watch') || !isRefused) return false
      answer(response, 403, payload('kubernetes/k8s-403.json'))
      return true
    })
    at.listings.deployments = { resourceVersion: '1', items: [object('d')] }
    const following = at.follow('deployments')
    const first = await at.watch('deployments', 1)
    isRefused = true
    await fiveMinutes(at, following, first)
    const second = await at.watch('deployments', 2)
    expect(second.query.resourceVersion).toBe('104')
    second.send({ type: 'DELETED', object: object('d') })
    await until('the deletion', () => following.snapshot('d').workload === null)
    expect(following.states()[0]?.problem).toBeNull()
  })
})

/** A bookmark a minute keeps the watch alive. */
async function fiveMinutes({ clock }: At, following: Following, watch: OpenWatch): Promise<void> {
  for (let minute = 0; minute < 5; minute++) {
    await clock.advance(1)
    watch.send(bookmark(String(100 + minute)))
    await until('heard', () => following.states()[0]?.heardAt === clock.now())
    await clock.advance(60_000)
  }
}
