import type { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { scopeKey } from '../domain/cost/scope.ts'
import { csvWish, type CsvWish } from '../domain/cost/csv-wish.ts'
import { peopleOnly } from '../domain/members.ts'
import { PRIORITY } from '../domain/message.ts'
import { defineOperation } from './define-operation.ts'
import { userOf } from './request-deploy-decided.ts'

/** Asked for twice within this time, it is sent once. */
const ONCE_IN_MS = 10_000

/** Asks for the figures as a file in a direct message. */
export const createRequestCostCsv = defineOperation<z.output<typeof csvWish>, { key: string }>({
  name: 'request-cost-csv',
  input: csvWish,
  may: peopleOnly,
  async decide({ tx, actor, input, now }) {
    const at = Math.floor(now / ONCE_IN_MS) * ONCE_IN_MS
    const wish: CsvWish = { ...input, userId: userOf(actor), at }
    const key = JSON.stringify(wish)
    await tx.queue.enqueue('send-cost-csv', key, { dueAt: now, priority: PRIORITY.answer })
    const details = { period: input.word }
    return {
      outcome: allowed({ key }),
      audit: { subject: scopeKey(input.scope), outcome: 'requested', details },
    }
  },
})
