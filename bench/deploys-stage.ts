import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import type { WorkloadSeed } from '../playground/kubernetes/seed.ts'
import { startKubernetesSimulator, type KubernetesSimulator } from '../playground/kubernetes/simulator.ts'
import { startRegistrySimulator } from '../playground/registry/simulator.ts'
import { createSpeedClock, type SimulatorClock } from '../playground/slack/clock.ts'
import { startSlackSimulator, type SlackSimulator } from '../playground/slack/simulator.ts'
import { createBotProcess, type BotProcess } from '../test/harness/bot-process.ts'
import {
  benchServices,
  BUILDS_TOKEN,
  buildBody,
  deploysConfig,
  repositoryOf,
  seedOf,
  versionsOf,
  workloadOf,
  type BenchService,
} from './deploys-workspace.ts'

/** The real bot as a child process; Slack, the registry and a cluster a region in this one. */
export interface DeployStage {
  bot: BotProcess
  slack: SlackSimulator
  /** Time of bot, Slack and clusters. */
  clock: SimulatorClock
  speed: number
  /** By region. */
  clusters: Record<string, KubernetesSimulator>
  services: readonly BenchService[]
  dataDir: string
  stop(): Promise<void>
}

export interface DeployStageOptions {
  services: number
  /** The services share so many projects, each with a namespace and a channel; default: one each. */
  projects?: number
  /** How long a pod takes to become ready, by region. */
  readyMs: Record<string, number>
  workload?: Partial<WorkloadSeed>
  speed?: number
}

const MANIFEST = fileURLToPath(new URL('../manifest.yml', import.meta.url))
/** The budgets of a fresh process begin empty: a bot that has run for a while is measured. */
const REST_MS = 7_000

export async function startDeployStage(options: DeployStageOptions): Promise<DeployStage> {
  const { speed = 1, readyMs, workload = {} } = options
  const services = benchServices(options.services, options.projects ?? options.services)
  const folder = mkdtempSync(join(tmpdir(), 'coxswain-bench-'))
  const dataDir = join(folder, 'data')
  const base = Date.now()
  const clock = createSpeedClock(speed, base)
  const slack = await startSlackSimulator({
    port: 0,
    workspace: seedOf(services),
    manifestPath: MANIFEST,
    clock,
    speed,
  })
  const registry = await startRegistrySimulator()
  const clusters = await startClusters({ services, readyMs, workload, clock })
  for (const service of services)
    for (const { version, digest } of versionsOf(service))
      registry.add(repositoryOf(service), version, digest)
  const kubeconfigs = Object.fromEntries(
    Object.entries(clusters).map(([name, { kubeconfig }]) => [name, kubeconfig]),
  )
  const configPath = join(folder, 'coxswain.yaml')
  const places = { services, apiUrl: slack.apiUrl, dataDir, registryUrl: registry.url, kubeconfigs }
  writeFileSync(configPath, stringify(deploysConfig(places)))
  const bot = createBotProcess({
    COXSWAIN_CONFIG: configPath,
    ...(speed === 1 ? {} : { COXSWAIN_CLOCK: `${speed}@${base}` }),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    BUILDS_CI_TOKEN: BUILDS_TOKEN,
  })
  const stop = async () => {
    await bot.kill()
    await Promise.all(Object.values(clusters).map((cluster) => cluster.stop()))
    await registry.stop()
    await slack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const stage = { bot, slack, clock, speed, clusters, services, dataDir, stop }
  try {
    await bot.start()
    for (const service of services) await tellOfBuild(stage, service)
    await sleep(REST_MS / speed)
    return stage
  } catch (error) {
    await stop()
    throw error
  }
}

async function startClusters({
  services,
  readyMs,
  workload,
  clock,
}: Required<Pick<DeployStageOptions, 'readyMs' | 'workload'>> & Pick<DeployStage, 'services' | 'clock'>) {
  const namespaces = [...new Set(services.map(({ project }) => project))]
  const seed = { namespaces, workloads: services.map((service) => workloadOf(service, workload)) }
  const clusters: Record<string, KubernetesSimulator> = {}
  for (const [name, podReadyMs] of Object.entries(readyMs)) {
    clusters[name] = await startKubernetesSimulator({ name, clock, seed, settings: { podReadyMs } })
  }
  return clusters
}

async function tellOfBuild({ bot, clock }: DeployStage, service: BenchService): Promise<void> {
  const answer = await fetch(`${bot.url()}/webhooks/builds/ci`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BUILDS_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(buildBody(service, clock.now())),
  })
  if (!answer.ok) throw new Error(`telling of a build: ${answer.status} ${await answer.text()}`)
}
