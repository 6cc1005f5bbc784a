import { describe, expect, test } from 'vitest'
import { judge, type JudgeInput } from '../../../src/domain/rollout/judge.ts'
import { after, condition, counts, deployment, newSet, OLD_IMAGE, oldSet, replicaSet } from './build.ts'
import { given, inTheEnd, noteCodes, reasonCodes, watch } from './scenario.ts'

type Case = readonly [string, Partial<JudgeInput>, string]

const waits: readonly Case[] = [
  ['the generation was not observed', { workload: deployment({ observedGeneration: 1 }) }, 'controller'],
  ['fewer replicas are updated than wanted', { workload: deployment(counts(3, 2, 3, 3)) }, 'new-pods'],
  ['old pods run', { workload: deployment(counts(4, 3, 4, 4)) }, 'old-pods'],
  ['updated pods are not available', { workload: deployment(counts(3, 3, 3, 2)) }, 'available'],
  [
    'the view is older than our write',
    { workload: deployment({ observedGeneration: 1 }, {}, { generation: 1 }) },
    'fresh-view',
  ],
  ['our replica set was not seen yet', { replicaSets: [oldSet(3)] }, 'new-replica-set'],
  [
    'the replica set of this revision has another image',
    { replicaSets: [replicaSet('2', OLD_IMAGE, { replicas: 3, availableReplicas: 3 })] },
    'new-replica-set',
  ],
  ['the available pods are not those of our replica set', { replicaSets: [newSet(2)] }, 'available'],
]

describe('a Deployment, as kubectl rollout status asks', () => {
  test.each(waits)('is rolling while %s', (_, changes, waitingFor) => {
    const verdict = inTheEnd(given(changes))
    expect(verdict).toMatchObject({ phase: 'rolling', waitingFor, isServing: false })
  })

  test('is done when nothing is left to wait for, after the stability window', () => {
    const [first, before, last] = watch(given(), [10, 69, 70])
    expect(first).toMatchObject({ phase: 'stabilizing', isServing: true, stableAt: after(70) })
    expect(before).toMatchObject({ phase: 'stabilizing', waitingFor: 'stability' })
    expect(last).toMatchObject({ phase: 'succeeded', waitingFor: null, isServing: true, reasons: [] })
  })

  test('failed when its own progress deadline passed', () => {
    const overdue = condition('Progressing', {
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: 'ReplicaSet "checkout-2" has timed out progressing.',
      seconds: 601,
    })
    const workload = deployment({ ...counts(4, 1, 3, 3), conditions: [overdue] })
    const verdict = judge(given({ workload, now: after(602) }))
    expect(verdict.phase).toBe('failed')
    expect(verdict.reasons.at(-1)).toMatchObject({ code: 'progress-deadline', nextStep: 'roll-back' })
    expect(verdict.reasons.at(-1)?.message).toContain('timed out progressing')
  })

  test('failed when it was deleted, and when another object has its name', () => {
    expect(reasonCodes(judge(given({ workload: null })))).toEqual(['workload-deleted'])
    const recreated = deployment({}, {}, { uid: 'another' })
    expect(judge(given({ workload: recreated }))).toMatchObject({
      phase: 'failed',
      reasons: [{ code: 'workload-recreated' }],
    })
    const going = deployment({}, {}, { deletionTimestamp: '2026-11-20T16:00:05Z' })
    expect(judge(given({ workload: going })).phase).toBe('failed')
  })

  test('counts the replicas that the API leaves out as one', () => {
    const { replicas: _, ...spec } = deployment().spec
    const workload = { ...deployment(counts(1, 1, 1, 1)), spec }
    expect(judge(given({ workload })).progress.desired).toBe(1)
    expect(noteCodes(inTheEnd(given({ workload })))).not.toContain('scaled-to-zero')
  })
})
