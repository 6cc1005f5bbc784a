import { createHash } from 'node:crypto'
import type { KeptEntry } from '../store.ts'
import { canonicalJson } from '../canonical-json.ts'

/**
 * The seal of one entry of the audit: SHA-256 over the seal before it and everything that the entry says. Who changes,
 * removes or moves an entry breaks the chain from there on.
 */
export function sealOf(previous: string | null, entry: KeptEntry): string {
  const { id, at, actor, operation, subject, outcome, details } = entry
  const said = canonicalJson({ previous, id, at, actor, operation, subject, outcome, details })
  return createHash('sha256').update(said).digest('hex')
}

/** How far the chain goes. Kept apart from it, so that an end which was cut off is missed. */
export interface ChainHead {
  id: number
  seal: string
}

/** Name of the fact that holds it. */
export const CHAIN_HEAD_FACT = 'audit:chain-head'

export function formatChainHead({ id, seal }: ChainHead): string {
  return `${id} ${seal}`
}

/** null when nothing was sealed yet. */
export function readChainHead(fact: string | null): ChainHead | null {
  const [id = '', seal = ''] = fact?.split(' ') ?? []
  return fact === null ? null : { id: Number(id), seal }
}
