import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'

const RETRY_MS = 100

/**
 * Takes the data directory for this process; the returned function gives it back.
 * It is an open exclusive transaction on a file of its own: the operating system frees it when the process dies.
 */
export async function lockDirectory(dataDir: string, waitMs: number): Promise<() => void> {
  const database = openLockFile(dataDir)
  const deadline = Date.now() + waitMs
  for (;;) {
    try {
      database.exec('begin exclusive')
      return () => void database.close()
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!isBusy || Date.now() >= deadline) {
        database.close()
        throw isBusy ? inUse(dataDir, waitMs, error) : unusable(dataDir, error)
      }
    }
    await sleep(Math.min(RETRY_MS, Math.max(1, deadline - Date.now())))
  }
}

function inUse(dataDir: string, waitMs: number, cause: unknown): Error {
  const waited = `waited ${String(Math.round(waitMs / 100) / 10)} s`
  return new Error(
    `the data directory ${dataDir} is in use by another process (${waited}): stop that process, or set another dataDir`,
    { cause },
  )
}

function openLockFile(dataDir: string): Database.Database {
  try {
    return new Database(join(dataDir, 'lock.db'), { timeout: 0 })
  } catch (error) {
    throw unusable(dataDir, error)
  }
}

function unusable(dataDir: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new Error(`opening the data directory ${dataDir}: ${reason}`, { cause })
}
