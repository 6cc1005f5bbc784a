import { stringify } from 'yaml'
import { REGISTRY } from './builds/image-name.ts'
import { costSettings } from './launch-cost.ts'
import { DEPLOYS } from './launch-deploys.ts'
import { awsAccounts, RESOURCES } from './launch-resources.ts'
import { CHANNELS, GROUPS, PROJECTS, TEAMS } from './workspace.ts'

export interface BotSettings {
  mode: 'socket' | 'http'
  slackApiUrl: string
  httpPort: number
  dataDir: string
  /** Path by name of the cluster. */
  kubeconfigs: Readonly<Record<string, string>>
  registryUrl: string
  awsUrl: string
  /** Where OpenCost's API begins, by cluster. */
  opencosts: Readonly<Record<string, string>>
}

export const GRAFANA_SECRET = 'GRAFANA_MAIN_TOKEN'
export const ALERTMANAGER_SECRET = 'ALERTMANAGER_MAIN_TOKEN'
export const BUILDS_SECRET = 'BUILDS_CI_TOKEN'

/** The bot's configuration file for this workspace; secrets are named in it, never written. */
export function botConfig(settings: BotSettings): string {
  const { mode, slackApiUrl, httpPort, dataDir, kubeconfigs, registryUrl, awsUrl, opencosts } = settings
  const config = {
    timeZone: 'Asia/Seoul',
    dataDir,
    http: { host: '127.0.0.1', port: httpPort },
    logLevel: 'info',
    slack: {
      mode,
      apiUrl: slackApiUrl,
      adminGroup: GROUPS.platform,
      fallbackChannel: CHANNELS.unowned,
      companyChannel: CHANNELS.engineering,
      adminChannel: CHANNELS.platform,
    },
    alerts: {
      sources: [
        {
          kind: 'grafana',
          name: 'main',
          clusterLabel: 'cluster',
          auth: { type: 'bearer', secret: GRAFANA_SECRET },
        },
        {
          kind: 'alertmanager',
          name: 'main',
          clusterLabel: 'cluster',
          auth: { type: 'bearer', secret: ALERTMANAGER_SECRET },
        },
      ],
    },
    clusters: Object.entries(kubeconfigs).map(([name, kubeconfig]) => ({ name, kubeconfig })),
    registries: [{ host: REGISTRY, url: registryUrl }],
    builds: { sources: [{ name: 'ci', auth: { type: 'bearer', secret: BUILDS_SECRET } }] },
    deploys: DEPLOYS,
    aws: awsAccounts(awsUrl),
    resources: RESOURCES,
    cost: costSettings(opencosts),
    digest: { enabled: true, quietWhenEmpty: true },
    teams: TEAMS,
    projects: PROJECTS,
  }
  return stringify(config, { aliasDuplicateObjects: false })
}
