import type { Store } from '../src/domain/store.ts'
import { createNewId } from '../src/lib/id.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'

/** The transaction, counted from when it was armed, around which the process dies. */
export interface Cut {
  transaction: number
  /** `before`: all its work is done and nothing committed. `after`: it stands and nobody was told. */
  when: 'before' | 'after'
}

/** A real store whose process can die in a transaction: from then on nothing of it works until it is opened again. */
export interface MortalStore {
  store: Store
  arm(cut: Cut | null): void
  isDead(): boolean
  reopen(): Promise<void>
}

class Killed extends Error {}

export async function openMortalStore(dataDir: string, now: () => number): Promise<MortalStore> {
  const open = () => openSqliteStore({ dataDir, newId: createNewId(now), now })
  let current = await open()
  let armed: Cut | null = null
  let count = 0
  let isDead = false
  const alive = () => {
    if (isDead) throw new Killed('this process is dead')
  }
  const transaction: Store['transaction'] = async (fn) => {
    alive()
    count += 1
    const cut = armed?.transaction === count ? armed.when : null
    const result = await current.transaction(async (tx) => {
      alive()
      const made = await fn(tx)
      if (cut === 'before') isDead = true
      alive()
      return made
    })
    if (cut === 'after') isDead = true
    alive()
    return result
  }
  const store: Store = {
    transaction,
    async read(fn) {
      alive()
      return current.read(fn)
    },
    onEnqueued: (listener) => current.onEnqueued(listener),
    get work() {
      alive()
      return current.work
    },
    checkWritable: () => current.checkWritable(),
    close: () => current.close(),
  }
  return {
    store,
    arm(cut) {
      armed = cut
      count = 0
    },
    isDead: () => isDead,
    async reopen() {
      await current.close()
      current = await open()
      armed = null
      isDead = false
    },
  }
}
