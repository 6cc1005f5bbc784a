import { describe, expect, test } from 'vitest'
import { judge, type JudgeInput } from '../../../src/domain/rollout/judge.ts'
import { at, record, waiting } from './build.ts'
import { setPod, setPods, statefulSet } from './build-sets.ts'
import { given, inTheEnd, reasonCodes, watch } from './scenario.ts'

const rollout = record({ revisionBefore: 'checkout-old' })
const set = (changes: Partial<JudgeInput> = {}) =>
  given({ workload: statefulSet(), pods: setPods, replicaSets: [], rollout, ...changes })
const half = { currentRevision: 'checkout-old', updatedReplicas: 2 }
const partition = (count: number) => ({ updateStrategy: { rollingUpdate: { partition: count } } })

describe('a StatefulSet', () => {
  test.each([
    ['nothing was observed yet', statefulSet({ observedGeneration: 0 }), 'controller'],
    ['the generation was not observed', statefulSet({ observedGeneration: 1 }), 'controller'],
    ['pods have the revision before', statefulSet(half), 'new-pods'],
    ['pods are not ready', statefulSet({ readyReplicas: 2, availableReplicas: 2 }), 'available'],
    ['the current revision is another', statefulSet({ currentRevision: 'checkout-old' }), 'revision'],
    [
      'a partition leaves pods to update',
      statefulSet({ ...half, updatedReplicas: 0 }, partition(1)),
      'new-pods',
    ],
  ])('is rolling while %s', (_, workload, waitingFor) => {
    expect(inTheEnd(set({ workload }))).toMatchObject({ phase: 'rolling', waitingFor })
  })

  test('succeeds after the stability window', () => {
    expect(watch(set(), [10, 70]).map(({ phase }) => phase)).toEqual(['stabilizing', 'succeeded'])
  })

  test('gap 5: ready for less than minReadySeconds is not available, though kubectl is content', () => {
    const workload = statefulSet({ availableReplicas: 0 }, { minReadySeconds: 30 })
    const verdict = judge(set({ workload }))
    expect(verdict).toMatchObject({ phase: 'rolling', progress: { newReady: 3, newAvailable: 0 } })
  })

  test('where pods were not seen, progress is what the counts prove', () => {
    const { progress } = judge(set({ workload: statefulSet({ ...half, readyReplicas: 2 }), pods: [] }))
    expect(progress).toMatchObject({ updated: 2, oldRunning: 1, newReady: 1, newAvailable: 2 })
  })

  test('gap 5: has no deadline of its own: ours counts from the last progress', () => {
    const workload = statefulSet(half)
    const phases = watch(set({ workload }), [300, 899, 900]).map(({ phase }) => phase)
    expect(phases).toEqual(['rolling', 'rolling', 'failed'])
  })

  test('a partition is never a success: it says how many it holds', () => {
    const workload = statefulSet({ ...half, updatedReplicas: 1 }, partition(2))
    const verdict = inTheEnd(set({ workload }))
    expect(verdict).toMatchObject({ phase: 'manual', isServing: false })
    expect(verdict.reasons).toMatchObject([{ code: 'partition-holds', nextStep: 'lower-partition' }])
    expect(verdict.notes).toContainEqual({ code: 'partition', updated: 1, held: 2 })
    expect(
      inTheEnd(set({ workload: statefulSet({ ...half, updatedReplicas: 0 }, partition(9)) })).phase,
    ).toBe('manual')
  })

  test('with OnDelete a person must restart the pods, never a success', () => {
    const workload = statefulSet({}, { updateStrategy: { type: 'OnDelete' } })
    const verdict = inTheEnd(set({ workload }))
    expect(verdict).toMatchObject({
      phase: 'manual',
      reasons: [{ code: 'on-delete', nextStep: 'restart-pods' }],
    })
  })

  test('with no replicas nothing serves', () => {
    const none = { replicas: 0, readyReplicas: 0, availableReplicas: 0, updatedReplicas: 0 }
    const verdict = inTheEnd(set({ workload: statefulSet(none, { replicas: 0 }), pods: [] }))
    expect(reasonCodes(verdict)).toEqual(['scaled-to-zero'])
  })

  test('another revision supersedes ours', () => {
    const [first] = watch(set(), [10])
    const workload = statefulSet({ updateRevision: 'checkout-third', currentRevision: 'checkout-third' })
    const memory = first?.memory ?? null
    expect(judge(set({ workload, rollout: record({ memory }) })).phase).toBe('superseded')
  })

  test('crash loops of the first new pod are reported, which Argo CD never does', () => {
    const died = { exitCode: 1, reason: 'Error', finishedAt: at(30) }
    const looping = { ...waiting('CrashLoopBackOff'), restartCount: 2, lastState: { terminated: died } }
    const workload = statefulSet({ ...half, updatedReplicas: 1, readyReplicas: 2, availableReplicas: 2 })
    const pods = [setPod('checkout-2', 'new', { container: looping }), setPod('checkout-1', 'old')]
    const verdict = judge(set({ workload, pods }))
    expect(verdict).toMatchObject({
      phase: 'failed',
      oldServing: 1,
      reasons: [{ code: 'crash-loop', exitCode: 1 }],
    })
  })

  test('a broken pod of the revision before is never replaced by itself', () => {
    const workload = statefulSet({ ...half, updatedReplicas: 0, readyReplicas: 2, availableReplicas: 2 })
    const broken = setPod('checkout-2', 'old', { container: waiting('InvalidImageName') })
    const verdict = judge(set({ workload, pods: [broken] }))
    expect(verdict).toMatchObject({ phase: 'rolling', reasons: [{ code: 'old-pod-stuck' }] })
    expect(verdict.reasons[0]?.nextStep).toBe('delete-old-pod')
  })
})
