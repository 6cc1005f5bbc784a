import { warmUp } from '../harness/bot-process.ts'
import { JOURNEYS, type Expected, type JourneyName, type Killing } from './deploy-journeys.ts'
import {
  atRandom,
  POINTS,
  ROLLBACK_POINTS,
  see,
  type About,
  type Armed,
  type KillPoint,
  type PointName,
  type Seen,
} from './deploy-points.ts'
import { FIRST, pause, runningIn, startDeployStage, type DeployStage, type Running } from './deploy-stage.ts'
import { auditFaults, deployFaults } from './deploy-verify.ts'
import { REGIONS } from './deploy-workspace.ts'
import { createRandom, type Random } from './random.ts'

/** One deploy and the moments at which the bot is killed meanwhile, in their order. */
export interface Plot {
  journey: JourneyName
  points: readonly KillPoint[]
  rollbackPoints?: readonly KillPoint[]
}

export interface DeployChaosReport {
  /** How often the bot was killed at each moment. */
  kills: Map<string, number>
  missed: string[]
  problems: string[]
  deploys: number
  seconds: number
  botLines: string[]
}

/**
 * Kills the bot in the middle of deploys, starts it again, and compares what came of them with what should have. Ends
 * with the plots, or once it was killed `enough` times.
 */
export async function runDeployChaos(
  plots: Iterable<Plot>,
  { log = () => {}, enough = Infinity }: { log?: (line: string) => void; enough?: number } = {},
): Promise<DeployChaosReport> {
  const startedAt = Date.now()
  const stage = await startDeployStage()
  const killer = createKiller(stage, log)
  const expected: Expected[] = []
  let versions = 0
  try {
    const before: Record<string, Running> = Object.fromEntries(
      REGIONS.map((region) => [region, runningIn(stage, region)]),
    )
    await warmUp(stage.bot)
    await stage.bot.start()
    for (const { journey, points, rollbackPoints = [] } of plots) {
      const from = expected.at(-1)?.version ?? FIRST
      const newVersion = () => `2.0.${++versions}`
      log(`${journey}: ${[...points, ...rollbackPoints].map(({ name }) => name).join(' · ')}`)
      const parts = { deploy: points, rollback: rollbackPoints }
      expected.push(await JOURNEYS[journey]({ stage, from, newVersion, killing: killer }, parts))
      await killer.rest()
      if ([...killer.struck.values()].reduce((sum, count) => sum + count, 0) >= enough) break
    }
    await quiet(stage)
    const truth = stage.truth()
    const problems = deployFaults(stage, truth, { expected, before })
    await stage.bot.kill('SIGTERM')
    stage.truth()
    problems.push(...(await auditFaults(stage, truth)))
    const { struck: kills, missed } = killer
    const seconds = (Date.now() - startedAt) / 1000
    return { kills, missed, problems, deploys: truth.deploys.length, seconds, botLines: stage.bot.lines() }
  } catch (error) {
    const state = stage.truth().deploys.map(({ id, state: one, heldBack }) => [id, one, heldBack])
    const lines = stage.bot.lines().slice(-20).join('\n')
    throw new Error(`${String(error)}\n${JSON.stringify(state)}\n${lines}`, { cause: error })
  } finally {
    killer.stop()
    await stage.stop()
  }
}

interface Killer extends Killing {
  struck: Map<string, number>
  missed: string[]
  /** What was not reached in this deploy will not be; the bot is up again. */
  rest(): Promise<void>
  stop(): void
}

const UNDER_WAY_MS = 100

