import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { createSpeedClock } from '../../playground/slack/clock.ts'
import { startSlackSimulator, type SlackSimulator } from '../../playground/slack/simulator.ts'
import { createBotProcess, type BotProcess } from '../harness/bot-process.ts'
import { CELLS, nameOf, WRITES, type Cell } from './cells.ts'
import { badDay } from './faults.ts'
import { createKillSwitch, type KillSwitch } from './kill-switch.ts'
import { createRandom, type Random } from './random.ts'
import { createSender, type Sender } from './sender.ts'
import { STIMULI } from './stimuli.ts'
import { readTruth } from './truth.ts'
import { faultsOf } from './verify.ts'
import { chaosConfig, chaosSeed, CROWDED, STANDING, WEBHOOK_TOKEN } from './workspace.ts'

export interface ChaosOptions {
  seed: number
  /** At least one per cell is made. */
  kills: number
  log?: (line: string) => void
}

export interface ChaosReport {
  seed: number
  /** How often the bot was killed in each cell. */
  kills: Map<string, number>
  missed: string[]
  problems: string[]
  alerts: number
  messages: number
  digests: number
  seconds: number
  botLines: string[]
}

interface Stage {
  slack: SlackSimulator
  bot: BotProcess
  sender: Sender
  killSwitch: KillSwitch
  random: Random
  dataDir: string
  log: (line: string) => void
}

const SPEED = 20
const MANIFEST = fileURLToPath(new URL('../../manifest.yml', import.meta.url))

/** Kills the bot around its calls to Slack, starts it again, and compares what people see with what is stored. */
export async function runChaos({ seed, kills, log = () => {} }: ChaosOptions): Promise<ChaosReport> {
  const startedAt = Date.now()
  const folder = mkdtempSync(join(tmpdir(), 'coxswain-chaos-'))
  const random = createRandom(seed)
  const base = baseBeforeAnHour(startedAt)
  const clock = createSpeedClock(SPEED, base)
  const slack = await startSlackSimulator({
    port: 0,
    workspace: chaosSeed(),
    manifestPath: MANIFEST,
    clock,
    speed: SPEED,
  })
  const dataDir = join(folder, 'data')
  const configPath = join(folder, 'coxswain.yaml')
  writeFileSync(configPath, stringify(chaosConfig({ apiUrl: slack.apiUrl, dataDir })))
  const bot = createBotProcess({
    COXSWAIN_CONFIG: configPath,
    COXSWAIN_CLOCK: `${SPEED}@${base}`,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    ALERTMANAGER_MAIN_TOKEN: WEBHOOK_TOKEN,
  })
  const killSwitch = await createKillSwitch(() => bot.kill())
  const sender = createSender({ url: bot.url, now: clock.now, random })
  const stage = { slack, bot, sender, killSwitch, random, dataDir, log }
  try {
    await bot.start()
    await prepare(stage)
    const { struck, missed } = await killEverywhere(stage, kills)
    slack.faults.clear()
    await quiet(stage)
    const problems = await faultsOf(slack, readTruth(dataDir), sender.alerts())
    await bot.kill('SIGTERM')
    const truth = readTruth(dataDir)
    return {
      seed,
      kills: struck,
      missed,
      problems,
      alerts: truth.alerts.length,
      messages: truth.cards.length + truth.notices.length,
      digests: truth.notices.filter(({ kind }) => kind === 'digest').length,
      seconds: (Date.now() - startedAt) / 1000,
      botLines: bot.lines(),
    }
  } finally {
    await bot.kill()
    await killSwitch.close()
    await slack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The threads of which the later edits and replies are told stand before the killing begins. */
async function prepare(stage: Stage): Promise<void> {
  const { sender } = stage
  for (const namespace of STANDING.namespaces) await sender.fire(namespace, 6)
  for (const namespace of CROWDED.namespaces) await sender.fire(namespace, 45)
  await quiet(stage)
}

async function killEverywhere(stage: Stage, kills: number) {
  const { random, bot, log } = stage
  const struck = new Map<string, number>()
  const missed: string[] = []
  const extra = Array.from({ length: Math.max(0, kills - CELLS.length) }, () => random.pick(CELLS))
  for (const cell of [...random.shuffled(CELLS), ...extra]) {
    const name = nameOf(cell)
    const isKilled = await killIn(stage, cell)
    if (isKilled) struck.set(name, (struck.get(name) ?? 0) + 1)
    else missed.push(name)
    log(`${isKilled ? 'killed' : 'not killed'}: ${name}`)
    if (bot.url() === null) await bot.start()
  }
  return { struck, missed }
}

const STRIKE_WITHIN_MS = 700
const TRIES = 12

async function killIn(stage: Stage, { write, moment }: Cell): Promise<boolean> {
  const { slack, killSwitch, random } = stage
  const { method, channel } = WRITES[write]
  slack.faults.clear()
  for (const fault of badDay(random)) slack.faults.add(fault)
  killSwitch.arm()
  slack.faults.add({
    method,
    ...(channel ? { channel } : {}),
    kind: 'call',
    when: moment,
    url: killSwitch.url,
  })
  for (let tries = 0; tries < TRIES; tries++) {
    // The bot may die in the middle of it: then the click or the webhook fails, as for people and senders.
    const stimulus = STIMULI[write](stage).catch(() => undefined)
    if (await killSwitch.struck(STRIKE_WITHIN_MS)) {
      await restarted(stage, stimulus)
      return true
    }
    await stimulus
  }
  return false
}

/** A sender that is still trying needs the bot back before it can end. */
async function restarted({ bot }: Stage, stimulus: Promise<unknown>): Promise<void> {
  await bot.start()
  await stimulus
}

const QUIET_WITHIN_MS = 40_000

/** Nothing is waiting any more, twice in a row. */
async function quiet({ dataDir }: Stage): Promise<void> {
  const end = Date.now() + QUIET_WITHIN_MS
  for (let calm = 0; calm < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 150))
    const truth = readTruth(dataDir)
    calm = truth.waiting === 0 ? calm + 1 : 0
    if (Date.now() > end) throw new Error(`still waiting: ${JSON.stringify(stuck(truth))}`)
  }
}

function stuck({ cards, notices, waiting, deadWork }: ReturnType<typeof readTruth>) {
  return { waiting, deadWork, open: [...cards, ...notices].filter(({ state }) => state !== 'shown') }
}

/** A base with which the workspace's time, now, is a few minutes before a full hour: the digest falls into the run. */
function baseBeforeAnHour(realNow: number): number {
  const hour = 3_600_000
  const wanted = Math.ceil(realNow / hour) * hour - 3 * 60_000
  return Math.round((realNow * SPEED - wanted) / (SPEED - 1))
}
