import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { startKubernetesSimulator, type KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import { startRegistrySimulator } from '../../playground/registry/simulator.ts'
import { createSpeedClock } from '../../playground/slack/clock.ts'
import { startSlackSimulator, type SlackSimulator } from '../../playground/slack/simulator.ts'
import { createBotProcess, type BotProcess } from '../harness/bot-process.ts'
import { createTruthReader, type DeployTruth } from './deploy-truth.ts'
import { createKillSwitch, type KillSwitch } from './kill-switch.ts'
import {
  BUILDS_TOKEN,
  deployChaosConfig,
  deployChaosSeed,
  digestOf,
  imageOf,
  PROJECT,
  REGIONS,
  SERVICE,
} from './deploy-workspace.ts'

/** The real bot as a child process, its workspace, and a cluster a region. */
export interface DeployStage {
  slack: SlackSimulator
  /** By region. */
  clusters: Record<string, KubernetesSimulator>
  registry: Awaited<ReturnType<typeof startRegistrySimulator>>
  bot: BotProcess
  killSwitch: KillSwitch
  dataDir: string
  now(): number
  /** As it was last while the bot ran: whoever opens the file before the bot does delays its start. */
  truth(): DeployTruth
  /** What a bot that was just killed left. */
  lookOnce(): void
  /** A person calls it before each act. */
  beforeAct(): Promise<void>
  stop(): Promise<void>
}

/** More would make a busy machine look like a cluster that does not answer. */
const SPEED = 10
const MANIFEST = fileURLToPath(new URL('../../manifest.yml', import.meta.url))
/** The version that runs everywhere at first. */
export const FIRST = '1.0.0'

export async function startDeployStage(): Promise<DeployStage> {
  const folder = mkdtempSync(join(tmpdir(), 'coxswain-deploy-chaos-'))
  const base = Date.now()
  const clock = createSpeedClock(SPEED, base)
  const slack = await startSlackSimulator({
    port: 0,
    workspace: deployChaosSeed(),
    manifestPath: MANIFEST,
    clock,
    speed: SPEED,
  })
  const registry = await startRegistrySimulator()
  for (const version of ['0.9.0', FIRST]) registry.add('payments/checkout', version, digestOf(version))
  const clusters: Record<string, KubernetesSimulator> = {}
  for (const region of REGIONS) clusters[region] = await startCluster(region, clock)
  const dataDir = join(folder, 'data')
  const configPath = join(folder, 'coxswain.yaml')
  const kubeconfigs = Object.fromEntries(
    REGIONS.map((region) => [region, clusters[region]?.kubeconfig ?? '']),
  )
  const config = deployChaosConfig({ apiUrl: slack.apiUrl, dataDir, registryUrl: registry.url, kubeconfigs })
  writeFileSync(configPath, stringify(config))
  const bot = createBotProcess({
    COXSWAIN_CONFIG: configPath,
    COXSWAIN_CLOCK: `${SPEED}@${base}`,
    NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    BUILDS_CI_TOKEN: BUILDS_TOKEN,
  })
  const reader = createTruthReader(dataDir)
  let truth = reader.read()
  const killSwitch = await createKillSwitch(() => bot.kill())
  return {
    slack,
    clusters,
    registry,
    bot,
    killSwitch,
    dataDir,
    now: clock.now,
    truth() {
      if (bot.url() === null) reader.close()
      else truth = reader.read()
      return truth
    },
    lookOnce() {
      truth = reader.read()
      reader.close()
    },
    beforeAct: async () => {},
    async stop() {
      reader.close()
      await bot.kill()
      await killSwitch.close()
      await Promise.all(Object.values(clusters).map((cluster) => cluster.stop()))
      await registry.stop()
      await slack.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function startCluster(region: string, clock: ReturnType<typeof createSpeedClock>) {
  const workload = { kind: 'Deployment' as const, namespace: PROJECT, name: SERVICE, replicas: 2 }
  return startKubernetesSimulator({
    name: `prod-${region}`,
    clock,
    settings: { podReadyMs: 3000, podStopMs: 500 },
    seed: { namespaces: [PROJECT], workloads: [{ ...workload, images: [imageOf('0.9.0'), imageOf(FIRST)] }] },
  })
}

export interface Running {
  image: string
  generation: number
}

/** What the workload of a region asks for. Its generation counts the changes of its spec. */
export function runningIn({ clusters }: DeployStage, region: string): Running {
  const found = clusters[region]?.state.deployment(PROJECT, SERVICE)
  const [container] = found?.spec.template.spec.containers ?? []
  return { image: container?.image ?? '', generation: found?.metadata.generation ?? 0 }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
