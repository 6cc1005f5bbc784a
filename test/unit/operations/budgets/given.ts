import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import { budgetCardId, type Budget, type BudgetRequest } from '../../../../src/domain/cost/budget.ts'
import { bob } from '../deploys/rig.ts'
import { valueOf } from '../resources/given.ts'
import { fay, type Rig } from './rig.ts'

export const UNIT = 1_000_000
export const TEAM = { kind: 'team', teamId: 'payments' } as const
export const PROJECT = { kind: 'project', project: 'search' } as const

let forms = 0

/** What the form of `/budget ask` hands in. */
export function wish(over: Record<string, unknown> = {}) {
  forms += 1
  return { formId: `V${forms}`, scope: TEAM, toMicros: 5_000 * UNIT, reason: 'Black Friday', ...over }
}

export async function requested(
  rig: Rig,
  over: Record<string, unknown> = {},
  actor: Actor = bob,
): Promise<BudgetRequest> {
  return valueOf(await rig.request({ actor, input: wish(over) }))
}

/** What finance sets; what is there is looked at before. */
export async function setTo(
  rig: Rig,
  units: number,
  scope: Budget['scope'] = TEAM,
  actor: Actor = fay,
): Promise<Budget> {
  const id = scope.kind === 'team' ? `team:${scope.teamId}` : `project:${scope.project}`
  const seenVersion = (await budgetNow(rig, id))?.version ?? null
  const set = await rig.set({ actor, input: { scope, monthlyMicros: units * UNIT, seenVersion } })
  return valueOf(set).budget
}

export async function approvalOf(rig: Rig, requestId: string): Promise<Approval> {
  const [approval] = await rig.store.read((q) => q.approvals.of(requestId))
  if (!approval) throw new Error(`no approval of ${requestId}`)
  return approval
}

export const budgetNow = (rig: Rig, id = 'team:payments') => rig.store.read((q) => q.budgets.get(id))
export const requestNow = (rig: Rig, id: string) => rig.store.read((q) => q.budgetRequests.get(id))
export const cardOf = (rig: Rig, id: string) => rig.store.read((q) => q.cards.get(budgetCardId(id)))
export const noticeOf = (rig: Rig, id: string, news: string) =>
  rig.store.read((q) => q.notices.get(`budget-request:${id}:${news}`))
export const notices = async (rig: Rig, news: string) =>
  (await rig.store.read((q) => q.notices.unfinished())).filter(
    ({ kind, payload }) => kind === 'budget' && payload['news'] === news,
  )
export const auditOf = (rig: Rig, subject = 'team:payments') =>
  rig.store.read((q) => q.audit.ofSubject(subject))
export const outcomes = async (rig: Rig, subject?: string) =>
  (await auditOf(rig, subject)).map(({ operation, outcome }) => `${operation}: ${outcome}`)
