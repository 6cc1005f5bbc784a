import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Store } from '../../src/domain/store.ts'
import { createNewId } from '../../src/lib/id.ts'
import { DATABASE_FILE, openSqliteStore } from '../../src/store/sqlite.ts'

/** A real store that can be set back to what it was. */
export interface SagaStore {
  current(): Store
  /** The database as it is now. Nothing may be under way. */
  copy(): Uint8Array
  /** Closes the store and opens another one on the copy. */
  goBackTo(copy: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Where there is such a directory, commits need no disk. */
const IN_MEMORY = '/dev/shm'

export async function openSagaStore(): Promise<SagaStore> {
  let opened = await open(null)
  return {
    current: () => opened.store,
    copy: () => opened.reader.serialize(),
    async goBackTo(copy) {
      await opened.close()
      opened = await open(copy)
    },
    close: () => opened.close(),
  }
}

async function open(copy: Uint8Array | null) {
  const dataDir = await mkdtemp(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'coxswain-saga-'))
  const file = join(dataDir, DATABASE_FILE)
  if (copy) await writeFile(file, copy)
  const store = await openSqliteStore({ dataDir, newId: createNewId(Date.now) })
  const reader = new Database(file, { readonly: true })
  return {
    store,
    reader,
    async close() {
      reader.close()
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
