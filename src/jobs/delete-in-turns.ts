import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Records, Store } from '../domain/store.ts'

/** Repeats `step`, a transaction each time, until it deleted less than it may. Others get their turn in between. */
export async function deleteInTurns(
  store: Pick<Store, 'transaction'>,
  signal: AbortSignal,
  { atMost, step }: { atMost: number; step: (tx: Records, atMost: number) => Promise<number> },
): Promise<void> {
  for (let deleted = atMost; deleted === atMost; await nextTurn()) {
    signal.throwIfAborted()
    deleted = await store.transaction((tx) => step(tx, atMost))
  }
}
