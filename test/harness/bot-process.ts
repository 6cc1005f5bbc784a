import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const READY_WITHIN_MS = 30_000
const KEPT_LINES = 400

/** The real bot as a child process. */
export interface BotProcess {
  /** Address of its webhooks; null while it is down. */
  url(): string | null
  pid(): number | null
  start(): Promise<void>
  /** Resolves when it is dead. */
  kill(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** The end of what it wrote. */
  lines(): string[]
}

/** It starts a third faster once it has written what it compiled, which it does when it ends by itself. */
export async function warmUp(bot: BotProcess): Promise<void> {
  await bot.start()
  await bot.kill('SIGTERM')
}

/** `NODE_COMPILE_CACHE` in `env`: to be warmed up. */
export function createBotProcess(env: Record<string, string>): BotProcess {
  let running: { child: ChildProcess; url: string | null; exited: Promise<unknown> } | null = null
  const kept: string[] = []
  const keep = (line: string) => {
    kept.push(line)
    if (kept.length > KEPT_LINES) kept.shift()
  }
  return {
    url: () => running?.url ?? null,
    pid: () => running?.child.pid ?? null,
    lines: () => [...kept],
    async start() {
      const child = spawn(process.execPath, [MAIN], {
        env: { PATH: process.env.PATH ?? '', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const exited = once(child, 'exit')
      const started = { child, url: null as string | null, exited }
      running = started
      createInterface({ input: child.stderr }).on('line', keep)
      const ready = new Promise<string>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`not ready: ${kept.slice(-5).join('\n')}`)),
          READY_WITHIN_MS,
        )
        void exited.then(() => clearTimeout(timer))
        void exited.then(() => reject(new Error(`ended at its start: ${kept.slice(-5).join('\n')}`)))
        createInterface({ input: child.stdout }).on('line', (line) => {
          keep(line)
          const url = readyUrl(line)
          if (url === null) return
          clearTimeout(timer)
          resolve(url)
        })
      })
      started.url = await ready
    },
    async kill(signal = 'SIGKILL') {
      const ending = running
      if (!ending) return
      running = null
      ending.child.kill(signal)
      await ending.exited
    },
  }
}

function readyUrl(line: string): string | null {
  if (!line.includes('coxswain: ready')) return null
  const { url } = JSON.parse(line) as { url?: string }
  return url ?? null
}
