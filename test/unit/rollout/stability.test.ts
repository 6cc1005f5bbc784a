import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { after, at, counts, deployment, newSet, oldSet, pod, record } from './build.ts'
import { given, noteCodes, starting, watch } from './scenario.ts'

const [stable] = watch(given(), [10])
const rollout = record({ memory: stable?.memory ?? null })

describe('9: success needs a stability window', () => {
  test('without it is success at once', () => {
    expect(judge(given({ rollout: record({ stabilityMs: 0 }) })).phase).toBe('succeeded')
  })

  test('a restart of a new container begins it again', () => {
    const died = { exitCode: 1, finishedAt: at(40) }
    const crashed = pod('new-1', { container: { restartCount: 1, lastState: { terminated: died } } })
    const pods = [crashed, pod('new-2'), pod('new-3')]
    const [first, before, last] = watch(given({ pods, rollout }), [45, 99, 100])
    expect(first).toMatchObject({ phase: 'stabilizing', stableAt: after(100) })
    expect(noteCodes(first!)).toContain('restarted-in-window')
    expect([before?.phase, last?.phase]).toEqual(['stabilizing', 'succeeded'])
  })

  test('a restart before it does not count', () => {
    const died = { exitCode: 1, finishedAt: at(4) }
    const crashed = pod('new-1', { container: { restartCount: 1, lastState: { terminated: died } } })
    expect(watch(given({ pods: [crashed] }), [10, 70]).at(-1)?.phase).toBe('succeeded')
  })

  test('a pod that is no longer available ends it', () => {
    const lost = given({
      workload: deployment(counts(3, 3, 2, 2)),
      replicaSets: [newSet(2), oldSet()],
      rollout,
    })
    const verdict = judge({ ...lost, now: after(50) })
    expect(verdict).toMatchObject({ phase: 'rolling', isServing: false, memory: { firstStableAt: null } })
    expect(noteCodes(verdict)).toContain('stability-lost')
    const again = given({ rollout: record({ memory: verdict.memory }) })
    expect(watch(again, [60, 119, 120]).map(({ phase }) => phase)).toEqual([
      'stabilizing',
      'stabilizing',
      'succeeded',
    ])
  })

  test('a pod that the cluster took away does not, but success waits for the next one', () => {
    const evicted = pod('new-3', {
      container: { ready: false },
      status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on memory.' },
    })
    const lost = given({
      workload: deployment(counts(3, 3, 2, 2)),
      replicaSets: [newSet(2), oldSet()],
      pods: [pod('new-1'), pod('new-2'), evicted],
      rollout,
      now: after(90),
    })
    const verdict = judge(lost)
    expect(verdict).toMatchObject({ phase: 'stabilizing', isServing: false })
    expect(verdict.reasons).toMatchObject([{ code: 'disrupted', weight: 'not-our-fault' }])
    expect(judge(given({ rollout: record({ memory: verdict.memory }), now: after(91) })).phase).toBe(
      'succeeded',
    )
  })

  test('a loss late in a long window gets the full deadline again', () => {
    const long = record({ memory: stable?.memory ?? null, stabilityMs: 3_600_000 })
    const lost = given({
      workload: deployment(counts(3, 3, 2, 2)),
      replicaSets: [newSet(2), oldSet()],
      rollout: long,
    })
    const phases = watch(lost, [1_000, 1_629, 1_630]).map(({ phase }) => phase)
    expect(phases).toEqual(['rolling', 'rolling', 'failed'])
  })

  test('pods that an autoscaler adds do not make up for one that is lost', () => {
    const workload = deployment(counts(6, 6, 2, 2), { replicas: 6 })
    const verdict = judge(given({ workload, replicaSets: [newSet(2), oldSet()], rollout, now: after(80) }))
    expect(verdict.phase).toBe('rolling')
  })

  test('a rollout that never ends is left to go on after the hard cap', () => {
    const slow = starting({ rollout: record({ hardCapMs: 100_000 }) })
    const phases = watch(slow, [10, 100, 101]).map(({ phase }) => phase)
    expect(phases).toEqual(['rolling', 'rolling', 'timed-out-still-running'])
  })

  test('a rollout that never settles is left to go on after the hard cap', () => {
    const draining = given({ workload: deployment({ terminatingReplicas: 1 }) })
    const phases = watch(draining, [10, 1_800, 1_861]).map(({ phase }) => phase)
    expect(phases).toEqual(['stabilizing', 'stabilizing', 'timed-out-still-running'])
  })
})
