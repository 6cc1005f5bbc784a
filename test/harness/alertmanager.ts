import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const CONFIG = `route:
  receiver: nobody
  group_by: [namespace]
  group_wait: 1s
receivers:
  - name: nobody
`

/** Whether tests with the real Alertmanager can run; without it they are skipped loudly, and fail where CI=true. */
export function hasAlertmanager(): boolean {
  if (isInstalled()) return true
  const remedy = 'install prometheus-alertmanager (a package of that name in Debian)'
  if (process.env['CI'] === 'true') throw new Error(`the real Alertmanager is needed: ${remedy}`)
  process.stderr.write(`SKIPPED: tests with the real Alertmanager: ${remedy}\n`)
  return false
}

/** A fresh Alertmanager on loopback; null where it is not installed. */
export async function startAlertmanager(
  config = CONFIG,
): Promise<{ url: string; close(): Promise<void> } | null> {
  if (!isInstalled()) return null
  const directory = await mkdtemp(join(tmpdir(), 'coxswain-alertmanager-'))
  await writeFile(join(directory, 'config.yml'), config)
  const port = await freePort()
  const child = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${join(directory, 'config.yml')}`,
      `--storage.path=${directory}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const base = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await isReady(base)); tries++) {
    if (tries > 100) throw new Error('starting prometheus-alertmanager: it does not answer')
    await sleep(50)
  }
  return {
    url: `${base}/api/v2/alerts`,
    async close() {
      child.kill('SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function isInstalled(): boolean {
  try {
    execFileSync('which', ['prometheus-alertmanager'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function isReady(base: string): Promise<boolean> {
  return fetch(`${base}/-/ready`).then(
    (response) => response.ok,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
