import type { NewId } from '../../lib/id.ts'
import type { Enqueued, Session } from '../session.ts'
import type { Connection } from './connection.ts'
import { sqliteDialect } from './dialect.ts'

/** A session that can be ended, and what it announced until then. */
export interface SqliteSession extends Session {
  readonly announced: Enqueued[]
  end(): void
}

// Statements run when they are called, not when they are awaited: none can slip out of its transaction.
export function createSession(connection: Connection, what: string, newId: NewId): SqliteSession {
  const announced: Enqueued[] = []
  let ended = false
  const check = () => {
    if (ended) throw new Error(`this ${what} has ended: await everything inside it and keep nothing of it`)
  }
  return {
    announced,
    newId,
    end: () => void (ended = true),
    announce(item) {
      check()
      announced.push(item)
    },
    async rows(statement, input) {
      check()
      return connection.rows(statement.bind(sqliteDialect, input)) as never
    },
    async first(statement, input) {
      check()
      return (connection.rows(statement.bind(sqliteDialect, input))[0] ?? null) as never
    },
    async change(statement, input) {
      check()
      return connection.change(statement.bind(sqliteDialect, input))
    },
    async changeEach(statement, inputs) {
      check()
      for (const input of inputs) connection.change(statement.bind(sqliteDialect, input))
    },
  }
}
