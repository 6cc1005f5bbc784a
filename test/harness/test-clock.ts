import { sleepWith, type Clock } from '../../src/lib/clock.ts'

export interface TestClock extends Clock {
  /** Moves time on, running what falls due on the way, and lets promises settle. */
  advance(ms: number): Promise<void>
}

/** A clock that stands until it is moved. */
export function createTestClock(start = Date.UTC(2026, 10, 21, 9, 0, 0)): TestClock {
  let now = start
  const timers = new Set<{ at: number; fn: () => void }>()
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const after = (ms: number, fn: () => void) => {
    const timer = { at: now + Math.max(0, ms), fn }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    now: () => now,
    after,
    sleep: (ms, signal) => sleepWith(after, ms, signal),
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        now = Math.max(now, next.at)
        timers.delete(next)
        next.fn()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
