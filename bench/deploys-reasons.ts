import { setTimeout as sleep } from 'node:timers/promises'
import { NEXT_STEPS, type ReasonCode } from '../src/domain/rollout/reasons.ts'
import { reasonWords } from '../src/views/rollout-reason-words.ts'
import { quantile, row, type BenchRow } from './bench-row.ts'
import { FAULTS, type Fault, type Sight } from './deploys-faults.ts'
import { listenToCards, pollClusters, type Shown } from './deploys-observer.ts'
import { deploy, noticeLags } from './deploys-people.ts'
import { startDeployStage, type DeployStage } from './deploys-stage.ts'
import { digestOf, VERSION, type BenchService } from './deploys-workspace.ts'

const REGION = 'kr'
/** One begins after the other: how fast one is told is measured, not how many at once. */
const EVERY_MS = 3000
const WITHIN_MS = 30_000
const POLL_MS = 10
const TARGET_MS = 5000

/** From the moment a cluster shows what is wrong to the card that says it in words, for each kind of failure. */
export async function reasonRows(): Promise<BenchRow[]> {
  const stage = await startDeployStage({
    services: FAULTS.length,
    readyMs: { [REGION]: 4000 },
    workload: { replicas: 3 },
  })
  const cases = FAULTS.map((fault, index) => ({ fault, service: stage.services[index]! }))
  for (const { fault, service } of cases)
    stage.clusters[REGION]?.faults.images.set(digestOf(service, VERSION), fault.scenario)
  const shownAt = new Map<string, number>()
  const stopPolling = pollClusters(stage, POLL_MS, () => noteShown(stage, cases, shownAt))
  const { cards, stop: stopListening } = listenToCards(stage)
  try {
    for (const { service } of cases) {
      const next = sleep(EVERY_MS)
      await deploy(stage, service)
      await next
    }
    await untilNamed(cards, stage.services)
    return figures(
      stage,
      cases.map((one) => told(one, { cards, shownAt })),
    )
  } finally {
    stopPolling()
    stopListening()
    await stage.stop()
  }
}

interface Case {
  fault: Fault
  service: BenchService
}

function noteShown(stage: DeployStage, cases: readonly Case[], shownAt: Map<string, number>): void {
  for (const { fault, service } of cases) {
    if (shownAt.has(service.service)) continue
    if (fault.isShown(sightOf(stage, service))) shownAt.set(service.service, stage.clock.now())
  }
}

/** Of the new version only. */
function sightOf({ clusters }: DeployStage, service: BenchService): Sight {
  const state = clusters[REGION]!.state
  const digest = digestOf(service, VERSION)
  const isNew = (spec: { containers: { image: string }[] }) => spec.containers[0]?.image.endsWith(digest)
  return {
    sets: state.list('replicasets', service.project).filter(({ spec }) => isNew(spec.template.spec)),
    pods: state.pods(service.project).filter(({ spec }) => isNew(spec)),
    events: state.events(service.project),
  }
}

const CODES = Object.keys(NEXT_STEPS) as ReasonCode[]

function codesOn({ words }: Shown): ReasonCode[] {
  return CODES.filter((code) => words.includes(reasonWords(code)))
}

async function untilNamed(cards: readonly Shown[], services: readonly BenchService[]): Promise<void> {
  const isNamed = ({ service }: BenchService) =>
    cards.some((card) => card.service === service && codesOn(card).length > 0)
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await sleep(100)) {
    if (services.every(isNamed)) break
  }
  // A little longer, for what is said after it.
  await sleep(3000)
}

interface Told {
  fault: Fault
  ms: number
  /** All that was named by the first card that names anything, and by the last. */
  first: ReasonCode[]
  isRight: boolean
}

function told(
  { fault, service }: Case,
  { cards, shownAt }: { cards: readonly Shown[]; shownAt: ReadonlyMap<string, number> },
): Told {
  const own = cards.filter((card) => card.service === service.service)
  const words = reasonWords(fault.code)
  const named = own.find((card) => codesOn(card).length > 0)
  const right = own.find((card) => card.words.includes(words))
  const at = shownAt.get(service.service)
  const last = own.at(-1)
  const isInitNamed = (fault.isInit ?? false) === /init container/.test(last?.words ?? '')
  const isOnly = named !== undefined && codesOn(named).every((code) => code === fault.code)
  return {
    fault,
    ms: right && at !== undefined ? right.at - at : Number.POSITIVE_INFINITY,
    first: named ? codesOn(named) : [],
    isRight: isOnly && isInitNamed && (last?.words.includes(words) ?? false),
  }
}

function figures(stage: DeployStage, all: readonly Told[]): BenchRow[] {
  const p95 = quantile(
    all.map(({ ms }) => ms),
    0.95,
  )
  const right = all.filter(({ isRight }) => isRight).length
  const slowest = Math.max(...noticeLags(stage))
  const each = all.map(({ fault, ms, isRight, first }) => {
    const since = fault.patience ? `, from ${fault.patience}` : ''
    const said = isRight ? '' : ` (said ${first.join(', ') || 'nothing'})`
    return row(`reason on the card, ${fault.scenario}${since}${said}`, ms, 'ms')
  })
  return [
    ...each,
    row('reason on the card p95', p95, 'ms', { target: '≤ 5,000', ok: p95 <= TARGET_MS }),
    row('reasons named right', right, `of ${all.length}`, {
      target: `${all.length}`,
      ok: right === all.length,
    }),
    row('failures: slowest outcome notice', slowest / 1000, 's', { target: '≤ 3', ok: slowest <= 3000 }),
  ]
}
