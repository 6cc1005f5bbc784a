import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Records, Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { createRecords } from '../../src/store/records.ts'
import { DATABASE_FILE, openSqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite.ts'
import { openConnection } from '../../src/store/sqlite/connection.ts'
import { createSession } from '../../src/store/sqlite/session.ts'

/** A database of one test. */
export interface TestDatabase {
  /** Opens it, again after a close. */
  open(options?: Partial<SqliteStoreOptions>): Promise<Store>
  /** Does `fn` on a connection of its own, as another process would, and leaves it uncommitted. */
  rival(fn: (tx: Records) => Promise<unknown>): Promise<{ commit(): void }>
  explain(sql: string): string
  /** Changes something behind the bot's back, as a tool outside would. */
  run(sql: string): void
  cleanup(): Promise<void>
}

const newId = createNewId(Date.now)

async function createSqliteDatabase(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'coxswain-contract-'))
  const file = join(dataDir, DATABASE_FILE)
  const stores: Store[] = []
  const connect = () => openConnection(file, { readonly: false, busyTimeoutMs: 1_000 })
  return {
    async open(options) {
      const store = await openSqliteStore({ dataDir, newId, ...options })
      stores.push(store)
      return store
    },
    async rival(fn) {
      const connection = connect()
      connection.database.exec('begin immediate')
      await fn(createRecords(createSession(connection, 'rival', newId)))
      return {
        commit() {
          connection.database.exec('commit')
          connection.database.close()
        },
      }
    },
    explain(sql) {
      const connection = connect()
      // A value for every place: the plan does not depend on it, binding does.
      const rows = connection.rows({
        sql: `explain query plan ${sql.replaceAll('?', "'1'")}`,
        parameters: [],
      })
      connection.database.close()
      return (rows as { detail: string }[]).map((row) => row.detail).join('\n')
    },
    run(sql) {
      const connection = connect()
      try {
        connection.database.exec(sql)
      } finally {
        connection.database.close()
      }
    },
    async cleanup() {
      for (const store of stores) await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Every database that the contract suites run over. */
export const DATABASES = [{ name: 'sqlite', create: createSqliteDatabase }]
