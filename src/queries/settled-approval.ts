import type { Actor } from '../domain/actor.ts'
import { mayAsk } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { loadApprovalItem, type ApprovalItemDeps, type WaitingApproval } from './approval-item.ts'

export interface SettledApprovalDeps extends ApprovalItemDeps {
  store: Pick<Store, 'read'>
  now(): number
}

export type SettledApproval = (call: {
  actor: Actor
  input: { approvalId: string }
}) => Promise<WaitingApproval | null>

/** An approval about which this person has nothing more to decide: it is over, or has their vote. null: it is not so. */
export function createSettledApproval(deps: SettledApprovalDeps): SettledApproval {
  return async ({ actor, input }) => {
    if (mayAsk(actor) || actor.kind !== 'person') return null
    const { userId } = actor
    return deps.store.read(async (reads) => {
      const approval = await reads.approvals.get(input.approvalId)
      if (!approval) return null
      const isSettled = approval.state !== 'waiting' || approval.votes.some((vote) => vote.userId === userId)
      return isSettled ? loadApprovalItem(reads, deps, { approval, now: deps.now() }) : null
    })
  }
}
