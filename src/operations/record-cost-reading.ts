import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { COST_FAILURES, type CostSourceState } from '../domain/cost/source.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const failure = z.object({
  code: z.enum(COST_FAILURES),
  message: z.string().transform((text) => text.slice(0, 500)),
  requestId: z.string().nullable(),
  retryAfterMs: z.number().nullable(),
})

const input = z.object({
  sourceId: z.string(),
  /** null: it answered. */
  failure: failure.nullable(),
  notes: z.array(z.object({ code: z.literal('tag-inactive'), tag: z.string() })),
})

/** Remembers whether a source answers: since when it does not, and how often it was asked since. */
export const createRecordCostReading = defineOperation<z.output<typeof input>, CostSourceState>({
  name: 'record-cost-reading',
  input,
  may: systemOnly,
  async decide({ tx, input: { sourceId, failure: failed, notes }, now }) {
    const known = (await tx.costs.sourceStates()).find(({ id }) => id === sourceId)
    const { since, attempts } = known?.failure ?? { since: now, attempts: 0 }
    const state: CostSourceState = failed
      ? {
          id: sourceId,
          readAt: known?.readAt ?? null,
          failure: { ...failed, since, attempts: attempts + 1, triedAt: now },
          notes: known?.notes ?? [],
        }
      : { id: sourceId, readAt: now, failure: null, notes }
    await tx.costs.saveSourceState(state)
    return { outcome: allowed(state), audit: null }
  },
})
