import { createHash } from 'node:crypto'
import type { ScenarioName } from '../../playground/kubernetes/kubelet/scenario-names.ts'
import type { WorkloadSeed } from '../../playground/kubernetes/seed.ts'
import type { ClusterSettings } from '../../playground/kubernetes/settings.ts'
import { startKubernetesSimulator, type KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { startRegistrySimulator } from '../../playground/registry/simulator.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { startTestApp, testConfig, type TestApp, type TestAppOptions } from './app.ts'
import { deployWorkspace } from './deploy-workspace.ts'

export const REGIONS = ['kr', 'eu1', 'us1', 'jp1'] as const
export const REPOSITORY = 'registry.regatta.test/payments/checkout'

/** The bot with its simulated clusters: alpha in one region, prod in four (two waves) unless told otherwise. */
export interface DeployApp extends TestApp {
  /** By name: `alpha-kr`, `prod-kr`, … */
  clusters: Record<string, KubernetesSimulator>
  registry: Awaited<ReturnType<typeof startRegistrySimulator>>
  /** Tells the bot of a build of checkout; with a scenario its pods go wrong in every cluster. */
  build(
    version: string,
    more?: { scenario?: ScenarioName; body?: Record<string, unknown> },
  ): Promise<Response>
}

export interface DeployAppOptions extends TestAppOptions {
  workloads?: readonly WorkloadSeed[]
  settings?: Partial<ClusterSettings>
  /** Of prod, the first one alone in the first wave; default: all four. */
  regions?: readonly (typeof REGIONS)[number][]
  /** Replaces keys of the environments. */
  alpha?: Record<string, unknown>
  prod?: Record<string, unknown>
  /** Replaces keys of the section deploys. */
  deploys?: Record<string, unknown>
}

export function digestOf(version: string): string {
  return `sha256:${createHash('sha256').update(`checkout ${version}`).digest('hex')}`
}

export const imageOf = (version: string) => `${REPOSITORY}:${version}@${digestOf(version)}`

/** Deployment checkout of the namespace payments, at 1.4.1. */
export const checkoutAt141: WorkloadSeed = {
  kind: 'Deployment',
  namespace: 'payments',
  name: 'checkout',
  images: [imageOf('1.4.0'), imageOf('1.4.1')],
  replicas: 3,
}

export async function startDeployApp(options: DeployAppOptions = {}): Promise<DeployApp> {
  const { speed = 1, base = Date.now(), workloads = [checkoutAt141], settings } = options
  const places = { alpha: ['kr'], prod: options.regions ?? REGIONS }
  const clock = options.clock ?? createSystemClock(speed, base)
  const registry = await startRegistrySimulator()
  const clusters: Record<string, KubernetesSimulator> = {}
  for (const [environment, regions] of Object.entries(places)) {
    for (const region of regions) {
      const name = `${environment}-${region}`
      const seed = { namespaces: ['payments', 'orders'], workloads }
      clusters[name] = await startKubernetesSimulator({
        name,
        clock,
        seed,
        ...(settings ? { settings } : {}),
      })
    }
  }
  for (const version of ['1.4.0', '1.4.1']) registry.add('payments/checkout', version, digestOf(version))
  const bot = await startTestApp({
    ...options,
    clock,
    env: { BUILDS_CI_TOKEN: 'builds-ci-token', ...options.env },
    slack: { workspace: deployWorkspace(), ...options.slack },
    config: deployConfig(clusters, registry.url, options),
  })
  const stop = async () => {
    await bot.stop()
    await Promise.all([...Object.values(clusters).map((cluster) => cluster.stop()), registry.stop()])
  }
  // Getters of `bot` must stay: a restart gives it another app.
  return Object.assign(Object.create(bot) as TestApp, {
    clusters,
    registry,
    stop,
    async build(version: string, { scenario, body = {} }: Parameters<DeployApp['build']>[1] = {}) {
      const digest = digestOf(version)
      registry.add('payments/checkout', version, digest)
      if (scenario) for (const { faults } of Object.values(clusters)) faults.images.set(digest, scenario)
      return fetch(`${bot.app.url}/webhooks/builds/ci`, {
        method: 'POST',
        headers: { authorization: 'Bearer builds-ci-token', 'content-type': 'application/json' },
        body: JSON.stringify({ ...buildBody(version, bot.now()), ...body }),
      })
    },
  })
}

function buildBody(version: string, now: number): Record<string, unknown> {
  return {
    project: 'payments',
    service: 'checkout',
    image: REPOSITORY,
    digest: digestOf(version),
    tag: version,
    commit: createHash('sha1').update(version).digest('hex'),
    branch: 'main',
    author: 'Bob Park',
    authorSlackId: 'U0BOB',
    message: `Release ${version}`,
    commits: [`Make ${version} faster`, `Fix what ${version} broke`],
    ciLink: `https://ci.example.test/builds/${version}`,
    builtAt: new Date(now).toISOString(),
  }
}

function deployConfig(
  clusters: Record<string, KubernetesSimulator>,
  registryUrl: string,
  options: DeployAppOptions,
): Record<string, unknown> {
  const place = (environment: string) => (region: string) => ({ region, cluster: `${environment}-${region}` })
  const [first = 'kr', ...others] = options.regions ?? REGIONS
  const rest = others.map(place('prod'))
  const environments = [
    {
      name: 'alpha',
      deployers: ['owning-team'],
      waves: [{ name: 'all', regions: [place('alpha')('kr')] }],
      stabilitySeconds: 2,
      ...options.alpha,
    },
    {
      name: 'prod',
      deployers: ['owning-team'],
      waves: [
        { name: 'canary', regions: [place('prod')(first)] },
        ...(rest.length > 0 ? [{ name: 'rest', regions: rest }] : []),
      ],
      approval: { count: 1, from: ['S0APPROVERS'], expiresMinutes: 60 },
      stabilitySeconds: 2,
      ...options.prod,
    },
  ]
  return {
    ...testConfig(),
    projects: [
      { namespace: 'payments', team: 'payments', services: ['checkout'] },
      { namespace: 'orders', team: 'orders', services: ['orders-api'] },
    ],
    clusters: Object.values(clusters).map(({ name, kubeconfig }) => ({ name, kubeconfig })),
    registries: [{ host: 'registry.regatta.test', url: registryUrl }],
    builds: { sources: [{ name: 'ci', auth: { type: 'bearer', secret: 'BUILDS_CI_TOKEN' } }] },
    deploys: { onCallGroup: 'S0ONCALL', environments, ...options.deploys },
    ...options.config,
  }
}
