import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import type { Pod } from '../../playground/kubernetes/objects.ts'
import { checkoutAt141, digestOf, startDeployApp, type DeployApp } from './deploy-app.ts'
import { ask, plan } from './deploy-steps.ts'
import { TRUTH_SCENARIOS, type TruthScenario } from './deploy-truth-scenarios.ts'
import { wordsOf } from './read-message.ts'

export interface TruthResult {
  name: string
  /** Every version of the card that was ever shown, and whether the cluster bore it out at that moment. */
  shown: { words: string; isServing: boolean }[]
  /** Versions that claim to serve where nothing, or not everything, serves. */
  falseSuccesses: string[]
  /** Versions that say what must never be said. */
  falseFailures: string[]
  /** What was never said, in the order in which it should have been. */
  unsaid: string[]
  /** How it stood at the end. */
  last: string
}

/** More would make a busy machine look like a cluster that does not answer. */
const SPEED = 10
const WITHIN_MS = 25_000
const CLAIMS = /serving in 1 of 1/i

export const truthScenarioNames = TRUTH_SCENARIOS.map(({ name }) => name)

/** Deploys through the whole bot against a simulated cluster, and compares what its card says with what is so. */
export async function runTruthScenario(name: string): Promise<TruthResult> {
  const scenario = TRUTH_SCENARIOS.find((one) => one.name === name)
  if (!scenario) throw new Error(`no scenario is called ${JSON.stringify(name)}`)
  const { version = '1.4.2', stabilitySeconds = 4 } = scenario
  const bot = await startDeployApp({
    speed: SPEED,
    regions: ['kr'],
    workloads: [{ ...checkoutAt141, ...scenario.workload }, ...(scenario.beside ?? [])],
    settings: { podReadyMs: 2500 },
    alpha: { stabilitySeconds },
  })
  try {
    const cluster = bot.clusters['alpha-kr']
    if (!cluster) throw new Error('no cluster')
    for (const [of, image] of Object.entries(scenario.images ?? {}))
      cluster.faults.images.set(digestOf(of), image)
    await bot.build(version)
    await scenario.before?.(cluster)
    const shown = recordCard(bot, () => serves(cluster, version))
    const acting = act(scenario, cluster, shown)
    const line = `/deploy checkout ${version} alpha`
    if (scenario.refused) {
      const words = await plan(bot, 'U0BOB', { line, says: scenario.refused })
      return { ...judged(scenario, shown), last: words }
    }
    await ask(bot, 'U0BOB', line)
    await ended(scenario, shown)
    await acting
    return judged(scenario, shown)
  } finally {
    await bot.stop()
  }
}

type Shown = TruthResult['shown']

/** Whoever sees the channel sees each of these. */
function recordCard({ slack }: DeployApp, isServing: () => boolean): Shown {
  const shown: Shown = []
  slack.onEvent(({ type, ts, thread_ts: thread, change }) => {
    if (type !== 'message' || change === 'deleted' || (thread !== undefined && thread !== ts)) return
    const message = slack.messages('payments').find((one) => one.ts === ts)
    if (!message?.bot_id) return
    shown.push({ words: `${wordsOf(message)}\n${String(message.text)}`, isServing: isServing() })
  })
  return shown
}

async function act({ meanwhile }: TruthScenario, cluster: KubernetesSimulator, shown: Shown): Promise<void> {
  if (!meanwhile) return
  if (await within(() => shown.some(({ words }) => meanwhile.says.test(words)))) await meanwhile.act(cluster)
}

/** Until it says how it ends. */
async function ended({ says }: TruthScenario, shown: Shown): Promise<void> {
  const end = says.at(-1) ?? /./
  await within(() => end.test(shown.at(-1)?.words ?? '') || isOver(shown.at(-1)?.words ?? ''))
}

function isOver(words: string): boolean {
  return /^.*(✅ \*Serving|❌ \*Failed\* in [^\n]* · after)/m.test(words)
}

async function within(look: () => boolean): Promise<boolean> {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end;) {
    if (look()) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}

function judged(scenario: TruthScenario, shown: Shown): TruthResult {
  const { name, says, serves: mayServe, never } = scenario
  const claims = shown.filter(({ words }) => CLAIMS.test(words))
  const unsaid: string[] = []
  let from = 0
  for (const part of says) {
    const at = shown.findIndex(({ words }, index) => index >= from && part.test(words))
    if (at === -1) unsaid.push(String(part))
    else from = at
  }
  return {
    name,
    shown,
    falseSuccesses: claims.filter(({ isServing }) => !mayServe || !isServing).map(({ words }) => words),
    falseFailures: shown.filter(({ words }) => never?.test(words)).map(({ words }) => words),
    unsaid,
    last: shown.at(-1)?.words ?? '',
  }
}

/**
 * Read from the cluster's own state, by rules of its own: as many ready pods of the version as are wanted, none of
 * which restarted, and no pod of another version left, not even one that terminates.
 */
function serves({ state }: KubernetesSimulator, version: string): boolean {
  const digest = digestOf(version)
  const pods = state.pods('payments')
  const isNew = ({ spec }: Pod) => spec.containers[0]?.image.endsWith(digest) ?? false
  const wanted = wantedIn(state)
  return wanted > 0 && pods.filter((pod) => isNew(pod) && isSound(pod)).length === wanted && pods.every(isNew)
}

function isSound({ metadata, status }: Pod): boolean {
  const isReady = status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false
  const restarts = status.containerStatuses?.reduce((sum, { restartCount }) => sum + restartCount, 0) ?? 0
  return isReady && restarts === 0 && !metadata.deletionTimestamp
}

function wantedIn(state: KubernetesSimulator['state']): number {
  const replicas = [...state.list('deployments', 'payments'), ...state.list('statefulsets', 'payments')].map(
    ({ spec }) => spec.replicas,
  )
  const nodes = state.list('daemonsets', 'payments').map(({ status }) => status.desiredNumberScheduled)
  return [...replicas, ...nodes].reduce((sum, count) => sum + count, 0)
}
