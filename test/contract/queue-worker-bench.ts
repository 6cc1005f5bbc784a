import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../../src/domain/store.ts'
import type { Job } from '../../src/jobs/job.ts'
import { createWorker, type Worker } from '../../src/jobs/worker.ts'
import type { WorkerDeps } from '../../src/jobs/worker-deps.ts'
import { createNewId } from '../../src/lib/id.ts'
import type { TestDatabase } from '../harness/databases.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'

export interface Bench {
  store: Store
  clock: TestClock
  /** What the worker logged, as "level: message". */
  logged: string[]
  outcomes: string[]
  start(jobs: Job[], options?: Partial<WorkerDeps>): Worker
  enqueue(
    key: string,
    inMs?: number,
    options?: { kind?: string; priority?: 0 | 1 | 2 | 3 | 4 },
  ): Promise<void>
  end(): Promise<void>
}

/** A worker over a real store and a clock that stands until it is moved. */
export async function createBench(database: TestDatabase): Promise<Bench> {
  const store = await database.open()
  const clock = createTestClock()
  const logged: string[] = []
  const outcomes: string[] = []
  const workers: Worker[] = []
  const log = (level: string) => (_: object, message: string) => void logged.push(`${level}: ${message}`)
  const logger = { info: log('info'), warn: log('warn'), error: log('error') }
  return {
    store,
    clock,
    logged,
    outcomes,
    start(jobs, options) {
      const onOutcome = (kind: string, outcome: string) => void outcomes.push(`${kind} ${outcome}`)
      const newId = createNewId(Date.now)
      const worker = createWorker({ store, jobs, clock, newId, logger, onOutcome, ...options })
      workers.push(worker)
      worker.start()
      return worker
    },
    async enqueue(key, inMs = 0, { kind = 'job', priority = 3 } = {}) {
      await store.transaction((tx) => tx.queue.enqueue(kind, key, { dueAt: clock.now() + inMs, priority }))
    },
    async end() {
      for (const worker of workers) await worker.stop()
      await database.cleanup()
    },
  }
}

export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  what = 'what was expected',
): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited 5 s for ${what}`)
    await sleep(1)
  }
}

/** A promise that a test settles. */
export function gate(): { opened: Promise<void>; open(): void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}
