import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { call, CHECKOUT, setImage, startTestCluster, type Answered } from '../harness/kubernetes.ts'

let cluster: KubernetesSimulator

beforeEach(async () => {
  const sidecars = [
    { name: 'proxy', image: 'registry.example.test/proxy:1', env: [{ name: 'A', value: '1' }] },
  ]
  const images = ['registry.example.test/checkout:1.1.0']
  const workload = { kind: 'Deployment' as const, namespace: 'payments', name: 'checkout', images, sidecars }
  cluster = await startTestCluster({ workloads: [workload] })
})
afterEach(() => cluster.stop())

function patch(type: string, body: unknown, query = ''): Promise<Answered> {
  return call(cluster, `${CHECKOUT}${query}`, { method: 'PATCH', type: `application/${type}`, body })
}
const strategic = (containers: unknown[]): Promise<Answered> =>
  patch('strategic-merge-patch+json', { spec: { template: { spec: { containers } } } })
const containers = () => cluster.state.deployment('payments', 'checkout')?.spec.template.spec.containers ?? []

test('strategic merge: containers and env by name', async () => {
  await strategic([
    {
      name: 'proxy',
      env: [
        { name: 'B', value: '2' },
        { name: 'A', value: '3' },
      ],
    },
  ])
  expect(containers().map(({ name }) => name)).toEqual(['checkout', 'proxy'])
  expect(containers()[1]).toMatchObject({
    image: 'registry.example.test/proxy:1',
    env: [
      { name: 'A', value: '3' },
      { name: 'B', value: '2' },
    ],
  })
})

test('strategic merge: ports by number, deletion of an item, replacement of a list', async () => {
  await strategic([{ name: 'checkout', ports: [{ containerPort: 80 }] }])
  await strategic([
    {
      name: 'checkout',
      ports: [
        { containerPort: 90, name: 'admin' },
        { containerPort: 80, name: 'web' },
      ],
    },
  ])
  expect(containers()[0]?.ports).toEqual([
    { containerPort: 80, protocol: 'TCP', name: 'web' },
    { containerPort: 90, protocol: 'TCP', name: 'admin' },
  ])
  await strategic([{ $patch: 'delete', name: 'proxy' }])
  expect(containers()).toHaveLength(1)
})

test('merge patch: null removes, a list is replaced whole', async () => {
  await patch('merge-patch+json', { metadata: { annotations: { a: '1', b: '2' } } })
  await patch('merge-patch+json', { metadata: { annotations: { a: null } } })
  expect(cluster.state.deployment('payments', 'checkout')?.metadata.annotations).toMatchObject({ b: '2' })
  expect(cluster.state.deployment('payments', 'checkout')?.metadata.annotations).not.toHaveProperty('a')
})

test('JSON patch: a failed test changes nothing', async () => {
  const path = '/spec/template/spec/containers/0/image'
  const { status } = await patch('json-patch+json', [
    { op: 'replace', path, value: 'x' },
    { op: 'test', path: '/spec/replicas', value: 7 },
  ])
  expect([status, containers()[0]?.image]).toEqual([422, 'registry.example.test/checkout:1.1.0'])
  await patch('json-patch+json', [{ op: 'replace', path, value: 'registry.example.test/checkout:2' }])
  expect(containers()[0]?.image).toBe('registry.example.test/checkout:2')
})

test('the generation counts changes of the spec, a patch without effect changes nothing', async () => {
  const before = (await call(cluster, CHECKOUT)).body
  const same = await setImage(cluster, 'registry.example.test/checkout:1.1.0')
  expect(same.body).toEqual(before)
  const other = (await setImage(cluster, 'registry.example.test/checkout:1.2.0')).body
  expect(other.metadata).toMatchObject({ generation: 2 })
})

test('a dry run answers what would be and keeps what is', async () => {
  const version = cluster.state.version()
  const { body } = await patch('merge-patch+json', { spec: { replicas: 9 } }, '?dryRun=All')
  expect(body).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 9 } })
  expect(cluster.state.version()).toBe(version)
})

test('scale: the subresource as recorded', async () => {
  const { body } = await call(cluster, `${CHECKOUT}/scale`, {
    method: 'PATCH',
    type: 'application/merge-patch+json',
    body: { spec: { replicas: 5 } },
  })
  expect(body).toEqual({
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: 'checkout',
      namespace: 'payments',
      uid: expect.any(String),
      resourceVersion: expect.any(String),
      creationTimestamp: expect.any(String),
    },
    spec: { replicas: 5 },
    status: { replicas: 1, selector: 'app=checkout' },
  })
})
