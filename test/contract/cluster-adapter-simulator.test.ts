import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startKubernetesSimulator, type KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import type { Cluster, WorkloadRef } from '../../src/domain/cluster.ts'
import type { Workload } from '../../src/domain/kubernetes-objects.ts'
import { managedBy } from '../../src/domain/managed-by.ts'
import { createCluster } from '../../src/integrations/kubernetes/create-cluster.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'

const NAMESPACE = 'payments'
const REF: WorkloadRef = { kind: 'Deployment', namespace: NAMESPACE, name: 'checkout' }
const SEED = {
  namespaces: [NAMESPACE],
  workloads: [
    {
      kind: 'Deployment' as const,
      namespace: NAMESPACE,
      name: 'checkout',
      images: ['registry.example.test/checkout:1.0.0'],
      replicas: 2,
      sidecars: [{ name: 'proxy', image: 'registry.example.test/proxy:1' }],
    },
    {
      kind: 'StatefulSet' as const,
      namespace: NAMESPACE,
      name: 'ledger',
      images: ['registry.example.test/ledger:1'],
    },
  ],
  autoscalers: [
    { namespace: NAMESPACE, name: 'checkout', target: 'checkout', minReplicas: 2, maxReplicas: 4 },
  ],
}

describe('the adapter before a simulated cluster', () => {
  let simulator: KubernetesSimulator
  let cluster: Cluster

  beforeEach(async () => {
    simulator = await startKubernetesSimulator({ name: 'alpha', seed: SEED })
    const logger = createLogger('silent')
    cluster = createCluster({
      name: 'alpha',
      kubeconfigPath: simulator.kubeconfig,
      clock: createSystemClock(),
      logger,
    })
  })
  afterEach(async () => {
    await cluster.close()
    await simulator.stop()
  })

  const live = async () => valueOf(await cluster.workload(REF))
  const apply = async (
    containers: Record<string, string>,
    how: { force?: boolean; dryRun?: boolean } = {},
  ) => {
    const { uid, resourceVersion = '' } = (await live()).metadata
    return cluster.applyImages(REF, { containers, uid, resourceVersion, force: false, dryRun: false, ...how })
  }

  test('reads what there is', async () => {
    expect(await cluster.health()).toMatchObject({
      outcome: 'ok',
      value: { version: expect.stringMatching(/^v1\./) as string },
    })
    const all = valueOf(await cluster.workloads(NAMESPACE))
    expect(all.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Deployment/checkout',
      'StatefulSet/ledger',
    ])
    expect(valueOf(await cluster.workloads(NAMESPACE, 'app=ledger'))).toHaveLength(1)
    expect(valueOf(await cluster.autoscalers(NAMESPACE))).toMatchObject([{ spec: { maxReplicas: 4 } }])
    expect(await cluster.workload({ ...REF, name: 'nope' })).toMatchObject({ outcome: 'not-found' })
  })

  test('takes an image over only by force, and tells the two conflicts apart', async () => {
    expect(await apply({ checkout: 'registry.example.test/checkout:2.0.0' })).toMatchObject({
      outcome: 'conflict',
      kind: 'field-manager',
      managers: ['kubectl-client-side-apply'],
    })
    const before = await live()
    const dry = await apply(
      { checkout: 'registry.example.test/checkout:2.0.0' },
      { force: true, dryRun: true },
    )
    expect(imagesOf(valueOf(dry))).toContain('registry.example.test/checkout:2.0.0')
    expect((await live()).metadata.resourceVersion).toBe(before.metadata.resourceVersion)

    const done = valueOf(await apply({ checkout: 'registry.example.test/checkout:2.0.0' }, { force: true }))
    expect(managedBy(done).images.get('checkout')).toEqual([{ manager: 'coxswain', operation: 'Apply' }])
    const { uid, resourceVersion = '' } = before.metadata
    const late = { containers: { checkout: 'x' }, uid, resourceVersion, force: true, dryRun: false }
    expect(await cluster.applyImages(REF, late)).toMatchObject({
      outcome: 'conflict',
      kind: 'resource-version',
    })
  })

  test('an apply of one container leaves alone what an earlier one set', async () => {
    await apply({ checkout: 'registry.example.test/checkout:2.0.0' }, { force: true })
    await apply({ proxy: 'registry.example.test/proxy:2' }, { force: true })
    expect(imagesOf(await live())).toEqual([
      'registry.example.test/checkout:2.0.0',
      'registry.example.test/proxy:2',
    ])
  })

  test('says what it may not do', async () => {
    simulator.faults.forbidden.push({ verb: 'patch', resource: 'deployments' })
    expect(await cluster.missingPermissions(NAMESPACE)).toMatchObject({
      outcome: 'ok',
      value: [{ group: 'apps', resource: 'deployments', verb: 'patch' }],
    })
    expect(await apply({ checkout: 'x' }, { force: true })).toMatchObject({
      outcome: 'forbidden',
      verb: 'patch',
      resource: 'deployments',
    })
  })

  test('faults of the API', async () => {
    const { faults } = simulator
    faults.unauthorized = true
    expect(await cluster.workload(REF)).toMatchObject({ outcome: 'unauthorized' })
    faults.unauthorized = false
    faults.tooManyRequests = { count: 1, retryAfterSeconds: 3 }
    expect(await cluster.workload(REF)).toEqual({ outcome: 'limited', retryAfterMs: 3000 })
    faults.serverErrors = 1
    expect(await cluster.workload(REF)).toMatchObject({ outcome: 'unreachable' })
    faults.unreachable = true
    expect(await cluster.workload(REF)).toMatchObject({ outcome: 'unreachable' })
    faults.unreachable = false
    expect(await cluster.workload(REF)).toMatchObject({ outcome: 'ok' })
    faults.clockSkewMs = 120_000
    const { clockAheadMs } = valueOf(await cluster.health())
    expect(Math.abs((clockAheadMs ?? 0) - 120_000)).toBeLessThan(2500)
  })
})

function valueOf<Value>(result: { outcome: 'ok'; value: Value } | { outcome: string }): Value {
  expect(result).toMatchObject({ outcome: 'ok' })
  return (result as { value: Value }).value
}

function imagesOf(workload: Workload): (string | undefined)[] {
  return workload.spec.template.spec.containers.map(({ image }) => image)
}
