/** The workspace's time, ms since the epoch. Timers run in the same time as `now()`. */
export interface SimulatorClock {
  now(): number
  /** Calls `fn` once after `ms` of this clock's time; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void
}

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Real time, or time that runs `speed` times as fast from `baseMs` on. */
export function createSpeedClock(speed = 1, baseMs = 0): SimulatorClock {
  return {
    now: () => (speed === 1 ? Date.now() : Math.round(baseMs + (Date.now() - baseMs) * speed)),
    after(ms, fn) {
      const timer = setTimeout(fn, Math.min(Math.max(0, ms / speed), LONGEST_TIMER_MS))
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

/** Reads `<speed>@<baseMs>`. */
export function parseSpeedClock(text: string): SimulatorClock {
  const match = /^(\d+(?:\.\d+)?)@(\d+)$/.exec(text)
  if (!match || Number(match[1]) <= 0) throw new Error(`clock must be <speed>@<baseMs>, not "${text}"`)
  return createSpeedClock(Number(match[1]), Number(match[2]))
}
