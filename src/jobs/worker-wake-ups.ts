import type { Clock } from '../lib/clock.ts'
import type { WorkerLogger } from './worker-deps.ts'

export interface WakeUpDeps {
  clock: Clock
  kinds: string[]
  /** Looks at these kinds once; resolves to the time at which one of them is next due. */
  takeDue(kinds: string[]): Promise<number | null>
  logger: WorkerLogger
}

/** When to look at the queue: one look at a time, one timer, none while nothing is due. */
export interface WakeUps {
  start(): void
  wake(kind: string): void
  wakeAt(kind: string, dueAt: number): void
  /** Resolves when no look is under way any more. */
  stop(): Promise<void>
}

// Heals what no event announced: leases that ran out, rows written by another process.
const RESYNC_MS = 30_000
const PAUSE_AFTER_ERROR_MS = 1_000

export function createWakeUps({ clock, kinds, takeDue, logger }: WakeUpDeps): WakeUps {
  const asked = new Set<string>()
  let timer: { at: number; cancel: () => void } | null = null
  let cancelResync: (() => void) | undefined
  let looking: Promise<void> | null = null
  let running = false

  function wake(kind: string): void {
    asked.add(kind)
    if (running) looking ??= look()
  }

  function wakeAll(): void {
    for (const kind of kinds) wake(kind)
  }

  function wakeAllAt(at: number): void {
    if (!running || (timer && timer.at <= at)) return
    timer?.cancel()
    const cancel = clock.after(at - clock.now(), () => {
      timer = null
      wakeAll()
    })
    timer = { at, cancel }
  }

  function takeAsked(): string[] {
    const kindsNow = running ? [...asked] : []
    asked.clear()
    return kindsNow
  }

  async function look(): Promise<void> {
    // The commit that asked for this look is told to everybody before the queue is read.
    await new Promise<void>((resolve) => setImmediate(resolve))
    for (let kindsNow = takeAsked(); kindsNow.length > 0; kindsNow = takeAsked()) {
      try {
        const next = await takeDue(kindsNow)
        if (next !== null) wakeAllAt(Math.max(next, clock.now() + 1))
      } catch (error) {
        logger.error({ err: error }, 'claiming work')
        wakeAllAt(clock.now() + PAUSE_AFTER_ERROR_MS)
      }
    }
    looking = null
  }

  function resync(): void {
    cancelResync = clock.after(RESYNC_MS, resync)
    wakeAll()
  }

  return {
    start() {
      running = true
      resync()
    },
    wake,
    wakeAt(kind, dueAt) {
      if (dueAt <= clock.now()) wake(kind)
      else wakeAllAt(dueAt)
    },
    async stop() {
      running = false
      timer?.cancel()
      cancelResync?.()
      await looking
    },
  }
}
