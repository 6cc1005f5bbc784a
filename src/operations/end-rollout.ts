import { z } from 'zod'
import { defineOperation, systemOnly } from './define-operation.ts'
import type { DeployDeps } from './deploy-deps.ts'
import type { DeployRecord } from '../domain/deploys/deploy-record.ts'
import { endRolloutIn } from './end-rollout-effects.ts'

const input = z.object({
  rolloutId: z.string(),
  as: z.enum(['succeeded', 'failed']),
  reason: z.string().nullable(),
})

/** What the judge said for good about one target. */
export const createEndRollout = defineOperation<z.output<typeof input>, DeployRecord, DeployDeps>({
  name: 'end-rollout',
  isKept: true,
  input,
  may: systemOnly,
  async decide({ tx, input: { rolloutId, as, reason }, now, deps }) {
    const outcome = await endRolloutIn(tx, { rolloutId, as, reason, now, deps })
    const subject = outcome.ok ? outcome.value.id : rolloutId
    const said = outcome.ok ? as : outcome.refusal.reason
    return { outcome, audit: { subject, outcome: said, details: { rolloutId, reason } } }
  },
})
