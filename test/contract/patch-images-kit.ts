import { expect } from 'vitest'
import type { KubernetesSimulator } from '../../playground/kubernetes/simulator.ts'
import type { Deployer, Look, PlanWish, RolloutWatch, TargetPlace } from '../../src/domain/deployer.ts'
import type { WorkloadChange } from '../../src/domain/deploys/plan.ts'
import type { BeforeWrite } from '../../src/domain/deploys/target-rollout.ts'
import type { RolloutRecord } from '../../src/domain/rollout/record.ts'
import type { Verdict } from '../../src/domain/rollout/verdict.ts'
import { createPatchImages } from '../../src/integrations/kubernetes/patch-images.ts'
import { createSystemClock, type Clock } from '../../src/lib/clock.ts'
import { adapterOf, startTestCluster } from '../harness/kubernetes.ts'
import { until } from '../harness/until.ts'

export const DIGEST = `sha256:${'d'.repeat(64)}`
export const REPOSITORY = 'registry.example.test/checkout'
export const WANTED = `${REPOSITORY}@${DIGEST}`
export const SETTINGS = { stabilityMs: 300, deadlineMs: 60_000 }
export const FAST = { podReadyMs: 120, podStopMs: 40, controllerMs: 10, backoffMs: 80 }

export const PLACE: TargetPlace = {
  project: 'payments',
  service: 'checkout',
  environment: 'prod',
  region: 'eu-1',
  cluster: 'alpha',
  wave: 0,
}

type Started = Parameters<typeof startTestCluster>[0] & { adapterClock?: Clock }

/** The deployer before one simulated cluster, and the steps that a reconciler takes with it. */
export async function startDeployer({ adapterClock, ...options }: Started = {}) {
  const simulator = await startTestCluster({ settings: FAST, ...options })
  const clock = adapterClock ?? createSystemClock()
  const cluster = adapterOf(simulator, clock)
  const deployer = createPatchImages({ clusters: new Map([['alpha', cluster]]) })
  const close = async () => {
    await cluster.close()
    await simulator.stop()
  }
  return { simulator, cluster, deployer, clock, ...steps(deployer, clock), [Symbol.asyncDispose]: close }
}

function steps(deployer: Deployer, clock: Clock) {
  const plan = (wish: Partial<PlanWish> = {}) =>
    deployer.plan({
      place: PLACE,
      repository: REPOSITORY,
      digest: DIGEST,
      commits: null,
      warnings: [],
      ...wish,
    })
  const changeNow = async (wish: Partial<PlanWish> = {}): Promise<WorkloadChange> => {
    const planned = await plan(wish)
    const change = planned.ok ? planned.value.workloads[0] : undefined
    if (!change) throw new Error(`no change: ${JSON.stringify(planned)}`)
    return change
  }
  const prepare = (change: WorkloadChange, before: BeforeWrite | null = null) =>
    deployer.prepare(PLACE, change, { ...SETTINGS, before, now: clock.now() })
  const ready = async (change: WorkloadChange) => {
    const prepared = await prepare(change)
    if (prepared.outcome !== 'ready') throw new Error(`not ready: ${JSON.stringify(prepared)}`)
    return prepared
  }
  const write = (change: WorkloadChange, { before, resourceVersion }: Awaited<ReturnType<typeof ready>>) =>
    deployer.write(PLACE, change, { ...SETTINGS, before, resourceVersion, now: clock.now() })
  /** Plans, prepares and writes. */
  const deploy = async (wish: Partial<PlanWish> = {}) => {
    const change = await changeNow(wish)
    const written = await write(change, await ready(change))
    if (written.outcome !== 'written') throw new Error(`not written: ${JSON.stringify(written)}`)
    return { change, record: written.record, clockAheadMs: written.clockAheadMs }
  }
  return { plan, changeNow, prepare, ready, write, deploy }
}

interface Watched {
  change: WorkloadChange
  record: RolloutRecord
  clockAheadMs: number
}

/** Looks as a reconciler does, keeping each verdict's memory, until `isIt`. */
export async function lookUntil(
  watch: RolloutWatch,
  { change, record, clockAheadMs }: Watched,
  { clock, isIt, what = 'the verdict' }: { clock: Clock; isIt: (look: Look) => boolean; what?: string },
): Promise<{ look: Look; phases: string[] }> {
  const phases: string[] = []
  let kept = record
  const look = await until(what, () => {
    const seen = watch.look(kept, change, { now: clock.now(), clockAheadMs })
    if (seen.outcome === 'judged') kept = { ...kept, memory: seen.verdict.memory }
    const phase = seen.outcome === 'judged' ? seen.verdict.phase : seen.code
    if (phases.at(-1) !== phase) phases.push(phase)
    return isIt(seen) && seen
  })
  return { look, phases }
}

const ENDS = new Set(['succeeded', 'failed', 'superseded', 'timed-out-still-running', 'manual'])

export async function endOf(watch: RolloutWatch, watched: Watched, clock: Clock) {
  const isIt = (look: Look) => look.outcome === 'judged' && ENDS.has(look.verdict.phase)
  const { look, phases } = await lookUntil(watch, watched, { clock, isIt, what: 'the end' })
  expect(look.outcome).toBe('judged')
  return { verdict: (look as { verdict: Verdict }).verdict, phases }
}

export function imageIn(simulator: KubernetesSimulator, name = 'checkout', container = name) {
  const { spec } = simulator.state.deployment('payments', name) ?? {}
  return spec?.template.spec.containers.find((one) => one.name === container)?.image
}
