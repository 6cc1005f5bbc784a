import { describe, expect, test } from 'vitest'
import { judge, type JudgeInput } from '../../../src/domain/rollout/judge.ts'
import type { ContainerStateTerminated, PodSpec } from '../../../src/domain/kubernetes-objects.ts'
import { after, at, event, pod, waiting } from './build.ts'
import { starting } from './scenario.ts'

const spec: PodSpec = {
  nodeName: 'node-1',
  containers: [{ name: 'app', resources: { limits: { memory: '256Mi' } } }],
}

interface Death {
  readonly died: Partial<ContainerStateTerminated>
  readonly restarts?: number
  readonly isLooping?: boolean
  readonly isInit?: boolean
}

function crashed(
  { died, restarts = 2, isLooping = true, isInit = false }: Death,
  changes: Partial<JudgeInput> = {},
) {
  const status = {
    name: 'app',
    restartCount: restarts,
    ...(isLooping
      ? waiting('CrashLoopBackOff', 'back-off 20s')
      : { ready: false, state: { running: { startedAt: at(30) } } }),
    lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: at(29), ...died } },
  }
  const statuses = isInit ? { initContainerStatuses: [status] } : { containerStatuses: [status] }
  const init = isInit ? { initContainers: spec.containers, containers: [{ name: 'web' }] } : {}
  const broken = pod('new-1', { spec: { ...spec, ...init }, status: { startTime: at(1), ...statuses } })
  return judge(starting({ pods: [broken, pod('old-1', { owner: 'uid-set-1' })], now: after(31), ...changes }))
}

const kill = (message: string, reason = 'Killing') => ({ events: [event('uid-new-1', reason, { message })] })

describe('a container that dies', () => {
  test('app crashes: failed after the second restart, with exit code and previous logs', () => {
    const verdict = crashed({ died: { exitCode: 3, message: 'no database' } })
    expect(verdict.phase).toBe('failed')
    expect(verdict.reasons).toMatchObject([
      {
        code: 'crash-loop',
        exitCode: 3,
        signal: null,
        restarts: 2,
        message: 'no database',
        nextStep: 'read-logs',
      },
    ])
    expect(verdict.reasons[0]?.logs).toEqual({ pod: 'new-1', container: 'app', previous: true })
  })

  test('app crashes: one restart may heal, and is told', () => {
    const verdict = crashed({ died: {}, restarts: 1, isLooping: false })
    expect(verdict).toMatchObject({ phase: 'rolling', reasons: [{ code: 'crash-loop', weight: 'waiting' }] })
  })

  test('OOM: with the memory limit', () => {
    const verdict = crashed({ died: { exitCode: 137, reason: 'OOMKilled' } })
    expect(verdict.reasons).toMatchObject([
      {
        code: 'out-of-memory',
        exitCode: 137,
        signal: 9,
        memoryLimit: '256Mi',
        nextStep: 'raise-memory-limit',
      },
    ])
  })

  test('137 without OOMKilled is a kill: by liveness if events say so, else a crash', () => {
    const died = { exitCode: 137 }
    const liveness = kill('Liveness probe failed: HTTP probe failed with statuscode: 500', 'Unhealthy')
    expect(crashed({ died }, liveness).reasons).toMatchObject([{ code: 'liveness-kill', signal: 9 }])
    expect(crashed({ died }).reasons).toMatchObject([{ code: 'crash-loop', signal: 9 }])
  })

  test.each([
    ['liveness-kill', 'Container app failed liveness probe, will be restarted', 143],
    ['liveness-kill', 'Container app failed liveness probe, will be restarted', 0],
    ['startup-kill', 'Container app failed startup probe, will be restarted', 137],
  ])('%s by a Killing event, whatever the exit code (%s, %i)', (code, message, exitCode) => {
    expect(crashed({ died: { exitCode } }, kill(message))).toMatchObject({
      phase: 'failed',
      reasons: [{ code, message }],
    })
  })

  test('liveness kill: one restart is not the second', () => {
    const once = crashed(
      { died: { exitCode: 137 }, restarts: 1, isLooping: false },
      kill('app failed liveness probe'),
    )
    expect(once).toMatchObject({ phase: 'rolling', reasons: [{ code: 'liveness-kill' }] })
  })

  test.each([
    ['StartError', 128, 'exec: "srv": executable file not found in $PATH', 'bad-command'],
    ['ContainerCannotRun', 127, 'no such file or directory', 'bad-command'],
    ['Error', 126, 'permission denied', 'bad-command'],
    ['StartError', 128, 'exec /srv: exec format error', 'wrong-architecture'],
  ])('bad command or architecture: %s %i fails now', (reason, exitCode, message, code) => {
    const verdict = crashed({ died: { reason, exitCode, message }, restarts: 0, isLooping: false })
    expect(verdict).toMatchObject({ phase: 'failed', reasons: [{ code, exitCode }] })
  })

  test('exit code 128 of a node in trouble may pass', () => {
    const died = { reason: 'StartError', exitCode: 128, message: 'cgroup: device or resource busy' }
    expect(crashed({ died, restarts: 1, isLooping: false }).phase).toBe('rolling')
  })

  test('init container: its crash is found, a finished one is none', () => {
    expect(crashed({ died: {}, isInit: true })).toMatchObject({
      phase: 'failed',
      reasons: [{ isInit: true }],
    })
    expect(crashed({ died: { exitCode: 0 }, isInit: true, isLooping: false }).reasons).toEqual([])
  })
})
