import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAlertRoutes } from './alerts/alert-routes.ts'
import { createFiringBook } from './alerts/firing-book.ts'
import { createSendWebhook } from './alerts/send-webhook.ts'
import type { LaunchArguments } from './launch-arguments.ts'
import type { BotWebhooks } from './launch-webhooks.ts'
import { servePage } from './page/serve-page.ts'
import { createSpeedClock } from './slack/clock.ts'
import type { Handler } from './slack/server.ts'
import { startSlackSimulator, type SlackSimulator } from './slack/simulator.ts'
import { WORKSPACE } from './workspace.ts'

const MANIFEST = fileURLToPath(new URL('../manifest.yml', import.meta.url))

export interface WorkspaceParts {
  dataDir: string
  webhooks: BotWebhooks
  clock: { speed: number; baseMs: number; now(): number }
  botPort: number
  /** Of the user side, beside alerts and the page. */
  routes: readonly Handler[]
}

/** The simulated Slack with the page and the alert sources. */
export async function startWorkspace(args: LaunchArguments, parts: WorkspaceParts): Promise<SlackSimulator> {
  const { dataDir, webhooks, clock, botPort, routes } = parts
  const send = createSendWebhook(
    () => webhooks,
    (delivery, answer) =>
      slack.recordTraffic({
        direction: 'webhook',
        name: `POST ${new URL(webhooks[delivery.to].url).pathname}`,
        status: answer.status,
        ms: answer.ms,
        request: delivery.body,
        response: answer.body,
      }),
  )
  const serveAlerts = createAlertRoutes({
    book: createFiringBook(join(dataDir, 'alert-sources.json')),
    send,
    now: () => clock.now(),
  })
  const slack = await startSlackSimulator({
    port: args.port,
    workspace: WORKSPACE,
    manifestPath: MANIFEST,
    clock: createSpeedClock(clock.speed, clock.baseMs),
    speed: clock.speed,
    signedHttp: args.mode === 'http' ? { requestUrl: `http://127.0.0.1:${botPort}/slack/events` } : undefined,
    staticHandler: async (request, response) => {
      for (const serve of [serveAlerts, ...routes, servePage]) if (await serve(request, response)) return true
      return false
    },
    persistPath: join(dataDir, 'workspace.json'),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`port ${args.port} is taken: stop what listens there, or add --port 0`)
  })
  return slack
}
