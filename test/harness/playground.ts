import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from './until.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Webhook {
  url: string
  headers: Record<string, string>
}

/** The line that `--json` prints. */
export interface PlaygroundLine {
  page: string
  slack: { apiUrl: string; botToken: string }
  webhooks: { grafana: Webhook; alertmanager: Webhook; builds: Webhook }
  clusters: Record<string, { kubeconfig: string }>
  aws: { endpoint: string; env: Record<string, string> }
  cost: { opencost: string; routes: string }
}

export interface RunningPlayground extends PlaygroundLine {
  /** Everything on standard output so far. */
  stdout(): string
  process: ChildProcess
  dataDir: string
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  patch<T>(path: string, body: unknown): Promise<T>
  /** Sends SIGTERM and gives the exit code. */
  stop(): Promise<number | null>
}

/** Starts the playground as its users do, with its own data and any free port. */
export async function startPlayground(
  command: readonly string[] = [process.execPath, 'playground/main.ts'],
): Promise<RunningPlayground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'playground-'))
  const [program = '', ...first] = command
  const child = spawn(program, [...first, '--json', '--port', '0', '--data', dataDir], {
    cwd: ROOT,
    env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  await until(
    'the playground is ready',
    () => {
      if (child.exitCode !== null) throw new Error(`the playground ended:\n${errors}`)
      return out.includes('\n')
    },
    40_000,
  )
  const line = JSON.parse(out) as PlaygroundLine
  const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(line.page + path, init)
    const answer = (await response.json()) as T
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  return {
    ...line,
    stdout: () => out,
    process: child,
    dataDir,
    get: (path) => ask(path),
    post: (path, body = {}) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
    patch: (path, body) => ask(path, { method: 'PATCH', body: JSON.stringify(body) }),
    async stop() {
      child.kill('SIGTERM')
      const code = await exited
      await rm(dataDir, { recursive: true, force: true })
      return code
    },
  }
}
