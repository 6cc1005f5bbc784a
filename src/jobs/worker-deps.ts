import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { NewId } from '../lib/id.ts'
import type { Job } from './job.ts'
import type { RunOutcome } from './worker-verdict.ts'

/** What the worker says; a Logger fits. */
export interface WorkerLogger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface WorkerDeps {
  store: Store
  jobs: Job[]
  clock: Clock
  newId: NewId
  logger: WorkerLogger
  onOutcome?(kind: string, outcome: RunOutcome, ms: number): void
  /** How long an item stays with a worker that has gone silent (database time). */
  leaseMs?: number
  /** How long `stop` waits for what is running. */
  drainMs?: number
}
