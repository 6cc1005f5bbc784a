import { allowed, type Actor, type Outcome, type Refusal } from '../domain/actor.ts'
import type { Approval } from '../domain/approval.ts'
import { isOver } from '../domain/deploys/deploy.ts'
import { budgetRightsFacts } from '../domain/cost/budget-rights-facts.ts'
import type { BudgetRequestView } from '../domain/cost/budget-views.ts'
import { mayApproveBudget } from '../domain/cost/may-budget.ts'
import type { DeployView } from '../domain/deploys/deploy-view.ts'
import { rightsFacts, type RightsDeps } from '../domain/deploys/known-groups.ts'
import { whoCan } from '../domain/deploys/who-can.ts'
import { mayAsk, peopleOnly } from '../domain/members.ts'
import type { ChangeView } from '../domain/resources/change-view.ts'
import { mayApproveChange } from '../domain/resources/may-change.ts'
import type { Reads, Store } from '../domain/store.ts'
import { loadBudgetRequestView } from './budget-request-view.ts'
import type { BudgetStandingDeps } from './budget-standings.ts'
import { loadChangeView, type ChangeViewDeps } from './change-view.ts'
import { viewOfRecord, type DeployViewDeps } from './deploy-view.ts'
import { changeFacts } from './resource-rights.ts'

export interface WaitingApprovalsDeps extends DeployViewDeps, ChangeViewDeps, BudgetStandingDeps {
  store: Pick<Store, 'read'>
  directory: RightsDeps['directory']
  now(): number
}

export interface WaitingDeploy {
  kind: 'deploy'
  view: DeployView
  approval: Approval
}

export interface WaitingChange {
  kind: 'resource-change'
  change: ChangeView
  approval: Approval
}

export interface WaitingBudget {
  kind: 'budget-request'
  view: BudgetRequestView
  approval: Approval
}

export type WaitingApproval = WaitingDeploy | WaitingChange | WaitingBudget

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
      const item = approval.expiresAt <= now ? null : await loadItem(reads, deps, { approval, now })
      if (item) items.push(item)
    }
    return items
  })
}

/** null: what it asks for is over. */
async function loadItem(
  reads: Reads,
  deps: WaitingApprovalsDeps,
  { approval, now }: { approval: Approval; now: number },
): Promise<WaitingApproval | null> {
  if (approval.subjectKind === 'resource-change') {
    const change = await loadChangeView(reads, deps, approval.subjectId, now)
    if (change?.change.state !== 'waiting-for-approval') return null
    return { kind: 'resource-change', change, approval }
  }
  if (approval.subjectKind === 'budget-request') {
    const view = await loadBudgetRequestView(reads, deps, approval.subjectId, now)
    return view?.request.state === 'waiting' ? { kind: 'budget-request', view, approval } : null
  }
  const record = await reads.deploys.get(approval.subjectId)
  if (!record || isOver(record)) return null
  return { kind: 'deploy', view: await viewOfRecord(reads, deps, { record, now }), approval }
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
