import {
  CHAIN_HEAD_FACT,
  formatChainHead,
  readChainHead,
  sealOf,
  type ChainHead,
} from '../domain/deploys/audit-seal.ts'
import type { Records, Store } from '../domain/store.ts'
import { deleteInTurns as inTurns } from './delete-in-turns.ts'
import type { Job } from './job.ts'

export interface SealAuditDeps {
  store: Pick<Store, 'transaction'>
  now(): number
}

export const SEAL_AUDIT_KEY = 'all'
const AGAIN_MS = 60_000
const ENTRIES_PER_TURN = 200

/** Once a minute appends what was decided since to the hash chain, a little at a time. */
export function createSealAudit({ store, now }: SealAuditDeps): Job {
  return {
    kind: 'seal-audit',
    concurrency: 1,
    async run(_item, signal) {
      await inTurns(store, signal, { atMost: ENTRIES_PER_TURN, step: sealSome })
      return { again: now() + AGAIN_MS }
    },
  }
}

// It goes on from the head and not from the last sealed row: when that row was removed, the gap stays visible.
async function sealSome(tx: Records, atMost: number): Promise<number> {
  let head: ChainHead | null = readChainHead(await tx.facts.get(CHAIN_HEAD_FACT))
  const entries = await tx.audit.keptAfter(head?.id ?? 0, atMost)
  const seals: ChainHead[] = []
  for (const entry of entries) {
    head = { id: entry.id, seal: sealOf(head?.seal ?? null, entry) }
    seals.push(head)
  }
  if (!head || seals.length === 0) return 0
  await tx.audit.seal(seals)
  await tx.facts.set(CHAIN_HEAD_FACT, formatChainHead(head))
  return entries.length
}
