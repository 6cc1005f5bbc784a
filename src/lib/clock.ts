/** The bot's time. Milliseconds since the epoch everywhere; timers run in the same time as `now()`. */
export interface Clock {
  now(): number
  /** Calls `fn` once after `ms` of this clock's time; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void
  /** Resolves after `ms` of this clock's time; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Real time, or time that runs `speed` times as fast from `base` on (demonstrations and chaos runs only). */
export function createSystemClock(speed = 1, base = 0): Clock {
  const now = () => (speed === 1 ? Date.now() : Math.round(base + (Date.now() - base) * speed))
  const after = (ms: number, fn: () => void) => {
    const timer = setTimeout(fn, Math.min(Math.max(0, ms / speed), LONGEST_TIMER_MS))
    return () => clearTimeout(timer)
  }
  return { now, after, sleep: (ms, signal) => sleepWith(after, ms, signal) }
}

export function sleepWith(after: Clock['after'], ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const abort = () => {
      cancel()
      reject(signal?.reason as Error)
    }
    const cancel = after(ms, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
