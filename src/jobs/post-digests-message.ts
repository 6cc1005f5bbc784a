import { digestKey, newestDigestFact } from '../domain/digest-scope.ts'
import type { DigestSnapshot } from '../domain/digest.ts'
import type { Message } from '../domain/message.ts'
import type { Reads } from '../domain/store.ts'
import { digestMessage } from '../views/digest-message.ts'

/** Renders a digest notice when it is sent; null when a newer digest of the same readers has taken its place. */
export async function renderDigest(reads: Reads, payload: Record<string, unknown>): Promise<Message | null> {
  const snapshot = payload as unknown as DigestSnapshot
  const newest = await reads.facts.get(newestDigestFact(snapshot.scope))
  return newest !== null && newest > digestKey(snapshot) ? null : digestMessage(snapshot)
}
