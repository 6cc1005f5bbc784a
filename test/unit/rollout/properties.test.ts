import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubernetesEvent, Pod } from '../../../src/domain/kubernetes-objects.ts'
import { judge, type JudgeInput } from '../../../src/domain/rollout/judge.ts'
import { anyInput, EVENTS } from './any-input.ts'
import { event, pod, waiting } from './build.ts'
import { setPod } from './build-sets.ts'

const strangers: { pods: Pod[]; events: KubernetesEvent[] } = {
  pods: [
    pod('x', { owner: 'other', container: waiting('InvalidImageName') }),
    setPod('y', 'new', { owner: 'other' }),
  ],
  events: EVENTS.map((reason) => event('uid-x', reason, { message: 'exceeded quota' })),
}

const ENDED = new Set<string>(['failed', 'superseded', 'succeeded'])

/** Word for word what `kubectl rollout status` asks of each kind. */
function saysDone({ workload }: JudgeInput): boolean {
  const generation = workload?.metadata.generation ?? 0
  if (!workload || generation > (workload.status?.observedGeneration ?? 0)) return false
  switch (workload.kind) {
    case 'Deployment': {
      const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = workload.status ?? {}
      const isUpdated = updatedReplicas >= (workload.spec.replicas ?? 1) && replicas <= updatedReplicas
      return isUpdated && availableReplicas >= updatedReplicas
    }
    case 'StatefulSet': {
      const { readyReplicas = 0, updateRevision, currentRevision } = workload.status ?? {}
      return readyReplicas >= (workload.spec.replicas ?? 1) && updateRevision === currentRevision
    }
    case 'DaemonSet': {
      const {
        updatedNumberScheduled = 0,
        numberAvailable = 0,
        desiredNumberScheduled = 0,
      } = workload.status ?? {}
      return updatedNumberScheduled >= desiredNumberScheduled && numberAvailable >= desiredNumberScheduled
    }
  }
}

describe('for any objects', () => {
  test('unrelated pods and events change nothing', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const more = {
          pods: [...strangers.pods, ...input.pods],
          events: [...strangers.events, ...input.events],
        }
        expect(judge({ ...input, ...more })).toEqual(judge(input))
      }),
      { numRuns: 300 },
    )
  })

  test('what ended stays as it ended, as time passes over the same objects', () => {
    fc.assert(
      fc.property(anyInput, anyInput, fc.nat(5_000_000), (before, objects, laterMs) => {
        const { memory } = judge(before)
        const now = Math.max(before.now, objects.now)
        const input = { ...objects, now, rollout: { ...objects.rollout, memory } }
        const first = judge(input)
        const rollout = { ...input.rollout, memory: first.memory }
        const second = judge({ ...input, rollout, now: input.now + laterMs })
        if (ENDED.has(first.phase)) expect(second.phase).toBe(first.phase)
        if (first.phase === 'stabilizing') expect(second.phase).not.toBe('rolling')
      }),
      { numRuns: 1_000 },
    )
  })

  test('a success is one by kubectl, too, with no old pod left and something that serves', () => {
    let successes = 0
    fc.assert(
      fc.property(anyInput, (input) => {
        const quick = { ...input, rollout: { ...input.rollout, stabilityMs: 0 } }
        const { phase, progress, isServing } = judge(quick)
        if (phase !== 'succeeded') return
        successes += 1
        expect(saysDone(input)).toBe(true)
        expect(isServing).toBe(true)
        expect(progress).toMatchObject({ oldRunning: 0, oldTerminating: 0 })
        expect(progress.desired).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
    expect(successes).toBeGreaterThan(10)
  })

  test('the input is not changed and the memory survives being stored', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const before = JSON.stringify(input)
        const { memory } = judge(input)
        expect(JSON.stringify(input)).toBe(before)
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
      }),
      { numRuns: 100 },
    )
  })
})
