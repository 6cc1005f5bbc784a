import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { etaOf, type PastRollout } from '../../../src/domain/rollout/eta.ts'

const past = (durations: readonly number[], replicas = 3): PastRollout[] =>
  durations.map((durationMs, finishedAt) => ({ durationMs, replicas, finishedAt }))

describe('when it will be done', () => {
  test('needs three successes', () => {
    expect(etaOf(past([1, 2]), { replicas: 3, elapsedMs: 0 })).toBeNull()
    expect(etaOf(past([1, 2, 3]), { replicas: 3, elapsedMs: 0 })?.samples).toBe(3)
  })

  test('is the median and the ninth of ten, by nearest rank', () => {
    const tenths = past([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((seconds) => seconds * 1000))
    expect(etaOf(tenths, { replicas: 3, elapsedMs: 20_000 })).toEqual({
      p50Ms: 50_000,
      p90Ms: 90_000,
      remainingMs: 30_000,
      isLate: false,
      samples: 10,
    })
  })

  test('nothing remains after the median, late is after the ninth of ten', () => {
    const all = past([100, 100, 100])
    expect(etaOf(all, { replicas: 3, elapsedMs: 100 })).toMatchObject({ remainingMs: 0, isLate: false })
    expect(etaOf(all, { replicas: 3, elapsedMs: 101 })).toMatchObject({ remainingMs: 0, isLate: true })
  })

  test('only the newest hundred count', () => {
    const slowThenFast = past([...Array<number>(50).fill(900), ...Array<number>(100).fill(10)])
    expect(etaOf(slowThenFast, { replicas: 3, elapsedMs: 0 })).toMatchObject({ p90Ms: 10, samples: 100 })
  })

  test('grows with the replicas where durations did, and not where they did not', () => {
    const linear = [2, 4, 6, 8].map((replicas) => ({
      replicas,
      durationMs: replicas * 10_000,
      finishedAt: replicas,
    }))
    expect(etaOf(linear, { replicas: 10, elapsedMs: 0 })?.p50Ms).toBe(100_000)
    const flat = [2, 4, 6, 8].map((replicas) => ({ replicas, durationMs: 60_000, finishedAt: replicas }))
    expect(etaOf(flat, { replicas: 40, elapsedMs: 0 })?.p50Ms).toBe(60_000)
  })

  test('a trend is never stretched beyond four times what was measured', () => {
    const linear = [1, 2, 3].map((replicas) => ({
      replicas,
      durationMs: replicas * 1_000,
      finishedAt: replicas,
    }))
    expect(etaOf(linear, { replicas: 1_000, elapsedMs: 0 })?.p90Ms).toBe(12_000)
  })

  test('is within 25 % for four of five rollouts of a service that scales', () => {
    const anyPast = fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: -12, max: 12 }))
    const lengthOf = ([replicas, noise]: [number, number]) => (30_000 + replicas * 8_000) * (1 + noise / 100)
    fc.assert(
      fc.property(fc.array(anyPast, { minLength: 30, maxLength: 60 }), (runs) => {
        const history = runs.map((run, finishedAt) => ({
          durationMs: lengthOf(run),
          replicas: run[0],
          finishedAt,
        }))
        const close = runs.filter((run) => {
          const eta = etaOf(history, { replicas: run[0], elapsedMs: 0 })
          return Math.abs((eta?.p50Ms ?? 0) - lengthOf(run)) <= 0.25 * lengthOf(run)
        })
        expect(close.length / runs.length).toBeGreaterThanOrEqual(0.8)
      }),
      { numRuns: 50 },
    )
  })
})
