import type { Priority } from '../domain/message.ts'
import type { WorkItem } from '../domain/store.ts'

/** What a run leaves: done, or to be looked at again at `dueAt` (without counting as a failure). */
export type JobResult = { done: true } | { again: number }

/** One kind of work. `run` is level-triggered: it reads the record by `item.key` and is safe at any time, twice. A throw is retried with backoff; an error with `isFinal: true` is given up at once. */
export interface Job {
  kind: string
  /** How many keys of this kind may run at once in this process. */
  concurrency: number
  run(item: WorkItem, signal: AbortSignal): Promise<JobResult>
  /** The key that is running now was enqueued with a more urgent priority: a run that waits for its turn may move up. */
  reprioritise?(key: string, priority: Priority): void
}
