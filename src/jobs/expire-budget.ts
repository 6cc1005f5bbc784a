import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'
import type { Job } from './job.ts'

export interface ExpireBudgetDeps {
  store: Pick<Store, 'read'>
  expireBudgetApproval: Operation<'expired' | 'unchanged'>
  clock: Pick<Clock, 'now'>
}

/** Ends a request for a budget that nobody decided in time. The key is its approval's id. */
export function createExpireBudget({ store, expireBudgetApproval, clock }: ExpireBudgetDeps): Job {
  return {
    kind: 'expire-budget',
    concurrency: 2,
    async run({ key: approvalId }) {
      const approval = await store.read((reads) => reads.approvals.get(approvalId))
      if (!approval || approval.state !== 'waiting') return { done: true }
      if (approval.expiresAt > clock.now()) return { again: approval.expiresAt }
      const actor = { kind: 'system' as const, job: 'expire-budget' }
      const ended = await expireBudgetApproval({ actor, input: { approvalId } })
      if (!ended.ok) throw new Error(`expiring a request for a budget: refused: ${ended.refusal.reason}`)
      return { done: true }
    },
  }
}
