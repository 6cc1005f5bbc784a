import { describe, expect, test } from 'vitest'
import type { WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import { PLACE, REPOSITORY, startDeployer, WANTED } from './patch-images-kit.ts'

const FROM = `${REPOSITORY}:1.0.0`
const seed = (more: Partial<WorkloadSeed> = {}): WorkloadSeed => ({
  kind: 'Deployment',
  namespace: 'payments',
  name: 'checkout',
  images: [FROM],
  replicas: 2,
  ...more,
})
const KUBECTL = { kind: 'takeover', managers: ['kubectl-client-side-apply'] }

describe('the plan of one target', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet'] as const)('of a %s', async (kind) => {
    await using at = await startDeployer({ workloads: [seed({ kind })] })
    const uid = at.simulator.state.get(PLURAL[kind], 'payments', 'checkout')?.metadata.uid
    expect(await at.plan({ commits: ['fix rounding'], warnings: [{ warning: 'unverified' }] })).toEqual({
      ok: true,
      value: {
        service: 'checkout',
        environment: 'prod',
        region: 'eu-1',
        cluster: 'alpha',
        wave: 0,
        workloads: [
          {
            kind,
            name: 'checkout',
            uid,
            managedBy: KUBECTL,
            containers: [{ container: 'checkout', from: FROM, to: WANTED }],
          },
        ],
        commits: ['fix rounding'],
        warnings: [
          { warning: 'unverified' },
          { warning: 'takeover', workload: 'checkout', managers: KUBECTL.managers },
        ],
      },
    })
  })

  test('names every container with the image, init containers too, and no other', async () => {
    const sidecars = [
      { name: 'proxy', image: 'registry.example.test/proxy:1' },
      { name: 'jobs', image: `${REPOSITORY}:0.9` },
    ]
    const initContainers = [{ name: 'migrate', image: FROM }]
    await using at = await startDeployer({ workloads: [seed({ sidecars, initContainers })] })
    const { containers } = await at.changeNow()
    expect(containers.map(({ container, from }) => [container, from])).toEqual([
      ['checkout', FROM],
      ['jobs', `${REPOSITORY}:0.9`],
      ['migrate', FROM],
    ])
  })

  test('finds workloads by name and by label, and leaves alone those of other services', async () => {
    const labelled = seed({ name: 'checkout-worker', labels: { 'app.kubernetes.io/name': 'checkout' } })
    const other = seed({ name: 'checkout-admin' })
    await using at = await startDeployer({ workloads: [seed(), labelled, other] })
    const planned = await at.plan()
    expect(planned.ok && planned.value.workloads.map(({ name }) => name)).toEqual([
      'checkout',
      'checkout-worker',
    ])
  })

  test('follows a workload that was renamed but kept its label', async () => {
    const renamed = seed({ name: 'checkout-v2', labels: { 'app.kubernetes.io/name': 'checkout' } })
    await using at = await startDeployer({ workloads: [renamed] })
    expect(await at.changeNow()).toMatchObject({ name: 'checkout-v2' })
  })

  test('takes a Helm release over, and says so', async () => {
    const labels = { 'app.kubernetes.io/managed-by': 'Helm' }
    await using at = await startDeployer({ workloads: [seed({ manager: 'helm', labels })] })
    expect(await at.changeNow()).toMatchObject({ managedBy: { kind: 'takeover', managers: ['helm'] } })
  })

  test('warns of an autoscaler at its maximum, and not when autoscalers may not be listed', async () => {
    const scaler = { namespace: 'payments', name: 'checkout', target: 'checkout' }
    await using at = await startDeployer({
      workloads: [seed()],
      autoscalers: [{ ...scaler, minReplicas: 1, maxReplicas: 2 }],
    })
    const warning = { warning: 'autoscaler-at-maximum', workload: 'checkout', replicas: 2 }
    expect(await at.plan()).toMatchObject({ ok: true, value: { warnings: [{}, warning] } })
    at.simulator.faults.forbidden = [{ verb: 'list', resource: 'horizontalpodautoscalers' }]
    const planned = await at.plan()
    expect(planned.ok && planned.value.warnings).toHaveLength(1)
  })
})

describe('a target that cannot be planned', () => {
  test.each([
    [
      'Argo CD',
      { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:payments/checkout' } },
      { tool: 'argo-cd', application: 'shop' },
    ],
    [
      'Flux',
      { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } },
      { tool: 'flux', application: 'shop' },
    ],
  ])('is one that %s manages', async (_, more, details) => {
    await using at = await startDeployer({ workloads: [seed(more)] })
    expect(await at.plan()).toEqual({
      ok: false,
      refusal: { reason: 'managed-by-gitops', details: { region: 'eu-1', workload: 'checkout', ...details } },
    })
  })

  test.each([
    ['an unknown service', { place: { ...PLACE, service: 'chekout' } }, 'workload-not-found'],
    ['another image', { repository: 'registry.example.test/other' }, 'container-not-found'],
    ['an unknown namespace', { place: { ...PLACE, project: 'nowhere' } }, 'workload-not-found'],
    ['an unknown cluster', { place: { ...PLACE, cluster: 'omega' } }, 'cluster-unknown'],
  ])('has %s', async (_, wish, reason) => {
    await using at = await startDeployer()
    expect(await at.plan(wish)).toMatchObject({ ok: false, refusal: { reason } })
  })

  test('has a cluster that does not answer, or not us', async () => {
    await using at = await startDeployer()
    const { faults } = at.simulator
    faults.forbidden = [{ verb: 'list', resource: 'statefulsets' }]
    expect(await at.plan()).toEqual({
      ok: false,
      refusal: {
        reason: 'cluster-forbidden',
        details: { cluster: 'alpha', region: 'eu-1', verb: 'list', resource: 'statefulsets' },
      },
    })
    faults.forbidden = []
    faults.unauthorized = true
    expect(await at.plan()).toMatchObject(refusedWith('cluster-unauthorized'))
    faults.unauthorized = false
    faults.tooManyRequests = { count: 9, retryAfterSeconds: 2 }
    expect(await at.plan()).toMatchObject(refusedWith('cluster-limited'))
    faults.tooManyRequests.count = 0
    faults.unreachable = true
    expect(await at.plan()).toMatchObject(refusedWith('cluster-unreachable'))
  })
})

const PLURAL = { Deployment: 'deployments', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets' } as const

function refusedWith(reason: string) {
  return { ok: false, refusal: { reason, details: { cluster: 'alpha', region: 'eu-1' } } }
}
