import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startAwsSimulator, type AwsSimulator } from './aws/simulator.ts'
import { createClusterRoutes } from './clusters/cluster-routes.ts'
import { startClusters } from './clusters/start-clusters.ts'
import { createConsoleRoutes } from './console/console-routes.ts'
import { openCostBook } from './cost/cost-book.ts'
import { createCostRoutes } from './cost/cost-routes.ts'
import { startCostSimulator } from './cost/simulator.ts'
import type { LaunchArguments } from './launch-arguments.ts'
import { startBot } from './launch-bot.ts'
import { createPipeline } from './launch-builds.ts'
import { refuseSharedData, rememberPage } from './launch-claim.ts'
import { createLaunchClock } from './launch-clock.ts'
import { botConfig } from './launch-config.ts'
import { botEnvironment } from './launch-environment.ts'
import { freePort } from './launch-free-port.ts'
import { webhooksOf, type BotWebhooks } from './launch-webhooks.ts'
import { startWorkspace } from './launch-workspace.ts'
import { startRegistrySimulator } from './registry/simulator.ts'
import { createSpeedClock } from './slack/clock.ts'
import type { Exchange } from './slack/traffic.ts'
import { PROJECTS } from './workspace.ts'

/** What a script needs to know of a running playground. */
export interface PlaygroundAddresses {
  page: string
  slack: { apiUrl: string; botToken: string }
  webhooks: BotWebhooks
  clusters: Record<string, { kubeconfig: string }>
  /** `env` is what an AWS client needs to talk to it. */
  aws: { endpoint: string; env: AwsSimulator['env'] }
  /** `opencost`: the name of a cluster comes after it; `routes`: what is made wrong with the figures. */
  cost: { opencost: string; routes: string }
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

/** Starts the workspace, the clusters and the bot; resolves when the bot is ready. */
export async function launch(args: LaunchArguments, context: LaunchContext): Promise<Playground> {
  const closers: (() => unknown)[] = []
  const stop = async () => {
    // What was started last ends first: the bot, before what it talks to.
    for (const close of closers.splice(0).toReversed()) await close()
  }
  try {
    const addresses = await start(args, { ...context, atEnd: (close) => void closers.push(close) })
    return { addresses, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  args: LaunchArguments,
  { say, signal, atEnd }: LaunchContext & { atEnd(close: () => unknown): void },
): Promise<PlaygroundAddresses> {
  const dataDir = resolve(args.dataDir)
  makeDirectory(dataDir)
  await refuseSharedData(dataDir)
  const clock = createLaunchClock(args.speed, join(dataDir, 'clock.json'))
  atEnd(() => clock.stop())
  const botPort = await freePort()
  const webhooks = webhooksOf(`http://127.0.0.1:${botPort}`)
  const registry = await startRegistrySimulator()
  atEnd(() => registry.stop())
  const clusters = await startClusters({
    directory: join(dataDir, 'clusters'),
    projects: PROJECTS,
    real: args.kubeconfigs,
    clock: createSpeedClock(clock.speed, clock.baseMs),
  })
  atEnd(() => clusters.stop())
  const book = openCostBook(join(dataDir, 'cost.json'), clock.now())
  atEnd(() => book.stop())
  const aws = await startAwsSimulator({
    clock: createSpeedClock(clock.speed, clock.baseMs),
    persistPath: join(dataDir, 'aws.json'),
    bill: { projects: PROJECTS.map(({ namespace }) => namespace), restatedPercent: book.restatedPercent },
  })
  atEnd(() => aws.stop())
  const costs = await startCostSimulator({
    clusters: clusters.simulated,
    filled: clusters.filled,
    book,
    clock,
  })
  atEnd(() => costs.stop())
  const record = (exchange: Exchange) => slack.recordTraffic(exchange)
  const pipeline = createPipeline({ dataDir, webhooks, clock, registry, clusters, record })
  const clusterRoutes = createClusterRoutes(clusters, pipeline.book.tagOf)
  const routes = [clusterRoutes, pipeline.routes, createConsoleRoutes(aws), createCostRoutes(costs, aws)]
  const slack = await startWorkspace(args, { dataDir, webhooks, clock, botPort, routes })
  atEnd(() => slack.stop())
  rememberPage(dataDir, slack.url)
  const configPath = join(dataDir, 'coxswain.yaml')
  writeFileSync(
    configPath,
    botConfig({
      mode: args.mode,
      slackApiUrl: slack.apiUrl,
      httpPort: botPort,
      dataDir: join(dataDir, 'bot'),
      kubeconfigs: clusters.kubeconfigs,
      registryUrl: registry.url,
      awsUrl: aws.url,
      opencosts: Object.fromEntries(costs.clusters.map((name) => [name, costs.urlOf(name)])),
    }),
  )
  const bot = startBot({
    env: botEnvironment({ slack, configPath, webhooks, aws, clock }),
    readyUrl: `http://127.0.0.1:${botPort}/readyz`,
    logPath: join(dataDir, 'bot.log'),
    pidPath: join(dataDir, 'bot.pid'),
    say,
  })
  atEnd(() => bot.stop())
  signal.addEventListener('abort', () => void bot.stop(), { once: true })
  const told = bot.started.then(() => pipeline.tellAll())
  const [refused] = await Promise.all([told, clusters.filled])
  if (refused) say(`the bot did not take the builds: ${refused}`)
  const { apiUrl, botToken } = slack
  return {
    page: slack.url,
    slack: { apiUrl, botToken },
    webhooks,
    clusters: pathsOf(clusters.kubeconfigs),
    aws: { endpoint: aws.url, env: aws.env },
    cost: { opencost: costs.url, routes: `${slack.url}/playground/cost` },
  }
}

function pathsOf(kubeconfigs: Record<string, string>): Record<string, { kubeconfig: string }> {
  return Object.fromEntries(Object.entries(kubeconfigs).map(([name, kubeconfig]) => [name, { kubeconfig }]))
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
