import { allowed, type Actor, type Outcome, type Refusal } from '../domain/actor.ts'
import { isOver } from '../domain/deploys/deploy.ts'
import { budgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import { mayApproveBudget } from '../domain/cost/may-budget.ts'
import { rightsFacts, type RightsDeps } from '../domain/deploys/known-groups.ts'
import { whoCan } from '../domain/deploys/who-can.ts'
import { mayAsk, peopleOnly } from '../domain/members.ts'
import { mayApproveChange } from '../domain/resources/may-change.ts'
import type { Store } from '../domain/store.ts'
import {
  loadApprovalItem,
  type ApprovalItemDeps,
  type WaitingApproval,
  type WaitingBudget,
  type WaitingChange,
  type WaitingDeploy,
} from './approval-item.ts'
import { changeFacts } from './resource-rights.ts'

export interface WaitingApprovalsDeps extends ApprovalItemDeps {
  store: Pick<Store, 'read'>
  directory: RightsDeps['directory']
  now(): number
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
      const item = approval.expiresAt <= now ? null : await loadApprovalItem(reads, deps, { approval, now })
      if (item && isOpen(item)) items.push(item)
    }
    return items
  })
}

/** Whether what it asks for is still to be done. */
function isOpen(item: WaitingApproval): boolean {
  switch (item.kind) {
    case 'deploy':
      return !isOver(item.view.record)
    case 'resource-change':
      return item.change.change.state === 'waiting-for-approval'
    case 'budget-request':
      return item.view.request.state === 'waiting'
  }
}

/** null: may. The same rules as when the button is pressed: those of the approval and those of today's policy. */
async function mayDecide(
  deps: WaitingApprovalsDeps,
  actor: Actor,
  item: WaitingApproval,
): Promise<Refusal | null> {
  const no = peopleOnly(actor)
  if (no || actor.kind !== 'person') return no
  const { userId } = actor
  const { approval } = item
  if (approval.votes.some((vote) => vote.userId === userId)) return { reason: 'already-voted' }
  if (userId === approval.requesterId && !approval.requesterMay)
    return { reason: 'requester-may-not-approve' }
  if (userId === approval.authorId && !approval.authorMay) return { reason: 'author-may-not-approve' }
  switch (item.kind) {
    case 'deploy':
      return mayApproveDeploy(deps, actor, item)
    case 'resource-change':
      return mayApprove(deps, actor, item)
    case 'budget-request':
      return mayApproveRequest(deps, actor, item)
  }
}

async function mayApproveDeploy(
  deps: WaitingApprovalsDeps,
  actor: Actor,
  { view, approval }: WaitingDeploy,
): Promise<Refusal | null> {
  if (!view.policy) return { reason: 'environment-unknown' }
  const facts = await rightsFacts(deps, { actor, project: view.record.project, policy: view.policy })
  if (!facts) return { reason: 'project-unknown' }
  return whoCan('approve', { ...facts, requesterId: approval.requesterId, authorId: approval.authorId })
}

async function mayApprove(
  deps: WaitingApprovalsDeps,
  actor: Actor,
  { change: { resource, change, environment }, approval }: WaitingChange,
): Promise<Refusal | null> {
  if (!environment) return { reason: 'resource-environment-unknown' }
  const rule = change.verb === 'delete' ? environment.deletion.approval : environment.approval
  if (!rule) return { reason: 'approval-not-needed' }
  const facts = await changeFacts(deps, { actor, project: resource.project, environment })
  const { requesterId, requesterMay } = approval
  return mayApproveChange({ ...facts, rule: { ...rule, requesterMay }, requesterId })
}

async function mayApproveRequest(
  deps: WaitingApprovalsDeps,
  actor: Actor,
  { view: { request }, approval: { requesterId, requesterMay } }: WaitingBudget,
): Promise<Refusal | null> {
  const facts = await budgetRightsFacts(deps, { actor, scope: request.scope, fresh: false })
  return mayApproveBudget({ ...facts, rule: { ...facts.policy.approval, requesterMay }, requesterId })
}
