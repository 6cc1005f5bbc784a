import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewId } from '../../lib/id.ts'
import type { Session } from '../session.ts'
import { openConnection, type Connection } from './connection.ts'
import { createSession } from './session.ts'
import { createTurns } from './turns.ts'

const CONNECTIONS = 3
const BUSY_TIMEOUT_MS = 10

/** Read-only connections, opened when first needed. */
export interface Readers {
  /** Runs `fn` over one snapshot. */
  run<T>(what: string, fn: (session: Session) => Promise<T>): Promise<T>
  /** Lets the running ones end. */
  close(): Promise<void>
}

export function createReaders(file: string, newId: NewId): Readers {
  const turns = createTurns(CONNECTIONS)
  const all: Connection[] = []
  const idle: Connection[] = []
  const open = () => {
    const connection = openConnection(file, { readonly: true, busyTimeoutMs: BUSY_TIMEOUT_MS })
    all.push(connection)
    return connection
  }
  return {
    run: (what, fn) =>
      turns.take(async () => {
        const connection = idle.pop() ?? open()
        const session = createSession(connection, what, newId)
        connection.database.exec('begin')
        try {
          return await fn(session)
        } finally {
          session.end()
          if (connection.database.inTransaction) connection.database.exec('rollback')
          idle.push(connection)
        }
      }),
    async close() {
      while (idle.length < all.length) await nextTurn()
      for (const connection of all) connection.database.close()
    },
  }
}
