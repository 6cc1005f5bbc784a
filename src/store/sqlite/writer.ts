import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { NewId } from '../../lib/id.ts'
import { runBatch, type Outcome } from './batch.ts'
import { isBusy, type Connection } from './connection.ts'
import { createSession, type SqliteSession } from './session.ts'

const BUSY_PAUSE_MS = 20
const LARGEST_BATCH = 64

/** The one connection that writes. */
export interface Writer {
  /** Survives the loss of power when it resolves. `fn` is run again when somebody outside held the database. */
  run<T>(what: string, fn: (session: SqliteSession) => Promise<T>): Promise<T>
  /** Survives a kill when it resolves; a loss of power may take the last ones back, in order. Saves waiting for the disk. */
  runLightly<T>(what: string, fn: (session: SqliteSession) => Promise<T>): Promise<T>
}

interface Waiting {
  isLight: boolean
  since: number
  /** Runs in the context of whoever asked. */
  run(): Promise<unknown>
  end(outcome: Outcome): void
}

/**
 * Transactions that wait together run one after the other and are committed together: waiting for the disk is most of
 * their cost, and the whole process waits. `busyWaitMs`: how long a write waits for somebody outside who holds the file.
 */
export function createWriter(connection: Connection, options: { newId: NewId; busyWaitMs: number }): Writer {
  const waiting: Waiting[] = []
  let isDraining = false

  async function drain(): Promise<void> {
    isDraining = true
    while (waiting.length > 0) {
      // Whatever the event loop has ready may join, and nothing else is held up by a long row of transactions.
      await nextTurn()
      const batch = waiting.splice(0, LARGEST_BATCH)
      try {
        const outcomes = await runBatch(connection, batch)
        for (const [i, outcome] of outcomes.entries()) batch[i]?.end(outcome)
        waiting.unshift(...batch.slice(outcomes.length))
      } catch (error) {
        if (isBusy(error)) await waitAndRetry(batch, error)
        else await runAlone(connection, batch, error)
      }
    }
    isDraining = false
  }

  async function waitAndRetry(batch: Waiting[], error: unknown): Promise<void> {
    const now = performance.now()
    const isOver = (one: Waiting) => now - one.since > options.busyWaitMs
    for (const one of batch.filter(isOver)) one.end({ error })
    waiting.unshift(...batch.filter((one) => !isOver(one)))
    await sleep(BUSY_PAUSE_MS)
  }

  const ask = <T>(isLight: boolean, what: string, fn: (session: SqliteSession) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const inContext = AsyncLocalStorage.snapshot()
      waiting.push({
        isLight,
        since: performance.now(),
        run: () => inContext(() => inSession(createSession(connection, what, options.newId), fn)),
        end: (outcome) => ('value' in outcome ? resolve(outcome.value as T) : reject(outcome.error)),
      })
      if (!isDraining) void drain()
    })
  return {
    run: (what, fn) => ask(false, what, fn),
    runLightly: (what, fn) => ask(true, what, fn),
  }
}

/** Nothing of the batch stands, because of one of them: each answers for itself. */
async function runAlone(connection: Connection, batch: Waiting[], error: unknown): Promise<void> {
  if (batch.length === 1) {
    batch[0]?.end({ error })
    return
  }
  for (const one of batch) {
    try {
      for (const outcome of await runBatch(connection, [one])) one.end(outcome)
    } catch (cause) {
      one.end({ error: cause })
    }
  }
}

async function inSession<T>(session: SqliteSession, fn: (session: SqliteSession) => Promise<T>): Promise<T> {
  try {
    return await fn(session)
  } finally {
    session.end()
  }
}
