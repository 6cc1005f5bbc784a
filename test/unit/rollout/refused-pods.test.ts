import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/domain/rollout/judge.ts'
import { after, at, condition, counts, deployment, event, newSet, oldSet, pod, waiting } from './build.ts'
import { starting } from './scenario.ts'

describe('pods that are refused', () => {
  const refused = (message: string, changes = {}) => {
    const failure = condition('ReplicaFailure', { reason: 'FailedCreate', message, seconds: 2 })
    const replicaSets = [newSet(0, { replicas: 0, conditions: [failure] }), oldSet(3)]
    return starting({ replicaSets, workload: deployment(counts(3, 0, 3, 3)), ...changes })
  }
  const quota =
    'pods "c-2" is forbidden: exceeded quota: team, requested: pods=1, used: pods=3, limited: pods=3'

  test.each([
    ['quota', quota, 'quota-exceeded'],
    ['webhook denied', 'admission webhook "images.test" denied the request: unsigned', 'admission-denied'],
    ['PodSecurity', 'pods "c" is forbidden: violates PodSecurity "restricted:latest"', 'pod-security'],
    [
      'service account',
      'error looking up service account p/x: serviceaccount "x" not found',
      'config-missing',
    ],
  ])('%s: fails now', (_, message, code) => {
    expect(judge(refused(message))).toMatchObject({ phase: 'failed', reasons: [{ code, message, pods: [] }] })
  })

  test('a webhook that does not answer: fails after 60 s', () => {
    const input = refused('Internal error occurred: failed calling webhook "x": context deadline exceeded')
    const phases = [10, 62].map((second) => judge({ ...input, now: after(second) }).phase)
    expect(phases).toEqual(['rolling', 'failed'])
  })

  test('quota that old pods still hold while they terminate is waited for', () => {
    const going = pod('old-1', { owner: 'uid-set-1', metadata: { deletionTimestamp: at(5) } })
    expect(judge(refused(quota, { pods: [going] })).phase).toBe('rolling')
  })

  test('once new pods are ready, what is refused may yet be given', () => {
    const failure = condition('ReplicaFailure', { reason: 'FailedCreate', message: quota, seconds: 2 })
    const replicaSets = [newSet(1, { replicas: 1, conditions: [failure] }), oldSet(2)]
    const verdict = judge(starting({ replicaSets, pods: [pod('new-1')] }))
    expect(verdict).toMatchObject({
      phase: 'rolling',
      reasons: [{ code: 'quota-exceeded', weight: 'waiting' }],
    })
  })

  test('an event is past once a pod was made after it', () => {
    const events = [event('uid-set-2', 'FailedCreate', { message: quota, seconds: 2 })]
    const made = pod('new-1', {
      container: waiting('ContainerCreating'),
      metadata: { creationTimestamp: at(3) },
    })
    expect(judge(starting({ events, pods: [made] }))).toMatchObject({ phase: 'rolling', reasons: [] })
  })

  test('said by the Deployment, or by an event, it counts as well', () => {
    const failure = condition('ReplicaFailure', { reason: 'FailedCreate', message: quota, seconds: 2 })
    const workload = deployment({ ...counts(3, 0, 3, 3), conditions: [failure] })
    const replicaSets = [newSet(0, { replicas: 0 }), oldSet(3)]
    expect(judge(starting({ workload, replicaSets })).phase).toBe('failed')
    const events = [event('uid-set-2', 'FailedCreate', { message: quota })]
    expect(judge(starting({ replicaSets, events })).phase).toBe('failed')
    const before = [event('uid-set-2', 'FailedCreate', { message: quota, seconds: -90 })]
    const old = before.map((one) => ({ ...one, metadata: { ...one.metadata, creationTimestamp: at(-90) } }))
    expect(judge(starting({ replicaSets, events: old })).phase).toBe('rolling')
  })
})
