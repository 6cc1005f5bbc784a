import { CHAIN_HEAD_FACT, readChainHead, sealOf } from '../domain/deploys/audit-seal.ts'
import type { KeptEntry, Reads, Store } from '../domain/store.ts'

export type ChainState =
  /** `unsealedSince`: when the oldest entry was written that no seal has reached yet, null when there is none. */
  | { state: 'intact'; count: number; unsealed: number; unsealedSince: number | null }
  /** `id` of the first entry that does not fit to those before it, or after which some are missing. */
  | { state: 'broken'; id: number }

interface Walk {
  /** Of the last entry that fits. */
  id: number
  seal: string | null
  count: number
}

type ChainReads = Pick<Reads, 'audit' | 'facts'>

const ENTRIES_PER_TURN = 500

/** Walks the whole chain of the audit, a snapshot a turn, so that others are answered in between. */
export async function verifyChain(store: Pick<Store, 'read'>): Promise<ChainState> {
  let walk: Walk = { id: 0, seal: null, count: 0 }
  for (;;) {
    const from: Walk = walk
    const next = await store.read((reads) => walkOn(reads, from))
    if ('state' in next) return next
    walk = next
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function walkOn(reads: ChainReads, from: Walk): Promise<Walk | ChainState> {
  const entries = await reads.audit.keptAfter(from.id, ENTRIES_PER_TURN)
  const end = entries.findIndex(({ seal }) => seal === null)
  const sealed = end === -1 ? entries : entries.slice(0, end)
  let { id, seal, count } = from
  for (const entry of sealed) {
    if (entry.seal !== sealOf(seal, entry)) return { state: 'broken', id: entry.id }
    ;({ id, seal } = entry)
    count += 1
  }
  if (end === -1 && entries.length === ENTRIES_PER_TURN) return { id, seal, count }
  return judgeEnd(reads, { id, seal, count }, entries.slice(sealed.length))
}

/** What comes after the sealed part: nothing but entries that no seal has reached yet. */
async function judgeEnd(
  { audit, facts }: ChainReads,
  { id, seal, count }: Walk,
  rest: KeptEntry[],
): Promise<ChainState> {
  const head = readChainHead(await facts.get(CHAIN_HEAD_FACT))
  if (head && (head.id !== id || head.seal !== seal)) return { state: 'broken', id: rest[0]?.id ?? id }
  let unsealed = 0
  for (let part = rest; part.length > 0;) {
    const wrong = part.find((entry) => entry.seal !== null)
    if (wrong) return { state: 'broken', id: wrong.id }
    unsealed += part.length
    part = await audit.keptAfter(part.at(-1)?.id ?? 0, ENTRIES_PER_TURN)
  }
  return { state: 'intact', count, unsealed, unsealedSince: rest[0]?.at ?? null }
}
