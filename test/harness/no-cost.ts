import type { CostPolicy } from '../../src/domain/cost/policy.ts'
import type { ConfiguredCostSource } from '../../src/domain/cost/source.ts'

/** What the configuration says without a section on cost. */
export const COST_POLICY: CostPolicy = {
  timeZone: 'UTC',
  currency: 'USD',
  sharedProjects: ['kube-system'],
  sharedServices: ['Tax'],
  digest: { isEnabled: true, afterMs: 300_000, threshold: { percent: 20, micros: 1_000_000 } },
  daily: null,
  weekly: null,
  charts: 'text',
  budgets: {
    financeGroups: ['S0FINANCE'],
    approval: {
      count: 1,
      from: [{ kind: 'group', group: 'S0FINANCE' }],
      requesterMay: false,
      authorMay: true,
      expiresMs: 7 * 86_400_000,
    },
    channel: null,
    thresholds: [80, 100],
  },
  restateDays: 3,
  retentionDays: 403,
}

const sources: ConfiguredCostSource[] = []

const budgets = {
  ...COST_POLICY.budgets,
  financeGroups: [],
  approval: { ...COST_POLICY.budgets.approval, from: [] },
}

/** For who has nothing to do with cost. */
export const NO_COST = { costPolicy: { ...COST_POLICY, budgets }, costSources: sources }
