import type { Priority } from '../domain/message.ts'
import type { ClaimedItem } from '../domain/store.ts'
import type { Job } from './job.ts'
import { runItem, type RunDeps } from './worker-run.ts'

export interface RunsDeps extends RunDeps {
  leaseMs: number
  /** A place of this kind is free again, or its queue has changed. */
  onFree(kind: string): void
}

/** What runs in this process now. */
export interface Runs {
  begin(job: Job, item: ClaimedItem): void
  count(kind?: string): number
  /** Whether the item runs here; tells its job when it has become more urgent. */
  reprioritise(item: { kind: string; key: string; priority: Priority }): boolean
  /** Waits until nothing runs, at most this long; resolves to how many still do. */
  drain(longestMs: number): Promise<number>
}

interface Run {
  job: Job
  priority: Priority
  /** Claimed anew before this run had ended here: its turn comes next. */
  next?: ClaimedItem
}

export function createRuns(deps: RunsDeps): Runs {
  const running = new Map<string, Run>()
  const counts = new Map<string, number>()
  const heartbeat = createHeartbeat(deps)
  let whenEmpty: (() => void) | undefined

  const add = (kind: string, change: number) => counts.set(kind, (counts.get(kind) ?? 0) + change)
  const begin = (job: Job, item: ClaimedItem) => {
    const id = idOf(item)
    const current = running.get(id)
    // Its outcome is recorded but its end not yet noticed here, or its lease ran out meanwhile.
    if (current) {
      current.next = item
      return
    }
    running.set(id, { job, priority: item.priority })
    add(item.kind, 1)
    heartbeat.start()
    void runItem(deps, job, item).finally(() => end(id, item.kind))
  }
  const end = (id: string, kind: string) => {
    const run = running.get(id)
    running.delete(id)
    add(kind, -1)
    if (run?.next) begin(run.job, run.next)
    if (running.size === 0) {
      heartbeat.stop()
      whenEmpty?.()
    }
    deps.onFree(kind)
  }
  return {
    begin,
    count: (kind) => (kind === undefined ? running.size : (counts.get(kind) ?? 0)),
    reprioritise(item) {
      const run = running.get(idOf(item))
      if (!run) return false
      if (item.priority < run.priority) {
        run.priority = item.priority
        run.job.reprioritise?.(item.key, item.priority)
      }
      return true
    },
    async drain(longestMs) {
      if (running.size === 0) return 0
      await new Promise<void>((resolve) => {
        const cancel = deps.clock.after(longestMs, resolve)
        whenEmpty = () => {
          cancel()
          resolve()
        }
      })
      return running.size
    },
  }
}

/** Keeps the leases of what runs here alive. */
function createHeartbeat({ clock, store, owner, leaseMs, logger }: RunsDeps) {
  let cancel: (() => void) | undefined
  const beat = () => {
    cancel = clock.after(leaseMs / 3, beat)
    store.work
      .heartbeat(owner, leaseMs)
      .catch((error: unknown) => logger.error({ err: error }, 'extending leases'))
  }
  return {
    start: () => void (cancel ??= clock.after(leaseMs / 3, beat)),
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}

function idOf(item: { kind: string; key: string }): string {
  return `${item.kind}\n${item.key}`
}
