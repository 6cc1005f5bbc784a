import { describe, expect, test } from 'vitest'
import { eventsSince, newestEvent } from '../../../src/domain/rollout/events.ts'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { withLog } from '../../../src/domain/rollout/log-cause.ts'
import { eventTime } from '../../../src/domain/rollout/times.ts'
import { after, at, counts, deployment, event, newSet, oldSet, pod, START, waiting } from './build.ts'
import { starting } from './scenario.ts'

describe('events', () => {
  const bare = { ...event('uid-p', 'Unhealthy'), lastTimestamp: null }

  test.each([
    ['lastTimestamp', { lastTimestamp: at(50) }],
    ['series', { series: { lastObservedTime: at(50) } }],
    ['eventTime', { eventTime: '2026-11-20T16:00:50.000000Z' }],
    ['creation', { metadata: { ...bare.metadata, creationTimestamp: at(50) } }],
  ])('happened at the newest of their times: %s', (_, changes) => {
    expect(eventTime({ ...bare, ...changes })).toBe(after(50))
  })

  test('count since the second of our write, newest first, for their own object', () => {
    const old = { ...event('uid-p', 'A', { seconds: -1 }), metadata: { name: 'old', uid: 'old' } }
    const all = [
      event('uid-p', 'B', { seconds: 3 }),
      event('uid-p', 'C', { seconds: 9 }),
      event('uid-q', 'D'),
      old,
    ]
    const about = eventsSince(all, START + 400).about('uid-p')
    expect(about.map(({ reason }) => reason)).toEqual(['C', 'B'])
    expect(eventsSince([event('uid-p', 'A', { seconds: 0 })], START + 400).about('uid-p')).toHaveLength(1)
  })

  test('are found by reason and message', () => {
    const events = [
      event('p', 'Killing', { message: 'bye' }),
      event('p', 'Killing', { message: 'failed liveness probe' }),
    ]
    expect(newestEvent(events, ['Killing'], /liveness/)?.message).toBe('failed liveness probe')
  })
})

describe('pods that are older than the rollout', () => {
  const died = (seconds: number) => ({
    ready: false,
    restartCount: 5,
    lastState: { terminated: { exitCode: 1, finishedAt: at(seconds) } },
  })

  test('are not blamed for crashes of before', () => {
    const phaseOf = (seconds: number) =>
      judge(starting({ pods: [pod('new-1', { container: died(seconds) })] })).phase
    expect([phaseOf(-500), phaseOf(5)]).toEqual(['rolling', 'failed'])
  })

  test('get their full time to become ready again', () => {
    const containers = [{ name: 'app', readinessProbe: {} }]
    const unready = pod('new-1', {
      spec: { containers },
      container: { ready: false, state: { running: { startedAt: at(-5_000) } } },
    })
    const phaseAt = (second: number) => judge(starting({ pods: [unready], now: after(second) })).phase
    expect([phaseAt(60), phaseAt(119), phaseAt(120)]).toEqual(['rolling', 'rolling', 'failed'])
  })

  test('a crash that healed does not hide that the container is not ready since', () => {
    const containers = [{ name: 'app', readinessProbe: {} }]
    const container = { ...died(2), restartCount: 1, state: { running: { startedAt: at(3) } } }
    const { reasons } = judge(
      starting({ pods: [pod('new-1', { spec: { containers }, container })], now: after(200) }),
    )
    expect(reasons).toMatchObject([{ code: 'readiness-failing', weight: 'fatal' }])
  })
})

test('pods that the replica set counts but that were not seen yet are many, too', () => {
  const doomed = pod('new-1', { container: waiting('InvalidImageName') })
  const replicaSets = [newSet(0, { replicas: 10 }), oldSet(3)]
  const workload = deployment(counts(13, 10, 3, 3), { replicas: 10 })
  const verdict = judge(starting({ pods: [doomed], replicaSets, workload, now: after(300) }))
  expect(verdict).toMatchObject({ phase: 'rolling', reasons: [{ pods: ['new-1'], podsInAll: 10 }] })
})

test('a log may say more than the exit code', () => {
  const looping = { ...waiting('CrashLoopBackOff'), restartCount: 2 }
  const [reason] = judge(starting({ pods: [pod('new-1', { container: looping })] })).reasons
  if (!reason) throw new Error('a reason is expected')
  expect(withLog(reason, ['starting', 'exec /srv: exec format error'])).toMatchObject({
    code: 'wrong-architecture',
  })
  expect(withLog(reason, ['no database'])).toBe(reason)
})
