import type { Catalogue } from '../../../../src/domain/catalogue.ts'
import type { BudgetPolicy, CostPolicy } from '../../../../src/domain/cost/policy.ts'
import type { Directory } from '../../../../src/domain/messages.ts'
import { createNewId } from '../../../../src/lib/id.ts'
import { createApproveBudget } from '../../../../src/operations/approve-budget.ts'
import type { BudgetDeps } from '../../../../src/operations/budget-deps.ts'
import { createExpireBudgetApproval } from '../../../../src/operations/expire-budget-approval.ts'
import { createRejectBudget } from '../../../../src/operations/reject-budget.ts'
import { createRemoveBudget } from '../../../../src/operations/remove-budget.ts'
import { createRequestBudget } from '../../../../src/operations/request-budget.ts'
import { createSetBudget } from '../../../../src/operations/set-budget.ts'
import { createWithdrawBudget } from '../../../../src/operations/withdraw-budget.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { openTestStore } from '../../../harness/store.ts'
import { person } from '../deploys/rig.ts'

/** Of the finance group. */
export const fay = person('U0FAY')

export const BUDGETS: BudgetPolicy = {
  financeGroups: ['SFINANCE'],
  approval: {
    count: 1,
    from: [{ kind: 'group', group: 'SBOARD' }],
    requesterMay: false,
    authorMay: true,
    expiresMs: 3_600_000,
  },
  channel: null,
  thresholds: [80, 100],
}

export const COST: CostPolicy = {
  timeZone: 'Asia/Seoul',
  currency: 'USD',
  sharedProjects: [],
  sharedServices: [],
  digest: { isEnabled: true, afterMs: 0, threshold: { percent: 20, micros: 1_000_000 } },
  daily: null,
  weekly: null,
  charts: 'text',
  budgets: BUDGETS,
  restateDays: 3,
  retentionDays: 400,
}

export type Rig = Awaited<ReturnType<typeof openRig>>

/** Every operation on budgets over a real store; groups are in memory and can be unknown. */
export async function openRig(
  given: { budgets?: Partial<BudgetPolicy>; catalogue?: Partial<Catalogue> } = {},
) {
  const { store, close } = await openTestStore()
  const clock = { now: NINE }
  const now = () => clock.now
  /** null: Slack does not answer. */
  const groups: Record<string, string[] | null> = {
    S0PAY: ['U0BOB', 'U0BEN'],
    SFINANCE: ['U0FAY'],
    SBOARD: ['U0DANA', 'U0ERIN'],
  }
  const asked: { group: string; fresh: boolean }[] = []
  const directory: Directory = {
    person: async (userId) => ({ membership: 'member', name: userId }),
    groupMembers: async (group, { fresh } = { fresh: false }) => {
      asked.push({ group, fresh })
      return groups[group] ?? null
    },
  }
  const deps: BudgetDeps = {
    store,
    now,
    newId: createNewId(now),
    catalogue: givenCatalogue(given.catalogue),
    costPolicy: { ...COST, budgets: { ...BUDGETS, ...given.budgets } },
    directory,
  }
  return { store, close, clock, groups, asked, deps, ...operationsOf(deps) }
}

function operationsOf(deps: BudgetDeps) {
  return {
    set: createSetBudget(deps),
    remove: createRemoveBudget(deps),
    request: createRequestBudget(deps),
    approve: createApproveBudget(deps),
    reject: createRejectBudget(deps),
    withdraw: createWithdrawBudget(deps),
    expire: createExpireBudgetApproval(deps),
  }
}
