import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { after, condition, event, pod, waiting } from './build.ts'
import { noteCodes, starting, watch } from './scenario.ts'

const nowhere = '0/12 nodes are available: 12 Insufficient cpu.'
const unplaced = pod('new-1', {
  spec: { nodeName: '' },
  status: {
    phase: 'Pending',
    conditions: [
      condition('PodScheduled', { status: 'False', reason: 'Unschedulable', message: nowhere, seconds: 1 }),
    ],
  },
})

describe('unschedulable', () => {
  const input = starting({ pods: [unplaced] })
  const scaleUp = event('uid-new-1', 'TriggeredScaleUp', { message: 'pod triggered scale-up', seconds: 5 })

  test('is told at once, blocked after 60 s, failed at the deadline', () => {
    const verdicts = watch(input, [10, 60, 61, 639, 640])
    const phases = verdicts.map(({ phase }) => phase)
    expect(phases).toEqual(['rolling', 'rolling', 'blocked', 'blocked', 'failed'])
    expect(verdicts.at(-1)?.reasons).toMatchObject([
      { code: 'unschedulable', message: nowhere, nextStep: 'add-capacity' },
      { code: 'progress-deadline' },
    ])
  })

  test('is not blocked, and no failure, while a scale-up is under way', () => {
    const scaling = { ...input, events: [scaleUp] }
    expect(noteCodes(judge({ ...scaling, now: after(61) }))).toContain('scale-up-under-way')
    const phases = watch(scaling, [10, 61, 640]).map(({ phase }) => phase)
    expect(phases).toEqual(['rolling', 'rolling', 'timed-out-still-running'])
    expect(watch(scaling, [10, 640, 906]).at(-1)?.phase).toBe('failed')
  })

  test('a scale-up that was given up does not help', () => {
    const refused = event('uid-new-1', 'NotTriggerScaleUp', {
      message: 'max node group size reached',
      seconds: 20,
    })
    expect(judge({ ...input, events: [scaleUp, refused], now: after(61) }).phase).toBe('blocked')
  })

  test('a scheduling gate is named', () => {
    const conditions = [condition('PodScheduled', { status: 'False', reason: 'SchedulingGated' })]
    const verdict = judge(starting({ pods: [pod('new-1', { status: { phase: 'Pending', conditions } })] }))
    expect(verdict.reasons).toMatchObject([{ code: 'scheduling-gated', weight: 'waiting' }])
  })
})

describe('volumes, sandboxes and addresses', () => {
  const creating = pod('new-1', { container: waiting('ContainerCreating') })
  test.each([
    ['FailedMount', 'MountVolume.SetUp failed for volume "data": timed out', 'volume'],
    ['FailedAttachVolume', 'Multi-Attach error for volume "pvc-1"', 'volume'],
    ['FailedCreatePodSandBox', 'failed to assign an IP address to container', 'sandbox'],
    [
      'FailedMount',
      'MountVolume.SetUp failed for volume "c": configmap "checkout" not found',
      'config-missing',
    ],
  ])('%s: told, fails at the deadline only', (reason, message, code) => {
    const input = starting({ pods: [creating], events: [event('uid-new-1', reason, { message })] })
    const [first, blocked, last] = watch(input, [20, 300, 650])
    expect(first).toMatchObject({ phase: 'rolling', reasons: [{ code, message }] })
    expect(blocked).toMatchObject({ phase: 'blocked', reasons: [{ code }] })
    expect(last).toMatchObject({ phase: 'failed', reasons: [{ code }, { code: 'progress-deadline' }] })
  })

  test('a mount that went well later is no reason', () => {
    const events = [event('uid-new-1', 'FailedMount', { message: 'timed out' })]
    const running = pod('new-1', { container: { ready: false } })
    expect(judge(starting({ pods: [running], events })).reasons).toEqual([])
  })
})

describe('what other controllers report', () => {
  test.each(['sync-error', 'analysis-failed'] as const)('%s: fails now', (code) => {
    const reported = [{ code, message: 'success-rate 0.91 < 0.95' }]
    expect(judge(starting({ reported }))).toMatchObject({
      phase: 'failed',
      reasons: [{ code, weight: 'fatal' }],
    })
  })
})
