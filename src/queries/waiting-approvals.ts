import { allowed, type Actor, type Outcome, type Refusal } from '../domain/actor.ts'
import type { Approval } from '../domain/approval.ts'
import { isOver } from '../domain/deploys/deploy.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { rightsFacts, type RightsDeps } from '../domain/deploys/known-groups.ts'
import { whoCan } from '../domain/deploys/who-can.ts'
import { mayAsk, peopleOnly } from '../domain/members.ts'
import type { Store } from '../domain/store.ts'
import { viewOfRecord, type DeployViewDeps } from './deploy-view.ts'

export interface WaitingApprovalsDeps extends DeployViewDeps {
  store: Pick<Store, 'read'>
  directory: RightsDeps['directory']
  now(): number
}

export interface WaitingApproval {
  view: DeployView
  approval: Approval
}

export interface WaitingApprovalsAnswer {
  items: WaitingApproval[]
  /** Those that wait for others. */
  notMine: number
  /** Those of which it cannot be told now whether they wait for this person. */
  unknown: number
}

export type WaitingApprovals = (call: { actor: Actor }) => Promise<Outcome<WaitingApprovalsAnswer>>

/** What this person may decide now, oldest first. What hangs on a group that Slack cannot tell now is counted. */
export function createWaitingApprovals(deps: WaitingApprovalsDeps): WaitingApprovals {
  return async ({ actor }) => {
    const no = mayAsk(actor)
    if (no) return { ok: false, refusal: no }
    const waiting = await loadWaiting(deps)
    const answers = await Promise.all(waiting.map(async (one) => mayDecide(deps, actor, one)))
    const items = waiting.filter((_, index) => answers[index] === null)
    const unknown = answers.filter((answer) => answer?.reason === 'membership-unknown').length
    return allowed({ items, notMine: waiting.length - items.length - unknown, unknown })
  }
}

async function loadWaiting(deps: WaitingApprovalsDeps): Promise<WaitingApproval[]> {
  const now = deps.now()
  return deps.store.read(async (reads) => {
    const items: WaitingApproval[] = []
    for (const approval of await reads.approvals.waiting()) {
      const record = await reads.deploys.get(approval.subjectId)
      if (!record || isOver(record) || approval.expiresAt <= now) continue
      items.push({ view: await viewOfRecord(reads, deps, { record, now }), approval })
    }
    return items
  })
}

/** null: may. The same rules as when the button is pressed: those of the approval and those of today's policy. */
async function mayDecide(
  deps: WaitingApprovalsDeps,
  actor: Actor,
  { view, approval }: WaitingApproval,
): Promise<Refusal | null> {
  const no = peopleOnly(actor)
  if (no || actor.kind !== 'person') return no
  const { userId } = actor
  if (approval.votes.some((vote) => vote.userId === userId)) return { reason: 'already-voted' }
  if (userId === approval.requesterId && !approval.requesterMay)
    return { reason: 'requester-may-not-approve' }
  if (userId === approval.authorId && !approval.authorMay) return { reason: 'author-may-not-approve' }
  if (!view.policy) return { reason: 'environment-unknown' }
  const facts = await rightsFacts(deps, { actor, project: view.record.project, policy: view.policy })
  if (!facts) return { reason: 'project-unknown' }
  return whoCan('approve', { ...facts, requesterId: approval.requesterId, authorId: approval.authorId })
}
