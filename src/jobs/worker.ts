import type { ClaimedItem } from '../domain/store.ts'
import type { Job } from './job.ts'
import type { WorkerDeps } from './worker-deps.ts'
import { createRuns } from './worker-runs.ts'
import { createWakeUps } from './worker-wake-ups.ts'

export interface Worker {
  start(): void
  /** Claims nothing more, aborts the signal of what runs and waits for it. What ignores that is claimed again later. */
  stop(): Promise<void>
  running(): number
}

const LEASE_MS = 60_000
const DRAIN_MS = 10_000
const LARGEST_CLAIM = 64

/** Runs due work: woken by commits and by the next due time, silent when there is nothing. */
export function createWorker(deps: WorkerDeps): Worker {
  const { store, clock, logger } = deps
  const leaseMs = deps.leaseMs ?? LEASE_MS
  const owner = deps.newId()
  const jobs = new Map(deps.jobs.map((job) => [job.kind, job]))
  const stopping = new AbortController()
  const runs = createRuns({
    ...deps,
    owner,
    leaseMs,
    signal: stopping.signal,
    onFree: (kind) => wakeUps.wake(kind),
  })

  /** Takes what is due of the kinds and has a free place; resolves to the next due time of those kinds. */
  async function takeDue(kinds: string[]): Promise<number | null> {
    const idle: string[] = []
    for (const kind of kinds) {
      const job = jobs.get(kind)
      if (!job) continue
      const free = Math.min(job.concurrency - runs.count(kind), LARGEST_CLAIM)
      if (free <= 0) continue
      const items = await store.work.claim({ kinds: [kind], limit: free, now: clock.now(), owner, leaseMs })
      await startAll(job, items)
      if (items.length < free) idle.push(kind)
      else wakeUps.wake(kind)
    }
    return idle.length === 0 ? null : store.work.nextDueAt(idle)
  }

  async function startAll(job: Job, items: ClaimedItem[]): Promise<void> {
    for (const item of items) {
      runs.begin(job, item)
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }

  const wakeUps = createWakeUps({ clock, kinds: [...jobs.keys()], takeDue, logger })
  let unsubscribe: (() => void) | undefined
  let stopped: Promise<void> | undefined

  async function stop(): Promise<void> {
    unsubscribe?.()
    await wakeUps.stop()
    stopping.abort(new Error('the worker stops'))
    const left = await runs.drain(deps.drainMs ?? DRAIN_MS)
    if (left > 0) logger.warn({ left }, 'stopping the worker: still running')
  }

  return {
    start() {
      unsubscribe ??= store.onEnqueued((items) => {
        for (const item of items) {
          if (!runs.reprioritise(item) && jobs.has(item.kind)) wakeUps.wakeAt(item.kind, item.dueAt)
        }
      })
      wakeUps.start()
    },
    stop: () => (stopped ??= stop()),
    running: () => runs.count(),
  }
}