function createKiller(stage: DeployStage, log: (line: string) => void): Killer {
  const struck = new Map<string, number>()
  const missed: string[] = []
  let ending = Promise.withResolvers<'over'>()
  let round: Promise<void> = Promise.resolve()
  let armed: Armed | null = null
  let starting: Promise<void> | null = Promise.resolve()
  stage.beforeAct = async () => armed?.look?.()

  const startAgain = () => (starting ??= startOrBeKilled(stage.bot))
  const killAt = async (about: About, point: KillPoint): Promise<void> => {
    let isOver = false
    void ending.promise.then(() => (isOver = true))
    const isNear = () => isOver || point.isNear?.(see(stage, about)) !== false
    const arm = () => (armed ??= isNear() ? point.arm(stage, about) : null)
    let watching = arm()
    // The moment is watched for before the bot runs again: nothing that it does at once is missed.
    void startAgain()
    for (; !watching; watching = arm()) await pause(5)
    const outcome = await Promise.race([watching.struck.then(() => 'killed' as const), ending.promise])
    watching.disarm()
    armed = null
    if (outcome === 'over') {
      await pause(UNDER_WAY_MS)
      // What was under way when all was over may have killed it yet.
      if (stage.bot.pid() !== null) return void missed.push(point.name)
    }
    struck.set(point.name, (struck.get(point.name) ?? 0) + 1)
    await starting
    starting = null
    stage.lookOnce()
    log(`  killed: ${point.name} (${standingOf(see(stage, about).deploy)})`)
  }
  const finish = async () => {
    ending.resolve('over')
    await round
    ending = Promise.withResolvers()
  }
  return {
    struck,
    missed,
    points(about, points) {
      const before = round
      round = (async () => {
        await before
        for (const point of points) await killAt(about, point)
        await startAgain()
      })()
      // Told by `rest`.
      round.catch(() => undefined)
    },
    rest: finish,
    stop: () => ending.resolve('over'),
  }
}

function standingOf(deploy: Seen['deploy']): string {
  const waves = deploy?.waves.map(({ rollouts }) => rollouts.map(({ state }) => state).join('+'))
  return deploy && waves ? [deploy.state, ...waves].join(', ') : 'not there'
}

/** Killed while it starts, it did not fail to start. */
function startOrBeKilled(bot: DeployStage['bot']): Promise<void> {
  return bot.start().catch((error: unknown) => {
    if (bot.pid() !== null) throw error
  })
}

const QUIET_WITHIN_MS = 20_000

/** Nothing is left to show or to do, three looks long. */
async function quiet({ truth }: DeployStage): Promise<void> {
  const end = Date.now() + QUIET_WITHIN_MS
  for (let calm = 0; calm < 3; await pause(60)) {
    const { unfinished } = truth()
    calm = unfinished === 0 ? calm + 1 : 0
    if (Date.now() > end) throw new Error(`still ${unfinished} things to do`)
  }
}

const pick = (...names: PointName[]) => names.map((name) => ({ ...POINTS, ...ROLLBACK_POINTS })[name])

/**
 * Each state and each kind of write; what is left of the moments falls to the random runs. A moment stands behind one
 * that surely comes before it: a notice may be told after its wave has begun.
 */
export const EVERY_STATE: Plot[] = [
  { journey: 'succeeds', points: pick('card before', 'waiting', 'write never', 'rolling') },
  {
    journey: 'succeeds',
    points: pick('draft', 'card stored', 'approved', 'write late', 'edit before', 'stabilizing'),
  },
  { journey: 'succeeds', points: pick('card answered', 'notice before', 'between waves', 'write unheard') },
  { journey: 'waits in line', points: pick('queued', 'edit stored') },
  {
    journey: 'fails and is rolled back',
    points: pick('requested', 'notice stored', 'failed'),
    rollbackPoints: pick('rollback requested', 'rollback rolling'),
  },
]

const LONGEST_WAIT_MS = 2_500

/** Deploys with random kills, without end. */
export function* randomPlots(seed: number): Generator<Plot> {
  for (const random = createRandom(seed); ;) yield randomPlot(random)
}

function randomPlot(random: Random): Plot {
  const anyMoment = () => atRandom(random.below(LONGEST_WAIT_MS))
  const some = (points: readonly KillPoint[], count: number) =>
    points
      .filter((point) => point !== POINTS.queued && point !== POINTS.failed)
      .filter(() => random.next() < count / points.length)
      .flatMap((point) => (random.next() < 0.3 ? [point, anyMoment()] : [point]))
  const journey = random.pick<JourneyName>([
    'succeeds',
    'succeeds',
    'waits in line',
    'fails and is rolled back',
  ])
  switch (journey) {
    case 'succeeds':
      return { journey, points: some(Object.values(POINTS), 4) }
    case 'waits in line':
      return { journey, points: [POINTS.queued, anyMoment(), anyMoment()] }
    case 'fails and is rolled back':
      return {
        journey,
        points: random.next() < 0.5 ? [POINTS.failed] : [anyMoment(), anyMoment()],
        rollbackPoints: [random.pick(Object.values(ROLLBACK_POINTS)), anyMoment()],
      }
  }
}
