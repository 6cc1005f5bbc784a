import type { Clock } from '../../lib/clock.ts'

/** Counts work under way, so that stopping can wait for it. */
export interface UnfinishedWork {
  track<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is under way, or after `timeoutMs`; says how much was left. */
  idle(timeoutMs: number): Promise<number>
}

export function createUnfinishedWork(clock: Clock): UnfinishedWork {
  let count = 0
  const waiting = new Set<() => void>()
  return {
    async track(work) {
      count += 1
      try {
        return await work
      } finally {
        count -= 1
        if (count === 0) for (const wake of waiting) wake()
      }
    },
    async idle(timeoutMs) {
      if (count === 0) return 0
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.add(resolve)
      const cancel = clock.after(timeoutMs, resolve)
      await promise
      cancel()
      waiting.delete(resolve)
      return count
    },
  }
}
