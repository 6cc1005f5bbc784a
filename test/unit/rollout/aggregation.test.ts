import { describe, expect, test } from 'vitest'
import type { Pod } from '../../../src/domain/kubernetes-objects.ts'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { after, condition, newSet, oldSet, pod, waiting } from './build.ts'
import { starting } from './scenario.ts'

const doomed = (index: number) =>
  pod(`new-${index}`, { container: waiting('ErrImagePull', `new-${index}: manifest unknown`) })
const slow = (index: number) => pod(`slow-${index}`, { container: { ready: false, started: false } })
const times = (count: number, make: (index: number) => Pod) =>
  Array.from({ length: count }, (_, i) => make(i))
const phaseOf = (pods: Pod[], second: number, ready = 0) =>
  judge(starting({ pods, replicaSets: [newSet(ready), oldSet(3)], now: after(second) })).phase

describe('many pods, one verdict', () => {
  test('all new pods doomed: failed now', () => {
    expect(phaseOf(times(3, doomed), 5)).toBe('failed')
  })

  test.each([2, 3, 5, 20])('one doomed pod of %i others never fails the rollout', (others) => {
    for (const second of [5, 31, 300]) {
      expect(phaseOf([doomed(0), ...times(others, slow)], second)).toBe('rolling')
      expect(phaseOf([doomed(0), ...times(others, (i) => pod(`ready-${i}`))], second, others)).toBe('rolling')
    }
  })

  test('half of them doomed and none ready: failed after 30 s', () => {
    const pods = [...times(2, doomed), ...times(2, slow)]
    expect([phaseOf(pods, 30), phaseOf(pods, 31)]).toEqual(['rolling', 'failed'])
    expect(phaseOf([...times(2, doomed), ...times(2, (i) => pod(`ready-${i}`))], 300, 2)).toBe('rolling')
  })

  test('the same reason of many pods is told once', () => {
    const { reasons } = judge(starting({ pods: times(3, doomed), now: after(5) }))
    expect(reasons).toHaveLength(1)
    expect(reasons[0]).toMatchObject({ pods: ['new-0', 'new-1', 'new-2'], podsInAll: 3 })
  })

  test('different reasons stay apart, the worst first', () => {
    const waits = pod('new-9', { container: waiting('ErrImagePull', 'i/o timeout') })
    const { reasons } = judge(starting({ pods: [waits, ...times(2, doomed)], now: after(5) }))
    expect(reasons.map(({ code }) => code)).toEqual(['image-not-found', 'registry-unreachable'])
  })

  test.each([
    'PreemptionByScheduler',
    'TerminationByKubelet',
    'EvictionByEvictionAPI',
    'DeletionByTaintManager',
  ])('disruption by %s is not our fault', (reason) => {
    const conditions = [condition('DisruptionTarget', { reason, message: 'gone' })]
    const { status } = doomed(1)
    const taken = pod('new-1', { status: { ...status, conditions } })
    const verdict = judge(starting({ pods: [taken], now: after(100) }))
    expect(verdict).toMatchObject({ phase: 'rolling', reasons: [{ code: 'disrupted', nextStep: 'wait' }] })
  })

  test.each(['Evicted', 'Preempting', 'OutOfcpu', 'OutOfmemory'])(
    'a pod that ended as %s is not our fault',
    (reason) => {
      const ended = pod('new-1', { status: { phase: 'Failed', reason } })
      expect(judge(starting({ pods: [ended, slow(2)] })).reasons).toMatchObject([
        { code: 'disrupted', weight: 'not-our-fault', podsInAll: 1 },
      ])
    },
  )

  test('a pod that a node refused otherwise is told', () => {
    const ended = pod('new-1', {
      status: { phase: 'Failed', reason: 'SysctlForbidden', message: 'forbidden sysctl' },
    })
    expect(judge(starting({ pods: [ended] }))).toMatchObject({
      phase: 'rolling',
      reasons: [{ code: 'pod-rejected' }],
    })
  })

  test('pods of the old version speak for themselves only', () => {
    const { status } = doomed(1)
    const old = pod('old-1', { owner: 'uid-set-1', ...(status && { status }) })
    expect(judge(starting({ pods: [old], now: after(300) }))).toMatchObject({
      phase: 'rolling',
      reasons: [],
      oldServing: 0,
    })
  })
})
