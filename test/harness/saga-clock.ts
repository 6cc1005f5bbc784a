/** Time that moves only when it is told to. */
export interface SagaClock {
  now(): number
  after(ms: number, fn: () => void): () => void
  sleep(ms: number): Promise<void>
  moveTo(at: number): void
  /** Also into the past: everything else has to be as it was then. */
  setTo(at: number): void
}

export const SAGA_START = Date.UTC(2026, 10, 21, 9, 0, 0)

/** What waits a moment of this time waits a moment of real time. */
export function createSagaClock(start = SAGA_START): SagaClock {
  let at = start
  const soon = (fn: () => void) => {
    const timer = setImmediate(fn)
    return () => clearImmediate(timer)
  }
  return {
    now: () => at,
    after: (_ms, fn) => soon(fn),
    sleep: () => new Promise((resolve) => void soon(resolve)),
    moveTo(moment) {
      at = Math.max(at, moment)
    },
    setTo: (moment) => void (at = moment),
  }
}
