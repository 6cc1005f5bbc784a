import { readFileSync, writeFileSync } from 'node:fs'

const SLACK_MS = 60_000
const SAVE_EVERY_MS = 5_000

export interface LaunchClock {
  speed: number
  /** The moment from which time runs faster; what `<speed>@<base>` says. */
  baseMs: number
  now(): number
  /** Remembers how far time has come; call it when all is stopped. */
  stop(): void
}

/** Time of a workspace never goes back: it goes on where the last run with this data stopped. Throws when it can not. */
export function createLaunchClock(speed: number, path: string): LaunchClock {
  const last = readLast(path)
  const startedAt = Date.now()
  const from = Math.max(startedAt, last)
  if (speed === 1 && last > startedAt + SLACK_MS) {
    throw new Error(
      `this workspace's clock stands at ${new Date(last).toISOString()}, because it ran faster before; ` +
        'go on with --speed, or take another --data directory',
    )
  }
  const baseMs = speed === 1 ? 0 : Math.round((startedAt * speed - from) / (speed - 1))
  const now = () => (speed === 1 ? Date.now() : Math.round(baseMs + (Date.now() - baseMs) * speed))
  const save = () => writeFileSync(path, JSON.stringify({ now: now() }))
  const timer = speed === 1 ? null : setInterval(save, SAVE_EVERY_MS)
  return {
    speed,
    baseMs,
    now,
    stop() {
      if (timer) clearInterval(timer)
      if (speed !== 1) save()
    },
  }
}

function readLast(path: string): number {
  try {
    const { now } = JSON.parse(readFileSync(path, 'utf8')) as { now?: number }
    return now ?? 0
  } catch {
    return 0
  }
}
