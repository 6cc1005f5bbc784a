import Database from 'better-sqlite3'
import { UniqueViolation } from '../../domain/store.ts'
import type { BoundStatement } from '../statement.ts'

export interface Connection {
  readonly database: Database.Database
  rows(statement: BoundStatement): unknown[]
  /** Number of rows changed. */
  change(statement: BoundStatement): number
}

/** `busyTimeoutMs` blocks the whole process while another one writes: short, the caller waits asynchronously. */
export function openConnection(
  file: string,
  options: { readonly: boolean; busyTimeoutMs: number },
): Connection {
  const database = new Database(file, { readonly: options.readonly, timeout: options.busyTimeoutMs })
  if (!options.readonly) database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  const prepared = new Map<string, Database.Statement>()
  const prepare = (sql: string) => {
    let statement = prepared.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      prepared.set(sql, statement)
    }
    return statement
  }
  return {
    database,
    rows: ({ sql, parameters }) => guarded(() => prepare(sql).all(parameters)),
    change: ({ sql, parameters }) => guarded(() => prepare(sql).run(parameters).changes),
  }
}

export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function guarded<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== 'SQLITE_CONSTRAINT_PRIMARYKEY') throw error
    throw new UniqueViolation((error as Error).message, { cause: error })
  }
}
