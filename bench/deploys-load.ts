import { setTimeout as sleep } from 'node:timers/promises'
import { row, type BenchRow } from './bench-row.ts'
import { readDeploys } from './deploys-database.ts'
import { deployAll, untilOver } from './deploys-people.ts'
import { startDeployStage, type DeployStage } from './deploys-stage.ts'
import { measureCost } from './process-cost.ts'

const SERVICES = 5
const REGIONS = ['kr', 'eu1', 'us1', 'jp1', 'sg1']
const PODS = 50
const IDLE_MS = 3000
const WITHIN_MS = 120_000

/** What the bot costs while it watches 25 rollouts of 50 pods; the clusters live in this process, not in its. */
export async function loadRows(): Promise<BenchRow[]> {
  const stage = await startDeployStage({
    services: SERVICES,
    readyMs: Object.fromEntries(REGIONS.map((region) => [region, 6000])),
    workload: { replicas: PODS },
  })
  try {
    const pid = stage.bot.pid() ?? 0
    const idle = await measureCost(pid, sleep(IDLE_MS))
    const runsBefore = await jobRuns(stage)
    const startedAt = performance.now()
    const busy = await measureCost(pid, rollOut(stage))
    const seconds = (performance.now() - startedAt) / 1000
    const runs = await jobRuns(stage)
    const of = (kind: string) => (runs.get(kind) ?? 0) - (runsBefore.get(kind) ?? 0)
    const { rollouts } = readDeploys(stage.dataDir)
    const writes = rollouts.reduce((sum, { version }) => sum + version, 0)
    const named = (figure: string) => `${rollouts.length} rollouts of ${PODS} pods: ${figure}`
    return [
      row(named('took'), seconds, 's'),
      row(named('RSS before'), idle.rssMb, 'MB'),
      row(named('RSS at most'), busy.peakRssMb, 'MB'),
      row(named('CPU'), busy.cpuPercent, '% of a core'),
      row(named('CPU in the busiest second'), busy.peakCpuPercent, '% of a core'),
      row(named('looks'), of('reconcile-rollout') / seconds / rollouts.length, 'per second and rollout'),
      row(named('looks that were stored'), writes / seconds / rollouts.length, 'per second and rollout'),
    ]
  } finally {
    await stage.stop()
  }
}

async function rollOut(stage: DeployStage): Promise<void> {
  await deployAll(stage)
  await untilOver(stage, { withinMs: WITHIN_MS })
}

/** From the bot's metrics: how often each kind of work was run. */
async function jobRuns({ bot }: DeployStage): Promise<Map<string, number>> {
  const text = await (await fetch(`${bot.url()}/metrics`)).text()
  const runs = new Map<string, number>()
  for (const [, labels = '', value] of text.matchAll(/^coxswain_jobs?\w*\{([^}]*)\} (\d+)$/gm)) {
    const kind = /kind="([^"]+)"/.exec(labels)?.[1]
    if (kind && labels.includes('outcome=')) runs.set(kind, (runs.get(kind) ?? 0) + Number(value))
  }
  return runs
}
