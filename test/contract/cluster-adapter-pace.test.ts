import { describe, expect, test } from 'vitest'
import { payload } from '../harness/payload.ts'
import { until } from '../harness/until.ts'
import { answer } from './cluster-adapter-kit.ts'
import { watchedCluster } from './cluster-adapter-watch-kit.ts'

type At = Awaited<ReturnType<typeof watchedCluster>>

describe('the pace of coming back', () => {
  test('doubles from 0.8 s to 30 s, less up to half', async () => {
    await using at = await watchedCluster(({ query }, response) => {
      if (!query.has('watch')) return false
      response.destroy()
      return true
    })
    const following = at.follow('pods')
    const pauses: number[] = []
    for (let nth = 1; nth <= 8; nth++) {
      await until('a failure', () => at.calls.filter(({ verb }) => verb === 'watch').length === nth)
      await until('noticed', () => following.states()[0]?.problem?.outcome === 'unreachable')
      pauses.push(
        await pauseBefore(at, () => at.asked.filter(({ query }) => query.has('watch')).length > nth),
      )
    }
    const full = [800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]
    for (const [nth, pause] of pauses.entries()) {
      expect(pause).toBeLessThanOrEqual((full[nth] ?? 0) + 100)
      expect(pause).toBeGreaterThanOrEqual((full[nth] ?? 0) / 2 - 100)
    }
  })

  test('a watch that ended in order after two minutes is taken up at once', async () => {
    await using at = await watchedCluster()
    const following = at.follow('pods')
    const first = await at.watch('pods', 1)
    await until('listed', () => following.isComplete())
    await at.clock.advance(80_000)
    first.send({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } })
    await until('heard', () => following.states()[0]?.heardAt === at.clock.now())
    await at.clock.advance(45_000)
    first.end()
    expect((await at.watch('pods', 2)).query.resourceVersion).toBe('9')
    expect(following.states()[0]?.problem).toBeNull()
  })

  test('one that ended at once is not', async () => {
    await using at = await watchedCluster()
    at.follow('pods')
    const first = await at.watch('pods', 1)
    first.end()
    await until('it ended', async () => (await at.clock.advance(100), at.watches.pods?.length === 2))
    expect(at.clock.now() - Date.UTC(2026, 10, 21, 9, 0, 0)).toBeGreaterThanOrEqual(400)
  })

  test('429 is answered with at least what Retry-After asks', async () => {
    let isBusy = true
    await using at = await watchedCluster((_, response) => {
      if (isBusy) answer(response, 429, 'busy', { 'retry-after': '20' })
      return isBusy
    })
    const following = at.follow('pods')
    await until('refused', () => following.states()[0]?.problem)
    expect(following.states()[0]).toMatchObject({
      isListed: false,
      problem: { outcome: 'limited', retryAfterMs: 20_000 },
    })
    isBusy = false
    await at.clock.advance(19_999)
    expect(at.lists).toEqual([])
    await at.clock.advance(1)
    await at.watch('pods', 1)
    expect(following.isComplete()).toBe(true)
  })

  test('a kind that may not be read says so and leaves the others alone', async () => {
    await using at = await watchedCluster(({ path }, response) => {
      const isRefused = path.endsWith('/events')
      if (isRefused) answer(response, 403, payload('kubernetes/k8s-403.json'))
      return isRefused
    })
    const following = at.follow('pods', 'events')
    await at.watch('pods', 1)
    await until('refused', () => following.states()[1]?.problem)
    expect(following.states()).toMatchObject([
      { kind: 'pods', isListed: true, problem: null },
      {
        kind: 'events',
        isListed: false,
        problem: { outcome: 'forbidden', verb: 'list', resource: 'events' },
      },
    ])
    expect(following.isComplete()).toBe(false)
  })
})

/** Moves the clock in small steps until the next attempt is made. */
async function pauseBefore({ clock }: At, isOver: () => boolean): Promise<number> {
  const from = clock.now()
  while (!isOver()) {
    await clock.advance(100)
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
  return clock.now() - from
}
