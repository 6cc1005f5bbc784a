import { z } from 'zod'
import { defineOperation } from './define-operation.ts'

/** Notes a command or click by Slack's trigger id, so that a redelivery is a no-op. Judging who may do what comes after it. */
export const createAcceptInteraction = defineOperation<{ id: string; name: string }, 'first' | 'repeat'>({
  name: 'accept-interaction',
  input: z.object({ id: z.string().min(1).max(300), name: z.string().max(300) }),
  may: () => null,
  async decide({ tx, input, now }) {
    const outcome = await tx.inbox.accept(`slack:${input.id}`, now)
    return { outcome: { ok: true, value: outcome }, audit: { subject: input.name, outcome } }
  },
})
