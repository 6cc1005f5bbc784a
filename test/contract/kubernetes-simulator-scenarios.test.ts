import { afterEach, expect, test } from 'vitest'
import type { ContainerStatus, Pod } from '../../playground/kubernetes/objects.ts'
import { SCENARIOS, type ScenarioName } from '../../playground/kubernetes/kubelet/scenario-names.ts'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, checkout, setImage, startTestCluster } from '../harness/kubernetes.ts'
import { createTestClock } from '../harness/test-clock.ts'

let cluster: KubernetesSimulator
const clock = createTestClock()
afterEach(() => cluster.stop())

async function deployed(image: string, seconds: number): Promise<void> {
  await setImage(cluster, image)
  for (let passed = 0; passed < seconds; passed += 10) await clock.advance(10_000)
}

async function startBad(scenario: ScenarioName, seconds = 30): Promise<void> {
  cluster = await startTestCluster({ clock, workloads: [{ ...checkout, replicas: 1 }] })
  await deployed(`registry.example.test/checkout:2-bad-${scenario}`, seconds)
}

const newPod = (): Pod | undefined =>
  cluster.state.pods('payments').find(({ spec }) => spec.containers[0]?.image.includes('bad-'))
const status = (): ContainerStatus | undefined => newPod()?.status.containerStatuses?.[0]
const waiting = () => status()?.state.waiting
const events = (reason: string): string[] =>
  cluster.state
    .events('payments')
    .filter((event) => event.reason === reason)
    .map(({ message }) => message)

test.each([
  ['image-not-found', 'ImagePullBackOff', /: not found$/],
  ['image-unauthorized', 'ImagePullBackOff', /401 Unauthorized$/],
  ['registry-timeout', 'ImagePullBackOff', /i\/o timeout$/],
  ['image-name', 'InvalidImageName', /invalid reference format$/],
  ['config-missing', 'CreateContainerConfigError', /^configmap "checkout-settings" not found$/],
] as const)('%s: %s', async (scenario, reason, message) => {
  await startBad(scenario)
  expect(waiting()).toMatchObject({ reason, message: expect.stringMatching(message) })
  expect([newPod()?.status.phase, events('Failed').length > 0]).toEqual(['Pending', true])
})

test.each([
  ['crash', 1, 'Error'],
  ['oom', 137, 'OOMKilled'],
  ['liveness', 137, 'Error'],
  ['exec-format', 1, 'Error'],
  ['bad-command', 128, 'StartError'],
] as const)('%s: a crash loop with exit code %d', async (scenario, exitCode, reason) => {
  await startBad(scenario, 20)
  expect(waiting()).toMatchObject({
    reason: 'CrashLoopBackOff',
    message: expect.stringMatching(/^back-off \d+s restarting failed container=checkout pod=/),
  })
  expect(status()?.lastState.terminated).toMatchObject({ exitCode, reason })
  expect(status()?.restartCount).toBeGreaterThanOrEqual(1)
  expect([newPod()?.status.phase === 'Failed', status()?.ready]).toEqual([false, false])
})

test('crash: the logs of both runs', async () => {
  await startBad('crash')
  const path = `/api/v1/namespaces/payments/pods/${newPod()?.metadata.name}/log`
  const text = (await call(cluster, `${path}?previous=true&tailLines=2`)).body.text
  expect(text).toBe('goroutine 1 [running]:\nmain.main()\n')
  expect((await call(cluster, `${path}?container=other`)).body.message).toMatch(
    /^container other is not valid for pod/,
  )
})

test('liveness and readiness say so in events', async () => {
  await startBad('liveness', 20)
  expect(events('Unhealthy')).toEqual(['Liveness probe failed: HTTP probe failed with statuscode: 500'])
  expect(events('Killing')[0]).toBe('Container checkout failed liveness probe, will be restarted')
  await deployed('registry.example.test/checkout:3-bad-readiness', 20)
  expect(events('Unhealthy')[1]).toBe('Readiness probe failed: HTTP probe failed with statuscode: 503')
  const [pod] = cluster.state
    .pods('payments')
    .filter(({ spec }) => spec.containers[0]?.image.endsWith('readiness'))
  expect(pod?.status.containerStatuses?.[0]).toMatchObject({
    ready: false,
    started: true,
    state: { running: {} },
  })
})

test('init-crash: the main container never starts', async () => {
  await startBad('init-crash')
  expect(newPod()?.status.initContainerStatuses?.[0]).toMatchObject({
    state: { waiting: { reason: 'CrashLoopBackOff' } },
  })
  expect(waiting()).toEqual({ reason: 'PodInitializing' })
})

test('unschedulable', async () => {
  await startBad('unschedulable')
  const told = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }
  expect(newPod()?.status.conditions?.[0]).toMatchObject({
    ...told,
    message: expect.stringMatching(/^0\/3 nodes/),
  })
  expect(events('FailedScheduling')).toHaveLength(1)
})

test.each([
  ['quota', /^pods "checkout-\w+-" is forbidden: exceeded quota: compute/],
  ['webhook-denied', /^admission webhook "images.policy.example.test" denied the request/],
] as const)('%s: no pod, and both conditions say why', async (scenario, message) => {
  await startBad(scenario)
  const failure = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: expect.stringMatching(message),
  }
  expect(newPod()).toBeUndefined()
  expect(cluster.state.deployment('payments', 'checkout')?.status.conditions).toContainEqual(
    expect.objectContaining(failure),
  )
  expect(cluster.state.list('replicasets').flatMap((set) => set.status.conditions ?? [])).toMatchObject([
    failure,
  ])
  expect(events('FailedCreate')[0]).toMatch(/^Error creating: /)
})

test.each([
  ['failed-mount', 'FailedMount'],
  ['sandbox', 'FailedCreatePodSandBox'],
] as const)('%s: stuck before its container, an event says why', async (scenario, reason) => {
  await startBad(scenario)
  expect([waiting(), events(reason).length]).toEqual([{ reason: 'ContainerCreating' }, 1])
})

test('evicted: the pod fails for no fault of its own and its successor stays', async () => {
  await startBad('evicted')
  const pods = cluster.state.pods('payments')
  expect(pods.find(({ status: one }) => one.phase === 'Failed')?.status).toMatchObject({ reason: 'Evicted' })
  expect(cluster.state.deployment('payments', 'checkout')?.status).toMatchObject({
    availableReplicas: 1,
    replicas: 1,
  })
})

test('late-crash: ready first', async () => {
  await startBad('late-crash', 10)
  expect(cluster.state.deployment('payments', 'checkout')?.status).toMatchObject({
    availableReplicas: 1,
    replicas: 1,
  })
  for (let passed = 0; passed < 20; passed++) await clock.advance(1000)
  expect(status()?.restartCount).toBeGreaterThanOrEqual(1)
})

test('a digest does what the table says', async () => {
  cluster = await startTestCluster({ clock, workloads: [{ ...checkout, replicas: 1 }] })
  const digest = `sha256:${'b'.repeat(64)}`
  cluster.faults.images.set(digest, 'oom')
  await deployed(`registry.example.test/checkout@${digest}`, 30)
  const [, pod] = cluster.state
    .pods('payments')
    .toSorted((a) => (a.spec.containers[0]?.image.includes('@') ? 1 : -1))
  expect(pod?.status.containerStatuses?.[0]?.lastState.terminated?.reason).toBe('OOMKilled')
  expect(SCENARIOS).toContain('oom')
})
