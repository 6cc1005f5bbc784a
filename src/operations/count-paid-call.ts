import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { countedCalls, paidCalls, paidCallsFact } from '../domain/cost/paid-calls.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

const input = z.object({ sourceId: z.string(), most: z.int().min(0) })

/** Committed before each call that costs money: false when those of today are used up. A crash counts the call too. */
export const createCountPaidCall = defineOperation<z.output<typeof input>, { may: boolean }>({
  name: 'count-paid-call',
  input,
  may: systemOnly,
  async decide({ tx, input: { sourceId, most }, now }) {
    const fact = paidCallsFact(sourceId)
    const stored = await tx.facts.get(fact)
    const may = paidCalls(stored, now) < most
    if (may) await tx.facts.set(fact, countedCalls(stored, now))
    return { outcome: allowed({ may }), audit: null }
  },
})
