import { costDigestKey, newestCostDigestFact } from '../domain/cost/digest-facts.ts'
import type { CostDigestSnapshot, CostEditionSnapshot } from '../domain/cost/digest.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import { costDigestMessage } from '../views/cost-digest-message.ts'
import { costEditionMessage } from '../views/cost-edition-message.ts'

/** Renders a cost digest when it is sent; null when a newer one of the same readers has taken its place. */
export async function renderCostDigest(
  reads: Reads,
  payload: Record<string, unknown>,
): Promise<Message | null> {
  const snapshot = payload as unknown as CostDigestSnapshot
  const newest = await reads.facts.get(newestCostDigestFact(snapshot.scope))
  return newest !== null && newest > costDigestKey(snapshot) ? null : costDigestMessage(snapshot)
}

export async function renderCostEdition(
  _reads: Reads,
  payload: Record<string, unknown>,
): Promise<Message | null> {
  return costEditionMessage(payload as unknown as CostEditionSnapshot)
}
