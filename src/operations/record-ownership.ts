import { z } from 'zod'
import { allowed } from '../domain/actor.ts'
import { ownershipChanges } from '../domain/cost/ownership.ts'
import type { CostDeps } from './cost-deps.ts'
import { defineOperation, systemOnly } from './define-operation.ts'

/** Remembers since when which namespace belongs to whom, as far as the catalogue says something new. */
export const createRecordOwnership = defineOperation<Record<string, never>, { changes: number }, CostDeps>({
  name: 'record-ownership',
  input: z.object({}),
  may: systemOnly,
  async decide({ tx, now, deps }) {
    const changes = ownershipChanges(await tx.costs.ownership(), deps.catalogue, now)
    await tx.costs.addOwnership(changes)
    const isNews = changes.length > 0
    return {
      outcome: allowed({ changes: changes.length }),
      audit: isNews
        ? { subject: 'ownership', outcome: 'recorded', details: { changes: changes.length } }
        : null,
    }
  },
})
