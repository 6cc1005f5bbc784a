import { sleepWith, type Clock } from '../../src/lib/clock.ts'

/** Time that runs faster while somebody only waits. */
export interface HurriedClock extends Clock {
  /** Runs at the higher speed until the work is done. */
  hurry<T>(work: () => Promise<T>): Promise<T>
}

export interface Speeds {
  /** How much faster than real time, while people talk to the bot: a trigger of Slack lives for three seconds. */
  usual: number
  hurried: number
}

/** Starts at the time of the machine; timers that wait follow a change of speed. */
export function createHurriedClock({ usual, hurried }: Speeds): HurriedClock {
  const timers = new Set<{ at: number; fn: () => void }>()
  let [realAt, at] = [Date.now(), Date.now()]
  let speed = usual
  let waiting = 0
  let armed: NodeJS.Timeout | undefined
  const now = () => Math.round(at + (Date.now() - realAt) * speed)
  const arm = () => {
    clearTimeout(armed)
    if (timers.size === 0) return
    const next = Math.min(...[...timers].map((timer) => timer.at))
    armed = setTimeout(ring, Math.max(0, (next - now()) / speed))
  }
  const ring = () => {
    const due = [...timers].filter((timer) => timer.at <= now()).toSorted((a, b) => a.at - b.at)
    for (const timer of due) timers.delete(timer)
    arm()
    for (const { fn } of due) fn()
  }
  const run = (faster: number) => {
    ;[at, realAt] = [now(), Date.now()]
    speed = faster
    arm()
  }
  const after = (ms: number, fn: () => void) => {
    const timer = { at: now() + Math.max(0, ms), fn }
    timers.add(timer)
    arm()
    return () => {
      timers.delete(timer)
      arm()
    }
  }
  return {
    now,
    after,
    sleep: (ms, signal) => sleepWith(after, ms, signal),
    async hurry(work) {
      waiting += 1
      if (waiting === 1) run(hurried)
      try {
        return await work()
      } finally {
        waiting -= 1
        if (waiting === 0) run(usual)
      }
    },
  }
}
