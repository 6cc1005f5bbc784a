import type { Config } from './schema.ts'
import type { Secrets } from './secrets.ts'

/** How to reach Slack. `apiUrl` ends with a slash. */
export type SlackSettings = { apiUrl: string; botToken: string; postsPerMinute: number } & (
  { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string }
)

export function toSlackSettings({ slack }: Config, secrets: Pick<Secrets, 'reveal'>): SlackSettings {
  const common = {
    apiUrl: slack.apiUrl.endsWith('/') ? slack.apiUrl : `${slack.apiUrl}/`,
    botToken: secrets.reveal('SLACK_BOT_TOKEN'),
    postsPerMinute: slack.postsPerMinute,
  }
  return slack.mode === 'socket'
    ? { ...common, mode: 'socket', appToken: secrets.reveal('SLACK_APP_TOKEN') }
    : { ...common, mode: 'http', signingSecret: secrets.reveal('SLACK_SIGNING_SECRET') }
}
