import { devNull } from 'node:os'
import { ALERTMANAGER_SECRET, BUILDS_SECRET, GRAFANA_SECRET } from './launch-config.ts'
import type { AwsSimulator } from './aws/simulator.ts'
import { secretOf, type BotWebhooks } from './launch-webhooks.ts'
import type { SlackSimulator } from './slack/simulator.ts'

interface Wanted {
  slack: Pick<SlackSimulator, 'botToken' | 'appToken' | 'signingSecret'>
  configPath: string
  webhooks: BotWebhooks
  aws: Pick<AwsSimulator, 'credentials'>
  clock: { speed: number; baseMs: number }
}

/** What the bot is told by its environment: secrets, the configuration's path, the clock. */
export function botEnvironment(wanted: Wanted): Record<string, string> {
  const { slack, configPath, webhooks, aws, clock } = wanted
  return {
    ...ownEnvironment(),
    COXSWAIN_CONFIG: configPath,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    [GRAFANA_SECRET]: secretOf(webhooks.grafana),
    [ALERTMANAGER_SECRET]: secretOf(webhooks.alertmanager),
    [BUILDS_SECRET]: secretOf(webhooks.builds),
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    // The laptop's own profiles may name regions, endpoints and accounts.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    ...(clock.speed === 1 ? {} : { COXSWAIN_CLOCK: `${clock.speed}@${clock.baseMs}` }),
  }
}

/** Ours without what could lead the bot to a real Slack or AWS, a cluster that nobody named or through a proxy. */
function ownEnvironment(): Record<string, string> {
  const foreign =
    /^(SLACK_|COXSWAIN_|GRAFANA_|ALERTMANAGER_|BUILDS_|AWS_|KUBECONFIG$|KUBERNETES_|NODE_OPTIONS$|.*_proxy$)/i
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !foreign.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}
