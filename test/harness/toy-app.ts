import { App, LogLevel } from '@slack/bolt'
import type { SlackSimulator } from '../../playground/slack/simulator.ts'

/** A small app of its own on Slack's own SDK, for tests of the workspace and its page without the bot. */
export async function startToyApp(slack: SlackSimulator): Promise<App> {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
  })
  await app.init()
  await app.start()
  return app
}
