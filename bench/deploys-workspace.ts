import { createHash } from 'node:crypto'
import type { WorkloadSeed } from '../playground/kubernetes/seed.ts'
import type { WorkspaceSeed } from '../playground/slack/seed.ts'

export const VERSION = '2.0.0'
export const ENVIRONMENT = 'prod'
export const BUILDS_TOKEN = 'bench-builds-token'
const REGISTRY = 'registry.bench.test'
const BEFORE = '1.0.0'

/** One service with somebody who deploys it. */
export interface BenchService {
  project: string
  service: string
  person: string
  channel: string
}

export function benchServices(count: number, projects: number): BenchService[] {
  return Array.from({ length: count }, (_, index) => {
    const project = two(index % projects)
    const number = two(index)
    return {
      project: `shop-${project}`,
      service: `service-${number}`,
      person: `U0DEV${number}`,
      channel: `C0SHOP${project}`,
    }
  })
}

const two = (number: number) => String(number).padStart(2, '0')

export function digestOf({ service }: BenchService, version: string): string {
  return `sha256:${createHash('sha256').update(`${service} ${version}`).digest('hex')}`
}

/** As the registry knows it. */
export function repositoryOf({ project, service }: BenchService): string {
  return `${project}/${service}`
}

function imageOf(service: BenchService, version: string): string {
  return `${REGISTRY}/${repositoryOf(service)}:${version}@${digestOf(service, version)}`
}

export function workloadOf(service: BenchService, more: Partial<WorkloadSeed>): WorkloadSeed {
  const { project: namespace, service: name } = service
  return { kind: 'Deployment', namespace, name, images: [imageOf(service, BEFORE)], ...more }
}

export function versionsOf(service: BenchService): { version: string; digest: string }[] {
  return [BEFORE, VERSION].map((version) => ({ version, digest: digestOf(service, version) }))
}

export function buildBody(service: BenchService, now: number): Record<string, unknown> {
  return {
    project: service.project,
    service: service.service,
    image: `${REGISTRY}/${repositoryOf(service)}`,
    digest: digestOf(service, VERSION),
    tag: VERSION,
    commit: createHash('sha1').update(`${service.service} ${VERSION}`).digest('hex'),
    branch: 'main',
    author: 'Bob Park',
    message: `Release ${VERSION}`,
    commits: ['Make it faster', 'Fix what the release before broke'],
    ciLink: 'https://ci.example.test/builds/1',
    builtAt: new Date(now).toISOString(),
  }
}

export function seedOf(services: readonly BenchService[]): WorkspaceSeed {
  const channels = [...new Set(services.map(({ channel }) => channel)), 'C0UNOWNED']
  return {
    team: { id: 'T0BENCH', name: 'Bench', domain: 'bench' },
    bot: { userId: 'U0COXSWAIN', botId: 'B0COXSWAIN', appId: 'A0COXSWAIN', name: 'Coxswain' },
    people: services.map(({ person }) => ({
      id: person,
      name: person.slice(2).toLowerCase(),
      realName: `Dev ${person.slice(-2)}`,
    })),
    channels: channels.map((id) => ({ id, name: id.slice(2).toLowerCase(), members: 'everyone' as const })),
    groups: [],
  }
}

export interface ConfigPlaces {
  services: readonly BenchService[]
  apiUrl: string
  dataDir: string
  registryUrl: string
  /** By region; a region is a cluster. */
  kubeconfigs: Record<string, string>
}

/** One environment, all regions in one wave, nobody to ask. */
export function deploysConfig({ services, apiUrl, dataDir, registryUrl, kubeconfigs }: ConfigPlaces) {
  const projects = [...Map.groupBy(services, ({ project }) => project)]
  const regions = Object.keys(kubeconfigs).map((region) => ({ region, cluster: region }))
  return {
    dataDir,
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'info',
    slack: { mode: 'socket', apiUrl, fallbackChannel: 'C0UNOWNED' },
    digest: { enabled: false },
    teams: projects.map(([project, own]) => ({
      id: project,
      name: project,
      channel: own[0]?.channel,
      members: own.map(({ person }) => person),
    })),
    projects: projects.map(([project, own]) => ({
      namespace: project,
      team: project,
      services: own.map(({ service }) => service),
    })),
    clusters: Object.entries(kubeconfigs).map(([name, kubeconfig]) => ({ name, kubeconfig })),
    registries: [{ host: REGISTRY, url: registryUrl }],
    builds: { sources: [{ name: 'ci', auth: { type: 'bearer', secret: 'BUILDS_CI_TOKEN' } }] },
    deploys: {
      environments: [
        {
          name: ENVIRONMENT,
          deployers: ['owning-team'],
          waves: [{ name: 'all', regions }],
          stabilitySeconds: 2,
        },
      ],
    },
  }
}
