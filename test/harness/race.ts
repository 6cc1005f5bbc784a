import type { Records, Store } from '../../src/domain/store.ts'
import type { TestDatabase } from './databases.ts'

const LATER_MS = 20

/** Ours begins while the rival's stands uncommitted; the rival commits meanwhile. */
export async function raceIn<T>(
  { database, store }: { database: TestDatabase; store: Store },
  theirs: (tx: Records) => Promise<unknown>,
  ours: (tx: Records) => Promise<T>,
): Promise<T> {
  const rival = await database.rival(theirs)
  const running = store.transaction(ours)
  setTimeout(() => rival.commit(), LATER_MS)
  return running
}
