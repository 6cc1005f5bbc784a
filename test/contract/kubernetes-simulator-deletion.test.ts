import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, checkout, startTestCluster, type Answered } from '../harness/kubernetes.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

let cluster: KubernetesSimulator
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  cluster = await startTestCluster({ clock, workloads: [{ ...checkout, replicas: 2 }] })
})
afterEach(() => cluster.stop())

const remove = (body?: object, path = CHECKOUT): Promise<Answered> =>
  call(cluster, path, { method: 'DELETE', body })
const counts = (): number[] =>
  (['deployments', 'replicasets', 'pods'] as const).map((plural) => cluster.state.list(plural).length)

test('in the background: the owner at once, its pods after their time', async () => {
  const uid = cluster.state.deployment('payments', 'checkout')?.metadata.uid
  expect((await remove()).body).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: 'checkout', group: 'apps', kind: 'deployments', uid },
  })
  expect(counts()).toEqual([0, 0, 2])
  await clock.advance(2000)
  expect(counts()).toEqual([0, 0, 0])
})

test('in the foreground: the owner goes last', async () => {
  const { body } = await remove({ propagationPolicy: 'Foreground' })
  expect(body.metadata).toMatchObject({
    finalizers: ['foregroundDeletion'],
    deletionTimestamp: expect.any(String),
  })
  await clock.advance(500)
  expect(counts().map((count) => count > 0)).toEqual([true, true, true])
  await clock.advance(5000)
  expect(counts()).toEqual([0, 0, 0])
})

test('orphans stay, and a new owner of the same selector adopts them', async () => {
  const before = cluster.state.deployment('payments', 'checkout')
  await remove({ propagationPolicy: 'Orphan' })
  await clock.advance(10_000)
  expect(counts()).toEqual([0, 2, 2])
  await call(cluster, CHECKOUT.replace('/checkout', ''), {
    method: 'POST',
    body: { metadata: { name: 'checkout', labels: { app: 'checkout' } }, spec: before?.spec },
  })
  await clock.advance(1000)
  expect(counts()).toEqual([1, 2, 2])
  const now = cluster.state.deployment('payments', 'checkout')
  expect(now?.metadata.uid).not.toBe(before?.metadata.uid)
  expect(now?.status).toMatchObject({ replicas: 2, availableReplicas: 2, observedGeneration: 1 })
})

test('a pod terminates within its grace period, at once with none, and is replaced', async () => {
  const [first, second] = cluster.state.pods('payments').map(({ metadata }) => metadata.name)
  const { body } = await remove(undefined, `/api/v1/namespaces/payments/pods/${first}`)
  expect(body.metadata).toMatchObject({
    deletionGracePeriodSeconds: 30,
    deletionTimestamp: expect.any(String),
  })
  await remove({ gracePeriodSeconds: 0 }, `/api/v1/namespaces/payments/pods/${second}`)
  expect(cluster.state.get('pods', 'payments', second ?? '')).toBeUndefined()
  await clock.advance(12_000)
  const names = cluster.state.pods('payments').map(({ metadata }) => metadata.name)
  expect([names.length, names.includes(first ?? '')]).toEqual([2, false])
})

test('a precondition on another uid is a conflict, a dry run deletes nothing', async () => {
  expect((await remove({ preconditions: { uid: 'other' } })).status).toBe(409)
  expect((await remove({ dryRun: ['All'] })).status).toBe(200)
  expect(counts()[0]).toBe(1)
})
