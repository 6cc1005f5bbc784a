import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNewId } from '../../src/lib/id.ts'
import type { Store } from '../../src/domain/store.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'

export interface TestStore {
  store: Store
  dataDir: string
  /** Closes the store and removes its directory. */
  close(): Promise<void>
}

/** A real store in a directory of its own, made in `directory`. */
export async function openTestStore(directory = tmpdir()): Promise<TestStore> {
  const dataDir = await mkdtemp(join(directory, 'coxswain-store-'))
  const store = await openSqliteStore({ dataDir, newId: createNewId(Date.now) })
  return {
    store,
    dataDir,
    async close() {
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
