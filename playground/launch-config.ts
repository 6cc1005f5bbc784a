import { stringify } from 'yaml'
import { CHANNELS, GROUPS, PROJECTS, TEAMS } from './workspace.ts'

export interface BotSettings {
  mode: 'socket' | 'http'
  slackApiUrl: string
  httpPort: number
  dataDir: string
}

export const GRAFANA_SECRET = 'GRAFANA_MAIN_TOKEN'
export const ALERTMANAGER_SECRET = 'ALERTMANAGER_MAIN_TOKEN'

/** The bot's configuration file for this workspace; secrets are named in it, never written. */
export function botConfig({ mode, slackApiUrl, httpPort, dataDir }: BotSettings): string {
  return stringify({
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
    digest: { enabled: true, quietWhenEmpty: true },
    teams: TEAMS,
    projects: PROJECTS,
  })
}
