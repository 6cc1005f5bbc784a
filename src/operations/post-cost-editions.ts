import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { costEditionKey, lastEditionFact } from '../domain/cost/digest-facts.ts'
import type { CostEditionSnapshot } from '../domain/cost/digest.ts'
import { isAhead } from '../domain/cost/edition-times.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

/** As long may a picture take: then the figures go out with a chart of text. */
export const PICTURE_PATIENCE_MS = 120_000

const input = z.object({
  edition: z.enum(['daily', 'weekly']),
  day: z.string(),
  snapshots: z.custom<CostEditionSnapshot[]>((value) => Array.isArray(value)),
  /** Whether a picture is drawn of each chart. */
  withPictures: z.boolean(),
})

/** Decides the daily or weekly editions of one day, once: a notice for each channel. */
export const createPostCostEditions = defineOperation<
  z.output<typeof input>,
  { outcome: 'posted' | 'nothing-due'; notices: number }
>({
  name: 'post-cost-editions',
  input,
  may: systemOnly,
  async decide({ tx, input: { edition, day, snapshots, withPictures }, now }) {
    const last = await tx.facts.get(lastEditionFact(edition))
    if (last !== null && last >= day && !isAhead(last, now))
      return { outcome: allowed({ outcome: 'nothing-due' as const, notices: 0 }), audit: null }
    await tx.facts.set(lastEditionFact(edition), day)
    for (const snapshot of snapshots) await addEdition(tx, { snapshot, withPictures, now })
    const details = { notices: snapshots.length }
    return {
      outcome: allowed({ outcome: 'posted' as const, ...details }),
      audit: { subject: `cost:${edition}:${day}`, outcome: 'posted', details },
    }
  },
})

async function addEdition(
  tx: Records,
  { snapshot, withPictures, now }: { snapshot: CostEditionSnapshot; withPictures: boolean; now: number },
): Promise<void> {
  const key = costEditionKey(snapshot)
  const priority = PRIORITY.normal
  await tx.notices.add({
    key,
    kind: 'cost-edition',
    payload: { ...snapshot },
    channel: snapshot.scope.channel,
    threadCardId: null,
    priority,
    createdAt: now,
    dueAt: withPictures ? now + PICTURE_PATIENCE_MS : now,
  })
  if (withPictures) await tx.queue.enqueue('draw-cost-chart', key, { dueAt: now, priority })
}
