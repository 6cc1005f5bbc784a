import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPipeline, type Pipeline } from '../../playground/launch-builds.ts'
import { createClusterRoutes } from '../../playground/clusters/cluster-routes.ts'
import { startClusters, type Clusters } from '../../playground/clusters/start-clusters.ts'
import { startRegistrySimulator, type RegistrySimulator } from '../../playground/registry/simulator.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'
import { createLocalServer, listen } from '../../playground/slack/server.ts'
import type { Exchange } from '../../playground/slack/traffic.ts'
import { PROJECTS } from '../../playground/workspace.ts'

const PAYMENTS = PROJECTS.filter(({ namespace }) => namespace === 'payments')
const QUICK = { podReadyMs: 200, podStopMs: 20, controllerMs: 5, backoffMs: 200 }

export interface Answered {
  status: number
  body: Record<string, unknown>
}

/** The playground's clusters and its pipeline, without a workspace; a small server stands for the bot. */
export interface PlaygroundParts {
  dataDir: string
  clusters: Clusters
  registry: RegistrySimulator
  pipeline: Pipeline
  /** What the bot was told, and what it answers. */
  bot: { heard: { authorization: string | undefined; body: Record<string, unknown> }[]; answers: number }
  traffic: Exchange[]
  ask(method: string, path: string, body?: unknown): Promise<Answered>
  /** Ends it; its data stays for the next start. */
  stop(): Promise<void>
  remove(): Promise<void>
}

export async function startPlaygroundParts(
  dataDir = mkdtempSync(join(tmpdir(), 'playground-')),
  real: Record<string, string> = {},
): Promise<PlaygroundParts> {
  const bot: PlaygroundParts['bot'] = { heard: [], answers: 202 }
  const botServer = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => void (text += chunk.toString()))
    request.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>
      bot.heard.push({ authorization: request.headers.authorization, body })
      response.writeHead(bot.answers).end('{"outcome":"first"}')
    })
  })
  const botUrl = `http://127.0.0.1:${await listen(botServer, 0)}`
  const registry = await startRegistrySimulator()
  const clusters = await startClusters({
    directory: join(dataDir, 'clusters'),
    projects: PAYMENTS,
    real,
    clock: createSpeedClock(),
    settings: QUICK,
  })
  await clusters.filled
  const traffic: Exchange[] = []
  const pipeline = createPipeline({
    dataDir,
    webhooks: webhooksAt(botUrl),
    clock: { now: () => Date.now() },
    registry,
    clusters,
    record: (exchange) => void traffic.push(exchange),
  })
  const server = createLocalServer([createClusterRoutes(clusters, pipeline.book.tagOf), pipeline.routes])
  const url = `http://127.0.0.1:${await listen(server, 0)}/playground`
  const stop = async () => {
    for (const one of [server, botServer]) one.close().closeAllConnections()
    await registry.stop()
    await clusters.stop()
  }
  return {
    dataDir,
    clusters,
    registry,
    pipeline,
    bot,
    traffic,
    async ask(method, path, body) {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
      const response = await fetch(url + path, init)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    stop,
    async remove() {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function webhooksAt(botUrl: string) {
  const webhook = (path: string) => ({
    url: `${botUrl}/webhooks/${path}`,
    headers: { authorization: `Bearer ${path}` },
  })
  return { grafana: webhook('grafana'), alertmanager: webhook('alertmanager'), builds: webhook('builds/ci') }
}
