import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  VersionApi,
  Watch,
} from '@kubernetes/client-node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { startTestCluster } from '../harness/kubernetes.ts'
import { until } from '../harness/until.ts'

let cluster: KubernetesSimulator
let config: KubeConfig
const where = { namespace: 'payments', name: 'checkout' }

beforeEach(async () => {
  cluster = await startTestCluster()
  config = new KubeConfig()
  config.loadFromFile(cluster.kubeconfig)
})
afterEach(() => cluster.stop())

test('the client reads typed objects', async () => {
  const deployment = await config.makeApiClient(AppsV1Api).readNamespacedDeployment(where)
  expect(deployment.status).toMatchObject({ replicas: 3, availableReplicas: 3 })
  expect(deployment.metadata?.creationTimestamp).toBeInstanceOf(Date)
  const pods = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'payments', limit: 2 })
  expect([pods.items.length, pods.metadata?.remainingItemCount]).toEqual([2, 1])
  expect((await config.makeApiClient(VersionApi).getCode()).gitVersion).toBe('v1.31.4')
})

test('server-side apply with force, and the conflict without', async () => {
  const apps = config.makeApiClient(AppsV1Api)
  const image = 'registry.example.test/checkout:2'
  const body = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: where,
    spec: { template: { spec: { containers: [{ name: 'checkout', image }] } } },
  }
  const asApply = setHeaderOptions('Content-Type', PatchStrategy.ServerSideApply)
  const patch = (force: boolean): ReturnType<typeof apps.patchNamespacedDeployment> =>
    apps.patchNamespacedDeployment({ ...where, body, fieldManager: 'coxswain', force }, asApply)
  const refused = await patch(false).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ApiException)
  expect((refused as ApiException<string>).code).toBe(409)
  expect((await patch(true)).spec?.template.spec?.containers[0]?.image).toBe(image)
})

test('logs, scale and events', async () => {
  const core = config.makeApiClient(CoreV1Api)
  const apps = config.makeApiClient(AppsV1Api)
  const [pod] = (await core.listNamespacedPod({ namespace: 'payments' })).items
  const name = pod?.metadata?.name ?? ''
  expect(await core.readNamespacedPodLog({ namespace: 'payments', name, tailLines: 1 })).toBe(
    'listening on :8080\n',
  )
  const scale = await apps.patchNamespacedDeploymentScale(
    { ...where, body: { spec: { replicas: 4 } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  )
  expect(scale.spec?.replicas).toBe(4)
  await until(
    'an event',
    async () => (await core.listNamespacedEvent({ namespace: 'payments' })).items.length > 0,
  )
})

test('a watch', async () => {
  const seen: string[] = []
  const controller = await new Watch(config).watch(
    '/apis/apps/v1/namespaces/payments/deployments',
    {},
    (phase: string) => void seen.push(phase),
    () => {},
  )
  await until('the object', () => seen.includes('ADDED'))
  cluster.state.edit('deployments', where, (draft) => void (draft.spec.replicas = 5))
  await until('its change', () => seen.includes('MODIFIED'))
  controller.abort()
})

test('a deletion with options', async () => {
  const core = config.makeApiClient(CoreV1Api)
  const name = cluster.state.pods('payments')[0]?.metadata.name ?? ''
  await core.deleteNamespacedPod({ namespace: 'payments', name, body: { gracePeriodSeconds: 0 } })
  expect(cluster.state.get('pods', 'payments', name)).toBeUndefined()
})
