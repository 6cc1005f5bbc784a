import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import {
  costDigestKey,
  dayToldFact,
  LAST_COST_HOUR,
  newestCostDigestFact,
  SOURCES_TOLD,
} from '../domain/cost/digest-facts.ts'
import { dayOf } from '../domain/cost/day.ts'
import type { CostDigestSnapshot } from '../domain/cost/digest.ts'
import { PRIORITY } from '../domain/message.ts'
import type { Records } from '../domain/store.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

export type PostCostDigestsOutcome = 'posted' | 'nothing-due' | 'first-start'

const input = z.object({
  /** The end of the hour that they tell about. */
  hour: z.number(),
  isFirstStart: z.boolean(),
  snapshots: z.custom<CostDigestSnapshot[]>((value) => Array.isArray(value)),
  /** Ids of the sources that are down, as these digests tell. */
  down: z.array(z.string()),
})

/** Decides the cost digests of an hour, once: a notice for each channel that has something to read. */
export const createPostCostDigests = defineOperation<
  z.output<typeof input>,
  { outcome: PostCostDigestsOutcome; notices: number }
>({
  name: 'post-cost-digests',
  input,
  may: systemOnly,
  async decide({ tx, input: { hour, isFirstStart, snapshots, down }, now }) {
    const last = Date.parse((await tx.facts.get(LAST_COST_HOUR)) ?? '')
    // One of the future was decided by a clock that was moved back since; no hour is told twice all the same.
    if (last >= hour && last <= now)
      return { outcome: allowed({ outcome: 'nothing-due' as const, notices: 0 }), audit: null }
    await tx.facts.set(LAST_COST_HOUR, new Date(hour).toISOString())
    await tx.facts.set(SOURCES_TOLD, JSON.stringify(down))
    const told = isFirstStart ? [] : snapshots
    for (const snapshot of told) await addNotice(tx, snapshot, now)
    const outcome = isFirstStart ? ('first-start' as const) : ('posted' as const)
    const details = { notices: told.length }
    return {
      outcome: allowed({ outcome, ...details }),
      audit: { subject: `cost:${new Date(hour).toISOString()}`, outcome, details },
    }
  },
})

async function addNotice(tx: Records, snapshot: CostDigestSnapshot, now: number): Promise<void> {
  const key = costDigestKey(snapshot)
  const { scope, at, timeZone, hasDayMoved } = snapshot
  await tx.facts.set(newestCostDigestFact(scope), key)
  if (hasDayMoved) await tx.facts.set(dayToldFact(scope), dayOf(at - 1, timeZone))
  await tx.notices.add({
    key,
    kind: 'cost-digest',
    payload: { ...snapshot },
    channel: snapshot.scope.channel,
    threadCardId: null,
    priority: PRIORITY.normal,
    createdAt: now,
    dueAt: now,
  })
}
