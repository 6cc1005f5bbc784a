import { createHash } from 'node:crypto'
import type { WorkspaceSeed } from '../../playground/slack/seed.ts'
import { deployWorkspace } from '../harness/deploy-workspace.ts'

export const CHANNEL = 'C0PAY'
export const PROJECT = 'payments'
export const SERVICE = 'checkout'
export const REPOSITORY = 'registry.regatta.test/payments/checkout'
/** Two of the team may deploy, so that one can wait behind the other; the third approves. */
export const ASKER = 'U0BOB'
export const OTHER_ASKER = 'U0ALICE'
export const APPROVER = 'U0CAROL'
export const BUILDS_TOKEN = 'chaos-builds-token'
/** Two waves: one region, then two. */
export const WAVES = { canary: ['kr'], rest: ['eu1', 'us1'] }
export const REGIONS = Object.values(WAVES).flat()

export function digestOf(version: string): string {
  return `sha256:${createHash('sha256').update(`checkout ${version}`).digest('hex')}`
}

export const imageOf = (version: string) => `${REPOSITORY}:${version}@${digestOf(version)}`

export function deployChaosSeed(): WorkspaceSeed {
  const seed = deployWorkspace()
  return {
    ...seed,
    groups: (seed.groups ?? []).map((group) =>
      group.id === 'S0PAY' ? { ...group, members: [ASKER, OTHER_ASKER] } : group,
    ),
  }
}

interface Places {
  apiUrl: string
  dataDir: string
  registryUrl: string
  /** By region. */
  kubeconfigs: Record<string, string>
}

export function deployChaosConfig({
  apiUrl,
  dataDir,
  registryUrl,
  kubeconfigs,
}: Places): Record<string, unknown> {
  const waves = Object.entries(WAVES).map(([name, regions]) => ({
    name,
    regions: regions.map((region) => ({ region, cluster: `prod-${region}` })),
  }))
  return {
    timeZone: 'Asia/Seoul',
    dataDir,
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'info',
    slack: {
      mode: 'socket',
      apiUrl,
      adminGroup: 'S0ADMINS',
      fallbackChannel: 'C0UNOWNED',
      companyChannel: 'C0COMPANY',
      adminChannel: 'C0ADMINS',
    },
    teams: [{ id: PROJECT, name: 'Payments', channel: CHANNEL, userGroup: 'S0PAY', members: [] }],
    projects: [{ namespace: PROJECT, clusters: [], team: PROJECT, services: [SERVICE] }],
    clusters: Object.entries(kubeconfigs).map(([region, kubeconfig]) => ({
      name: `prod-${region}`,
      kubeconfig,
    })),
    registries: [{ host: 'registry.regatta.test', url: registryUrl }],
    builds: { sources: [{ name: 'ci', auth: { type: 'bearer', secret: 'BUILDS_CI_TOKEN' } }] },
    deploys: {
      environments: [
        {
          name: 'prod',
          deployers: ['owning-team'],
          waves,
          approval: { count: 1, from: ['S0APPROVERS'], expiresMinutes: 600 },
          stabilitySeconds: 5,
        },
      ],
    },
  }
}
