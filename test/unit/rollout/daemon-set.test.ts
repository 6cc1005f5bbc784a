import { describe, expect, test } from 'vitest'
import type { JudgeInput } from '../../../src/domain/rollout/judge.ts'
import { at, record } from './build.ts'
import { daemonSet, revision, setPod, setPods } from './build-sets.ts'
import { given, inTheEnd, noteCodes, watch } from './scenario.ts'

const revisions = [revision('old'), revision('new')]
const set = (changes: Partial<JudgeInput> = {}) =>
  given({ workload: daemonSet(), revisions, pods: setPods, replicaSets: [], ...changes })

describe('a DaemonSet', () => {
  test.each([
    ['the generation was not observed', { workload: daemonSet({ observedGeneration: 1 }) }, 'controller'],
    ['nodes have the pod before', { workload: daemonSet({ updatedNumberScheduled: 2 }) }, 'new-pods'],
    ['pods are not available', { workload: daemonSet({ numberAvailable: 2 }) }, 'available'],
    ['our revision was not seen yet', { revisions: [revision('old')] }, 'new-replica-set'],
  ])('is rolling while %s', (_, changes, waitingFor) => {
    expect(inTheEnd(set(changes))).toMatchObject({ phase: 'rolling', waitingFor })
  })

  test('succeeds after the stability window', () => {
    expect(watch(set(), [10, 70]).map(({ phase }) => phase)).toEqual(['stabilizing', 'succeeded'])
  })

  test('gap 5: has no deadline of its own, so that ours applies', () => {
    const workload = daemonSet({ updatedNumberScheduled: 0, numberAvailable: 2 })
    const phases = watch(set({ workload, pods: [] }), [10, 599, 600]).map(({ phase }) => phase)
    expect(phases).toEqual(['rolling', 'rolling', 'failed'])
  })

  test('old pods that terminate hold the success back', () => {
    const going = setPod('old-1', 'old', { metadata: { deletionTimestamp: at(5) } })
    expect(inTheEnd(set({ pods: [...setPods, going] }))).toMatchObject({
      phase: 'stabilizing',
      waitingFor: 'draining',
    })
  })

  test('with OnDelete a person must restart the pods, never a success', () => {
    const workload = daemonSet({}, { updateStrategy: { type: 'OnDelete' } })
    expect(inTheEnd(set({ workload }))).toMatchObject({ phase: 'manual', reasons: [{ code: 'on-delete' }] })
  })

  test('where no node takes it, nothing serves', () => {
    const workload = daemonSet({
      desiredNumberScheduled: 0,
      currentNumberScheduled: 0,
      updatedNumberScheduled: 0,
      numberAvailable: 0,
      numberReady: 0,
    })
    const verdict = inTheEnd(set({ workload, pods: [] }))
    expect(verdict).toMatchObject({ phase: 'manual', isServing: false })
    expect(noteCodes(verdict)).toContain('no-nodes')
  })

  test('a newer revision supersedes ours, an older one is an old view', () => {
    const rollout = record({ revision: '1' })
    expect(inTheEnd(set({ rollout })).phase).toBe('superseded')
    expect(inTheEnd(set({ rollout: record({ revision: '3' }) }))).toMatchObject({
      phase: 'rolling',
      waitingFor: 'fresh-view',
    })
  })
})
