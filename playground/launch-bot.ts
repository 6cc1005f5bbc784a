import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, writeFileSync, type WriteStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const ENTRY = 'src/main.ts'
const TETHER = new URL('./launch-tether.mjs', import.meta.url).href

const READY_WITHIN_MS = 30_000
const POLL_MS = 40
const STOP_WITHIN_MS = 10_000
const BACKOFF_MS = { first: 500, most: 10_000 }
const KEPT_WORDS = 4_000

export interface BotOptions {
  env: Record<string, string>
  /** Answers 200 once the bot does its work. */
  readyUrl: string
  logPath: string
  /** Its process id is written there, for those who want to kill it. */
  pidPath: string
  /** Tells the person at the terminal. */
  say(line: string): void
}

export interface Bot {
  /** Resolves when it is ready; rejects with the bot's own last words when it ends before that. */
  started: Promise<void>
  stop(): Promise<void>
}

/** Runs the bot as its users do, through its environment and its configuration file, and again when it dies. */
export function startBot(options: BotOptions): Bot {
  const log = createWriteStream(options.logPath, { flags: 'a' })
  const stopping = new AbortController()
  let current: ChildProcess | null = null
  const runBot = () => {
    const run = spawnBot(options, log)
    current = run.child
    writeFileSync(options.pidPath, String(run.child.pid ?? ''))
    return run
  }
  const first = runBot()
  const started = waitReady(options.readyUrl, first, stopping.signal)
  const kept = started.then(() => keepRunning(first)).catch(() => undefined)

  async function keepRunning(running: BotRun): Promise<void> {
    let delayMs = BACKOFF_MS.first
    for (;;) {
      const how = await running.ended
      if (stopping.signal.aborted) return
      options.say(`the bot ended (${how}), starting it again: see ${options.logPath}`)
      await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      running = runBot()
      const isReady = await waitReady(options.readyUrl, running, stopping.signal).then(
        () => true,
        () => false,
      )
      delayMs = isReady ? BACKOFF_MS.first : Math.min(delayMs * 2, BACKOFF_MS.most)
      if (isReady) options.say('the bot is back')
    }
  }

  let over: Promise<void> | null = null
  async function end(): Promise<void> {
    stopping.abort()
    if (current) await endProcess(current)
    await kept
    log.end()
  }

  return {
    started,
    stop: () => (over ??= end()),
  }
}

interface BotRun {
  child: ChildProcess
  /** How it ended: "exit code 1", "SIGKILL". */
  ended: Promise<string>
  lastWords(): string
}

function spawnBot({ env }: BotOptions, log: WriteStream): BotRun {
  const child = spawn(process.execPath, ['--import', TETHER, ENTRY], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk)
      words = (words + chunk.toString('utf8')).slice(-KEPT_WORDS)
    })
  }
  child.stdin.on('error', () => {})
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`))
  })
  return { child, ended, lastWords: () => words.trim() }
}

async function waitReady(url: string, run: BotRun, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  const end = run.ended.then((how) => ({ how }))
  for (;;) {
    const over = await Promise.race([end, sleep(POLL_MS)])
    if (over) throw new Error(`the bot could not start (${over.how}):\n\n${run.lastWords()}`)
    if (signal.aborted) throw new Error('stopped before the bot was ready')
    if (await answersOk(url)) return
    if (Date.now() > deadline) {
      throw new Error(
        `the bot is not ready after ${READY_WITHIN_MS / 1000} s (GET ${url}):\n\n${run.lastWords()}`,
      )
    }
  }
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  await ended
  clearTimeout(timer)
}
