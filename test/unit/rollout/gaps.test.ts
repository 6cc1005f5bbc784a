import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { after, at, condition, counts, deployment, newSet, oldSet, pod, record } from './build.ts'
import { given, inTheEnd, noteCodes, reasonCodes, starting, watch } from './scenario.ts'

const going = { metadata: { deletionTimestamp: at(5) }, owner: 'uid-set-1' }
const staleDeadline = (seconds: number) =>
  condition('Progressing', { status: 'False', reason: 'ProgressDeadlineExceeded', seconds })

describe('what kubectl rollout status overlooks', () => {
  test('1: old pods that still terminate are told and hold the success back', () => {
    const draining = given({ workload: deployment({ terminatingReplicas: 3 }) })
    const verdict = inTheEnd(draining)
    expect(verdict).toMatchObject({ phase: 'stabilizing', waitingFor: 'draining', isServing: true })
    expect(verdict.notes).toContainEqual({ code: 'old-pods-draining', count: 3 })
  })

  test('1: where the status does not count them, the pods do', () => {
    const { pods } = given()
    const verdict = inTheEnd(given({ pods: [...pods, pod('old-1', going), pod('old-2', going)] }))
    expect(verdict).toMatchObject({ phase: 'stabilizing', progress: { oldTerminating: 2 } })
  })

  test('2: a deadline exceeded before our write, or in the same second, is not ours', () => {
    for (const seconds of [-100, 0]) {
      const workload = deployment({ ...counts(4, 1, 4, 4), conditions: [staleDeadline(seconds)] })
      const verdict = judge(starting({ workload }))
      expect(verdict.phase).toBe('rolling')
      expect(noteCodes(verdict)).toContain('stale-deadline-ignored')
    }
  })

  test('2: nor is one that stands while our generation was not observed', () => {
    const workload = deployment({ observedGeneration: 1, conditions: [staleDeadline(5)] })
    expect(judge(given({ workload })).phase).toBe('rolling')
  })

  test('3: ours are revision and template; another revision supersedes us', () => {
    const [first] = watch(given(), [10])
    expect(first?.memory).toMatchObject({ revision: '2', templateHash: 'hash-2' })
    const annotations = { 'deployment.kubernetes.io/revision': '3' }
    const changed = given({
      workload: deployment({ observedGeneration: 3 }, {}, { generation: 3, annotations }),
      rollout: record({ memory: first?.memory ?? null }),
    })
    expect(inTheEnd(changed)).toMatchObject({ phase: 'superseded', isServing: false })
  })

  test('3: progress counts our pods, not the old ones that are available', () => {
    expect(judge(starting()).progress).toEqual({
      desired: 3,
      newAvailable: 0,
      newReady: 0,
      updated: 1,
      oldRunning: 3,
      oldTerminating: 0,
    })
  })

  test('4: the same template changes no pods, and that is said', () => {
    const rollout = record({ revisionBefore: '2', generation: 2 })
    expect(noteCodes(inTheEnd(given({ rollout })))).toContain('no-pods-changed')
    expect(noteCodes(inTheEnd(given()))).not.toContain('no-pods-changed')
  })

  test('6: an autoscaler moves the goal and never fails the rollout', () => {
    const hpa = {
      metadata: { name: 'checkout', uid: 'uid-hpa' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'checkout' }, minReplicas: 2, maxReplicas: 6 },
    }
    const [stable] = watch(given(), [10])
    const rollout = record({ memory: stable?.memory ?? null })
    const unobserved = { workload: deployment({}, { replicas: 6 }, { generation: 3 }), rollout, hpa }
    expect(judge(given({ ...unobserved, now: after(12) })).phase).toBe('stabilizing')
    const grown = deployment(
      { ...counts(6, 6, 3, 3), observedGeneration: 3 },
      { replicas: 6 },
      { generation: 3 },
    )
    const verdict = judge(given({ workload: grown, rollout, hpa, now: after(71) }))
    expect(verdict).toMatchObject({ phase: 'succeeded', progress: { desired: 6, newAvailable: 3 } })
    expect(verdict.notes).toContainEqual({ code: 'replicas-changed', from: 3, to: 6 })
    expect(verdict.notes).toContainEqual({ code: 'autoscaled', min: 2, max: 6, atMax: true })
  })

  test('7: no replicas: nothing serves, a person must scale up', () => {
    const workload = deployment(counts(0, 0, 0, 0), { replicas: 0 })
    const verdict = inTheEnd(given({ workload, replicaSets: [newSet(0), oldSet()], pods: [] }))
    expect(verdict).toMatchObject({ phase: 'manual', isServing: false })
    expect(reasonCodes(verdict)).toEqual(['scaled-to-zero'])
  })

  test('7: paused: it waits for a person, however long', () => {
    const workload = deployment(counts(3, 0, 3, 3), { paused: true })
    const verdict = watch(given({ workload, replicaSets: [oldSet(3)], pods: [] }), [10, 5_000]).at(-1)
    expect(verdict).toMatchObject({ phase: 'paused', reasons: [{ code: 'paused', nextStep: 'resume' }] })
  })

  test('7: a pause does not use up the deadline', () => {
    const paused = starting({ workload: deployment(counts(4, 1, 3, 3), { paused: true }) })
    const [, long] = watch(paused, [10, 5_000])
    const resumed = starting({ rollout: record({ memory: long?.memory ?? null }), now: after(5_010) })
    expect(judge({ ...resumed, rollout: { ...resumed.rollout, hardCapMs: 10_000_000 } }).phase).toBe(
      'rolling',
    )
  })

  test('7: a deadline that is switched off is replaced by ours', () => {
    const workload = deployment(counts(4, 1, 3, 3), { progressDeadlineSeconds: 2_147_483_647 })
    const [early, late] = watch(starting({ workload }), [10, 611])
    expect(noteCodes(early!)).toContain('deadline-disabled')
    expect(late).toMatchObject({ phase: 'failed', reasons: [{ code: 'progress-deadline' }] })
  })

  test('8: conditions of the whole application decide nothing', () => {
    const unavailable = condition('Available', { status: 'False', reason: 'MinimumReplicasUnavailable' })
    expect(
      judge(starting({ workload: deployment({ ...counts(4, 1, 0, 0), conditions: [unavailable] }) })).phase,
    ).toBe('rolling')
  })
})
