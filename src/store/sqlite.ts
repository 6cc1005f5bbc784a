import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import type { Records, Reads, Store } from '../domain/store.ts'
import type { NewId } from '../lib/id.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS, type Migration } from './migrations/index.ts'
import { createReads, createRecords } from './records.ts'
import type { Enqueued } from './session.ts'
import { openConnection, type Connection } from './sqlite/connection.ts'
import { sqliteDialect } from './sqlite/dialect.ts'
import { lockDirectory } from './sqlite/directory-lock.ts'
import { createReaders } from './sqlite/readers.ts'
import { createScopes } from './sqlite/scopes.ts'
import { createWriter, type Writer } from './sqlite/writer.ts'
import { createWorkQueue } from './work-queue.ts'
import { freeAll } from './work-statements.ts'

export interface SqliteStoreOptions {
  /** Created when absent; one process at a time. */
  dataDir: string
  newId: NewId
  now?: () => number
  /** How long to wait for another process to leave the data directory. */
  lockWaitMs?: number
  /** How long a write waits while a tool outside holds the database file. */
  busyWaitMs?: number
  /** The steps that make the schema; another list only in tests. */
  migrations?: Migration[]
}

export const DATABASE_FILE = 'coxswain.db'
const LOCK_WAIT_MS = 10_000
const BUSY_WAIT_MS = 5_000
const BUSY_TIMEOUT_MS = 10
type Listener = (items: Enqueued[]) => void

/** Throws when the directory is in use, or was written by a newer version; the message names the remedy. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
  const unlock = await lockDirectory(options.dataDir, options.lockWaitMs ?? LOCK_WAIT_MS)
  let connection: Connection | undefined
  try {
    const file = join(options.dataDir, DATABASE_FILE)
    connection = openConnection(file, { readonly: false, busyTimeoutMs: BUSY_TIMEOUT_MS })
    const writer = createWriter(connection, {
      newId: options.newId,
      busyWaitMs: options.busyWaitMs ?? BUSY_WAIT_MS,
    })
    await bringForward(connection, options)
    // The directory is ours alone: whoever held a lease is dead.
    await writer.run('start', (session) => session.change(freeAll, {}))
    return createStore({ connection, writer, file, unlock, newId: options.newId })
  } catch (error) {
    connection?.database.close()
    unlock()
    throw error
  }
}

async function bringForward({ database }: Connection, options: SqliteStoreOptions): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  const inTransaction = async (fn: () => Promise<void>) => {
    database.exec('begin immediate')
    try {
      await fn()
      database.exec('commit')
    } catch (error) {
      if (database.inTransaction) database.exec('rollback')
      throw error
    }
  }
  const migrations = options.migrations ?? MIGRATIONS
  const now = options.now?.() ?? Date.now()
  await migrate(db, { dialect: sqliteDialect, migrations, now, inTransaction })
}

interface Opened {
  connection: Connection
  writer: Writer
  file: string
  unlock: () => void
  newId: NewId
}

function createStore({ connection, writer, file, unlock, newId }: Opened): Store {
  const readers = createReaders(file, newId)
  const scopes = createScopes()
  const listeners = new Set<Listener>()
  let open = true
  const enter = <T>(what: string, fn: () => Promise<T>) => {
    if (!open) return Promise.reject(new Error('the store is closed'))
    return scopes.enter(what, fn)
  }
  const transaction = async <T>(fn: (tx: Records) => Promise<T>): Promise<T> => {
    const { value, announced } = await enter('transaction', () =>
      writer.run('transaction', async (session) => {
        return { value: await fn(createRecords(session)), announced: session.announced }
      }),
    )
    if (announced.length > 0) for (const listener of listeners) tell(listener, announced)
    return value
  }
  return {
    transaction,
    read: <T>(fn: (q: Reads) => Promise<T>) =>
      enter('read', () => readers.run('read', (session) => fn(createReads(session)))),
    onEnqueued(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    work: createWorkQueue({
      // Taken back by a loss of power, a claim or a completion means that a run is repeated, which every job can bear.
      write: (fn) => enter('queue call', () => writer.runLightly('queue call', fn)),
      read: (fn) => enter('queue call', () => readers.run('queue call', fn)),
    }),
    checkWritable: () => transaction((tx) => tx.facts.set('store:written', newId())),
    async close() {
      if (!open) return
      open = false
      await writer.run('close', async () => undefined)
      await readers.close()
      connection.database.close()
      unlock()
    },
  }
}

/** The commit stands: an error of a listener is reported on its own and not as the failure of the transaction. */
function tell(listener: Listener, announced: Enqueued[]): void {
  try {
    listener(announced)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
