import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startKubernetesSimulator, type KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { FOLLOWED_KINDS, type Cluster, type Following, type WorkloadRef } from '../../src/domain/cluster.ts'
import type { Deployment } from '../../src/domain/kubernetes-objects.ts'
import { createCluster } from '../../src/integrations/kubernetes/create-cluster.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { until } from '../harness/until.ts'

const REF: WorkloadRef = { kind: 'Deployment', namespace: 'payments', name: 'checkout' }
const image = (tag: string) => `registry.example.test/checkout:${tag}`

describe('following a rollout in a simulated cluster', () => {
  let simulator: KubernetesSimulator
  let cluster: Cluster
  let following: Following
  let uid: string
  const stop = new AbortController()
  const changed: string[] = []

  beforeEach(async () => {
    simulator = await startKubernetesSimulator({
      name: 'alpha',
      seed: {
        namespaces: ['payments'],
        workloads: [{ ...REF, images: [image('1.0.0')], replicas: 2 }],
      },
      settings: { podReadyMs: 150, podStopMs: 50, controllerMs: 10, backoffMs: 100 },
    })
    cluster = createCluster({
      name: 'alpha',
      kubeconfigPath: simulator.kubeconfig,
      clock: createSystemClock(),
      logger: createLogger('silent'),
    })
    following = cluster.follow('payments', FOLLOWED_KINDS, {
      onChange: (one) => changed.push(one),
      signal: stop.signal,
    })
    await until('all are listed and watched', () => following.isComplete() && simulator.watchCount() === 7)
    const read = await cluster.workload(REF)
    uid = read.outcome === 'ok' ? read.value.metadata.uid : ''
  })
  afterEach(async () => {
    await cluster.close()
    await simulator.stop()
  })

  const deploy = async (tag: string) => {
    const read = await cluster.workload(REF)
    if (read.outcome !== 'ok') throw new Error(read.outcome)
    const { resourceVersion = '' } = read.value.metadata
    const request = { containers: { checkout: image(tag) }, uid, resourceVersion, force: true, dryRun: false }
    expect(await cluster.applyImages(REF, request)).toMatchObject({ outcome: 'ok' })
  }
  /** Two available pods of this version and no other. */
  const isServing = (tag: string) => {
    const { workload, pods } = following.snapshot(uid)
    const { status, metadata } = workload as Deployment
    const isDone = status?.observedGeneration === metadata.generation && status?.availableReplicas === 2
    return isDone && pods.length === 2 && pods.every(({ spec }) => spec.containers[0]?.image === image(tag))
  }

  test('shows the new pods and replica set until they serve', async () => {
    changed.length = 0
    await deploy('2.0.0')
    await until('the new version serves', () => isServing('2.0.0'))
    expect(following.snapshot(uid).replicaSets).toHaveLength(2)
    expect(following.snapshot(uid).events.map(({ reason }) => reason)).toContain('ScalingReplicaSet')
    expect(new Set(changed)).toEqual(new Set([uid]))
  })

  test('goes on when history is forgotten and when watches are closed', async () => {
    simulator.expireHistory()
    await deploy('2.0.0')
    await until('it is seen all the same', () => isServing('2.0.0'))
    simulator.closeWatches()
    await deploy('3.0.0')
    await until('it is seen again', () => isServing('3.0.0'))
    await until('all is well', () => following.states().every(({ problem }) => problem === null))
  })

  test('says that the cluster is out of reach, and catches up', async () => {
    simulator.faults.unreachable = true
    await until('all noticed', () =>
      following.states().every(({ problem }) => problem?.outcome === 'unreachable'),
    )
    expect(following.isComplete()).toBe(true)
    simulator.faults.unreachable = false
    await deploy('2.0.0')
    await until('it caught up', () => isServing('2.0.0'))
    await until('all is well', () => following.states().every(({ problem }) => problem === null))
  })

  test('reads what a crashed container said', async () => {
    await deploy('2.0.0-bad-crash')
    const pod = await until('a restart', () =>
      following
        .snapshot(uid)
        .pods.find(({ status }) => (status?.containerStatuses?.[0]?.restartCount ?? 0) > 0),
    )
    const name = { namespace: 'payments', pod: pod.metadata.name, container: 'checkout' }
    const said = await cluster.logs({ ...name, previous: true, tailLines: 5 })
    expect(said).toMatchObject({ outcome: 'ok', value: expect.stringMatching(/\S/) as string })
    expect(await cluster.logs({ ...name, container: 'nope', previous: false, tailLines: 5 })).toMatchObject({
      outcome: 'not-found',
    })
  })
})
