import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAlertRoutes } from './alerts/alert-routes.ts'
import { createFiringBook } from './alerts/firing-book.ts'
import { createSendWebhook, type Webhooks } from './alerts/send-webhook.ts'
import type { LaunchArguments } from './launch-arguments.ts'
import { startBot } from './launch-bot.ts'
import { refuseSharedData, rememberPage } from './launch-claim.ts'
import { createLaunchClock } from './launch-clock.ts'
import { ALERTMANAGER_SECRET, botConfig, GRAFANA_SECRET } from './launch-config.ts'
import { freePort } from './launch-free-port.ts'
import { servePage } from './page/serve-page.ts'
import { createSpeedClock } from './slack/clock.ts'
import { startSlackSimulator, type SlackSimulator } from './slack/simulator.ts'
import { WORKSPACE } from './workspace.ts'

const MANIFEST = fileURLToPath(new URL('../manifest.yml', import.meta.url))

/** What a script needs to know of a running playground. */
export interface PlaygroundAddresses {
  page: string
  slack: { apiUrl: string; botToken: string }
  webhooks: Webhooks
}

export interface Playground {
  addresses: PlaygroundAddresses
  stop(): Promise<void>
}

export interface LaunchContext {
  /** Tells the person at the terminal. */
  say(line: string): void
  /** Gives up starting. */
  signal: AbortSignal
}

/** Starts the workspace and the bot; resolves when the bot is ready. */
export async function launch(args: LaunchArguments, { say, signal }: LaunchContext): Promise<Playground> {
  const dataDir = resolve(args.dataDir)
  makeDirectory(dataDir)
  await refuseSharedData(dataDir)
  const clock = createLaunchClock(args.speed, join(dataDir, 'clock.json'))
  const botPort = await freePort()
  const webhooks = webhooksOf(`http://127.0.0.1:${botPort}`)
  const slack = await startWorkspace(args, { dataDir, webhooks, clock, botPort })
  rememberPage(dataDir, slack.url)
  const configPath = join(dataDir, 'coxswain.yaml')
  writeFileSync(
    configPath,
    botConfig({
      mode: args.mode,
      slackApiUrl: slack.apiUrl,
      httpPort: botPort,
      dataDir: join(dataDir, 'bot'),
    }),
  )
  const bot = startBot({
    env: botEnvironment(slack, { configPath, webhooks, clock }),
    readyUrl: `http://127.0.0.1:${botPort}/readyz`,
    logPath: join(dataDir, 'bot.log'),
    pidPath: join(dataDir, 'bot.pid'),
    say,
  })
  signal.addEventListener('abort', () => void bot.stop(), { once: true })
  const stop = async () => {
    await bot.stop()
    await slack.stop()
    clock.stop()
  }
  try {
    await bot.started
  } catch (error) {
    await stop()
    throw error
  }
  const { apiUrl, botToken } = slack
  return { addresses: { page: slack.url, slack: { apiUrl, botToken }, webhooks }, stop }
}

interface Parts {
  dataDir: string
  webhooks: Webhooks
  clock: { speed: number; baseMs: number; now(): number }
  botPort: number
}

async function startWorkspace(args: LaunchArguments, parts: Parts): Promise<SlackSimulator> {
  const { dataDir, webhooks, clock, botPort } = parts
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
    staticHandler: async (request, response) =>
      (await serveAlerts(request, response)) || (await servePage(request, response)),
    persistPath: join(dataDir, 'workspace.json'),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`port ${args.port} is taken: stop what listens there, or add --port 0`)
  })
  return slack
}

function webhooksOf(botUrl: string): Webhooks {
  const webhook = (path: string) => ({
    url: `${botUrl}/webhooks/${path}`,
    headers: { authorization: `Bearer ${randomBytes(18).toString('hex')}` },
  })
  return { grafana: webhook('grafana/main'), alertmanager: webhook('alertmanager/main') }
}

function botEnvironment(
  slack: SlackSimulator,
  { configPath, webhooks, clock }: Pick<Parts, 'webhooks' | 'clock'> & { configPath: string },
): Record<string, string> {
  const secretOf = ({ headers }: { headers: Record<string, string> }) =>
    (headers.authorization ?? '').replace('Bearer ', '')
  return {
    ...ownEnvironment(),
    COXSWAIN_CONFIG: configPath,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    [GRAFANA_SECRET]: secretOf(webhooks.grafana),
    [ALERTMANAGER_SECRET]: secretOf(webhooks.alertmanager),
    ...(clock.speed === 1 ? {} : { COXSWAIN_CLOCK: `${clock.speed}@${clock.baseMs}` }),
  }
}

/** Ours without what could lead the bot to a real Slack or through a proxy. */
function ownEnvironment(): Record<string, string> {
  const foreign = /^(SLACK_|COXSWAIN_|GRAFANA_|ALERTMANAGER_|NODE_OPTIONS$|.*_proxy$)/i
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !foreign.test(name),
  )
  return Object.fromEntries(kept) as Record<string, string>
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new Error(`${path} cannot be the data directory (${code}): name another one with --data`, {
      cause: error,
    })
  }
}
