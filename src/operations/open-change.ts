import { allowed, type Outcome } from '../domain/actor.ts'
import { approversOf } from '../domain/approvers.ts'
import { approvalNeeded } from '../domain/resources/approval-needed.ts'
import type { ChangeFacts } from '../domain/resources/may-change.ts'
import { newApproval } from '../domain/new-approval.ts'
import type { Records } from '../domain/store.ts'
import { begin, type ChangeOf } from './change-transition.ts'
import { tellOfChange, wakeChange, wantChangeCard } from './resource-effects.ts'

export interface Opening {
  /** Of an approval, if one is asked for. */
  newId(): string
  now: number
  place: Pick<ChangeFacts, 'environment' | 'team'>
}

/** Stores a new change of a stored resource. It begins at once, or when those said yes whom policy names. */
export async function openChange(
  tx: Records,
  asked: ChangeOf,
  { newId, now, place }: Opening,
): Promise<Outcome<ChangeOf>> {
  const { change, resource } = asked
  const { verb, plan } = change
  await tx.changes.insert(change)
  const rule = approvalNeeded({ environment: place.environment, verb, price: plan.price })
  if (!rule) return begin(tx, asked, now)
  const about = {
    id: newId(),
    subjectKind: 'resource-change' as const,
    subjectId: change.id,
    planHash: change.planHash,
    requesterId: change.requesterId,
  }
  const approval = newApproval(about, { rule, now })
  await tx.approvals.insert(approval)
  const shown = { id: change.id, channel: resource.channel }
  await wantChangeCard(tx, shown, { now })
  await tellOfChange(tx, shown, {
    key: `approval:${approval.id}`,
    news: 'approval-wanted',
    values: { expiresAt: approval.expiresAt },
    mentions: approversOf(rule, place.team),
    now,
  })
  await wakeChange(tx, change.id, approval.expiresAt)
  return allowed(asked)
}
