import type { CostPolicy } from '../../../src/domain/cost/policy.ts'

export function aPolicy(over: Partial<CostPolicy> = {}): CostPolicy {
  return {
    timeZone: 'Asia/Seoul',
    currency: 'USD',
    sharedProjects: [],
    sharedServices: [],
    digest: { isEnabled: true, afterMs: 300_000, threshold: { percent: 20, micros: 1_000_000 } },
    daily: null,
    weekly: null,
    charts: 'text',
    budgets: {
      financeGroups: [],
      approval: { count: 1, from: [], requesterMay: false, authorMay: false, expiresMs: 3_600_000 },
      channel: null,
      thresholds: [80, 100],
    },
    restateDays: 3,
    retentionDays: 403,
    ...over,
  }
}
