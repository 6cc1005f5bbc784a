import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const CHECK_EVERY_MS = 1_000
const SHELL = /(^|\/)-?(sh|dash|bash|zsh|ash|busybox)$/

/**
 * Calls `gone` once npm, which started this, is no longer there: it may die without telling its script.
 * Started directly, nothing is watched: a shell may leave on purpose.
 */
export function watchNpm(gone: () => void): void {
  if (!process.env['npm_lifecycle_event']) return
  const parent = process.ppid
  const { name, ppid } = look(parent)
  // npm runs its scripts through a shell, which outlives it.
  const npm = SHELL.test(name) ? ppid : parent
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return
    clearInterval(timer)
    gone()
  }, CHECK_EVERY_MS)
  timer.unref()
}

function look(pid: number): { name: string; ppid: number } {
  try {
    const [, name = '', ppid = ''] =
      /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { name, ppid: Number(ppid) }
  } catch {
    return askPs(pid)
  }
}

function askPs(pid: number): { name: string; ppid: number } {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 2_000,
    })
    const [, ppid = '', name = ''] = /^\s*(\d+)\s+(.*\S)/.exec(line) ?? []
    return { name, ppid: Number(ppid) }
  } catch {
    return { name: '', ppid: 0 }
  }
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
