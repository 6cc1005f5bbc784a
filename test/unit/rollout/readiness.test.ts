import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { after, at, condition, event, pod } from './build.ts'
import { starting } from './scenario.ts'

describe('readiness', () => {
  const probe = { periodSeconds: 10, failureThreshold: 20, timeoutSeconds: 5, initialDelaySeconds: 30 }
  const unready = pod('new-1', {
    spec: { nodeName: 'n', containers: [{ name: 'app', readinessProbe: probe }] },
    container: { ready: false, state: { running: { startedAt: at(0) } } },
  })
  const message = 'Readiness probe failed: HTTP probe failed with statuscode: 503'
  const failing = (count: number, now: number) =>
    judge(starting({ pods: [unready], events: [event('uid-new-1', 'Unhealthy', { message, count })], now }))

  test('readiness failing: told once the probe failed as often as its threshold', () => {
    expect(failing(19, after(60)).reasons).toEqual([])
    expect(failing(20, after(60))).toMatchObject({
      phase: 'rolling',
      reasons: [{ code: 'readiness-failing', message }],
    })
  })

  test('readiness failing: fails after the time that its probes give', () => {
    expect(failing(23, after(234)).phase).toBe('rolling')
    expect(failing(23, after(235))).toMatchObject({
      phase: 'failed',
      reasons: [{ logs: { previous: false } }],
    })
  })

  test('a probe that only events tell of has the defaults', () => {
    const pods = [pod('new-1', { container: { ready: false, state: { running: { startedAt: at(0) } } } })]
    const events = [event('uid-new-1', 'Unhealthy', { message, count: 3 })]
    const phaseAt = (second: number) => judge(starting({ pods, events, now: after(second) })).phase
    expect([phaseAt(119), phaseAt(120)]).toEqual(['rolling', 'failed'])
    expect(judge(starting({ pods, now: after(500) })).reasons).toEqual([])
  })

  test('a startup probe that is still asked comes first', () => {
    const starts = pod('new-1', {
      spec: { nodeName: 'n', containers: [{ name: 'app', readinessProbe: probe }] },
      container: { ready: false, started: false },
    })
    expect(judge(starting({ pods: [starts], now: after(400) })).reasons).toEqual([])
  })

  test('a readiness gate outside is waited for', () => {
    const ready = condition('Ready', {
      status: 'False',
      reason: 'ReadinessGatesNotReady',
      message: 'target health',
    })
    const gated = pod('new-1', { status: { conditions: [ready] } })
    expect(judge(starting({ pods: [gated] }))).toMatchObject({
      phase: 'rolling',
      reasons: [{ code: 'readiness-gate' }],
    })
  })
})
