import { afterEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { checkout, setImage, startTestCluster } from '../harness/kubernetes.ts'
import { createTestClock } from '../harness/test-clock.ts'

let cluster: KubernetesSimulator
const clock = createTestClock()

async function start(spec: Record<string, unknown> = {}, replicas = 3): Promise<void> {
  cluster = await startTestCluster({ clock, workloads: [{ ...checkout, replicas, spec }] })
}
afterEach(() => cluster.stop())

const image = (tag: string): string => `registry.example.test/checkout:${tag}`
const deployment = () => {
  const found = cluster.state.deployment('payments', 'checkout')
  if (!found) throw new Error('the deployment is gone')
  return found
}
const condition = (type: string) => deployment().status.conditions?.find((one) => one.type === type)
const running = (tag: string) =>
  cluster.state
    .pods('payments')
    .filter(({ spec, metadata }) => spec.containers[0]?.image === image(tag) && !metadata.deletionTimestamp)

test('a seeded workload is rolled out, with its history', async () => {
  await start()
  expect(deployment().status).toMatchObject({
    replicas: 3,
    updatedReplicas: 3,
    availableReplicas: 3,
    observedGeneration: 2,
  })
  expect(deployment().metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '2' })
  expect(
    cluster.state
      .list('replicasets')
      .map(({ spec }) => spec.replicas)
      .toSorted((a, b) => a - b),
  ).toEqual([0, 3])
})

test('a new pod is Ready after eight seconds, never too many or too few pods', async () => {
  await start({ strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } })
  await setImage(cluster, image('2'))
  await clock.advance(7000)
  expect([running('2').length, deployment().status.updatedReplicas]).toEqual([1, 1])
  expect(deployment().status.availableReplicas).toBe(3)
  for (let second = 0; second < 40; second++) {
    await clock.advance(1000)
    const { replicas = 0, availableReplicas = 0 } = deployment().status
    expect(replicas).toBeLessThanOrEqual(4)
    expect(availableReplicas).toBeGreaterThanOrEqual(3)
  }
  expect(running('2')).toHaveLength(3)
  expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable')
})

test('the deadline passes; after an undo its condition stays until there is progress', async () => {
  await start({ progressDeadlineSeconds: 60 })
  await setImage(cluster, image('2-bad-readiness'))
  await clock.advance(59_000)
  expect(condition('Progressing')?.status).toBe('True')
  await clock.advance(15_000)
  expect(condition('Progressing')).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' })
  await setImage(cluster, image('1.1.0'))
  await clock.advance(20)
  expect(condition('Progressing')?.reason).toBe('ProgressDeadlineExceeded')
  await clock.advance(20_000)
  expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable')
  expect(deployment().metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '4' })
})

test('old ReplicaSets beyond the limit are forgotten', async () => {
  await start({ revisionHistoryLimit: 2 }, 1)
  for (const tag of ['2', '3', '4', '5']) {
    await setImage(cluster, image(tag))
    await clock.advance(30_000)
  }
  expect(cluster.state.list('replicasets')).toHaveLength(3)
})

test('minReadySeconds delays availability', async () => {
  await start({ minReadySeconds: 30 }, 1)
  await setImage(cluster, image('2'))
  await clock.advance(20_000)
  expect(deployment().status).toMatchObject({ readyReplicas: 2, availableReplicas: 1 })
  await clock.advance(25_000)
  expect(deployment().status).toMatchObject({ replicas: 1, availableReplicas: 1, updatedReplicas: 1 })
})

test('Recreate stops everything first', async () => {
  await start({ strategy: { type: 'Recreate' } })
  await setImage(cluster, image('2'))
  await clock.advance(1000)
  expect([running('1.1.0').length, running('2').length]).toEqual([0, 0])
  await clock.advance(20_000)
  expect(running('2')).toHaveLength(3)
})

test('a paused deployment waits', async () => {
  await start({ paused: true })
  await setImage(cluster, image('2'))
  await clock.advance(20_000)
  expect([running('2').length, condition('Progressing')?.reason]).toEqual([0, 'DeploymentPaused'])
  expect(deployment().status.observedGeneration).toBe(deployment().metadata.generation)
})

test('a terminating pod goes on until its process ends or its grace is over', async () => {
  await start({}, 1)
  await setImage(cluster, image('2-bad-slow-stop'))
  await clock.advance(30_000)
  await setImage(cluster, image('3'))
  await clock.advance(20_000)
  expect(deployment().status).toMatchObject({ replicas: 1, updatedReplicas: 1 })
  const [draining] = cluster.state.pods('payments').filter(({ metadata }) => metadata.deletionTimestamp)
  expect(draining?.metadata.deletionGracePeriodSeconds).toBe(30)
  await clock.advance(30_000)
  expect(cluster.state.pods('payments')).toHaveLength(1)
})
