import { afterEach, expect, test } from 'vitest'
import type { WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { setImage, startTestCluster } from '../harness/kubernetes.ts'
import { createTestClock } from '../harness/test-clock.ts'

let cluster: KubernetesSimulator
const clock = createTestClock()
const LEDGER = '/apis/apps/v1/namespaces/payments/statefulsets/ledger'
const AGENT = '/apis/apps/v1/namespaces/payments/daemonsets/agent'

async function start(kind: WorkloadSeed['kind'], spec: Record<string, unknown> = {}): Promise<void> {
  const name = kind === 'StatefulSet' ? 'ledger' : 'agent'
  const images = [`registry.example.test/${name}:1`]
  cluster = await startTestCluster({
    clock,
    workloads: [{ kind, namespace: 'payments', name, images, replicas: 3, spec }],
  })
}
afterEach(() => cluster.stop())

const tags = () => cluster.state.pods('payments').map(({ spec }) => spec.containers[0]?.image.split(':')[1])
const ledger = () => cluster.state.get('statefulsets', 'payments', 'ledger')
const agent = () => cluster.state.get('daemonsets', 'payments', 'agent')

test('a StatefulSet replaces one pod after the other, from the last', async () => {
  await start('StatefulSet')
  expect(ledger()?.status).toMatchObject({ readyReplicas: 3, updatedReplicas: 3 })
  await setImage(cluster, 'registry.example.test/ledger:2', LEDGER)
  const seen = new Set<string>()
  for (let second = 0; second < 60; second++) {
    await clock.advance(1000)
    seen.add(tags().join())
    expect(
      cluster.state.pods('payments').filter(({ status }) => status.phase === 'Running').length,
    ).toBeGreaterThan(1)
  }
  expect([...seen]).toEqual(['1,1,1', '1,1,2', '1,2,2', '2,2,2'])
  expect(ledger()?.status.currentRevision).toBe(ledger()?.status.updateRevision)
  expect(
    cluster.state
      .list('controllerrevisions')
      .map(({ revision }) => revision)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2])
})

test('a partition keeps the lower ordinals back', async () => {
  await start('StatefulSet', { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } })
  await setImage(cluster, 'registry.example.test/ledger:2', LEDGER)
  await clock.advance(60_000)
  expect([tags(), ledger()?.status.updatedReplicas]).toEqual([['1', '1', '2'], 1])
  expect(ledger()?.status.currentRevision).not.toBe(ledger()?.status.updateRevision)
})

test('a crash loop holds a StatefulSet for ever', async () => {
  await start('StatefulSet')
  await setImage(cluster, 'registry.example.test/ledger:2-bad-crash', LEDGER)
  await clock.advance(600_000)
  expect([tags(), ledger()?.status.readyReplicas]).toEqual([['1', '1', '2-bad-crash'], 2])
})

test.each(['StatefulSet', 'DaemonSet'] as const)('OnDelete: a %s waits for somebody', async (kind) => {
  await start(kind, { updateStrategy: { type: 'OnDelete' } })
  const name = kind === 'StatefulSet' ? 'ledger' : 'agent'
  await setImage(cluster, `registry.example.test/${name}:2`, kind === 'StatefulSet' ? LEDGER : AGENT)
  await clock.advance(60_000)
  expect(tags()).toEqual(['1', '1', '1'])
  cluster.state.remove('pods', 'payments', cluster.state.pods('payments')[2]?.metadata.name ?? '')
  await clock.advance(20_000)
  expect(tags().filter((tag) => tag === '2')).toHaveLength(1)
})

test('a DaemonSet has a pod on every node and replaces one at a time', async () => {
  await start('DaemonSet')
  expect(new Set(cluster.state.pods('payments').map(({ spec }) => spec.nodeName)).size).toBe(3)
  await setImage(cluster, 'registry.example.test/agent:2', AGENT)
  for (let second = 0; second < 60; second++) {
    await clock.advance(1000)
    expect(agent()?.status.numberAvailable).toBeGreaterThanOrEqual(2)
  }
  expect(agent()?.status).toMatchObject({
    updatedNumberScheduled: 3,
    numberAvailable: 3,
    desiredNumberScheduled: 3,
  })
  expect(agent()?.status).not.toHaveProperty('numberUnavailable')
})
