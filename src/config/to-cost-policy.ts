import type { BudgetPolicy, CostPolicy } from '../domain/cost/policy.ts'
import { BUDGET_EXPIRES_MINUTES } from './cost-budgets-part.ts'
import type { Config } from './schema.ts'
import { WEEKDAY_WORDS } from './time-kinds.ts'
import { toApprovalRule } from './to-approval-rule.ts'

const MICROS = 1_000_000
const MINUTE_MS = 60_000
/** So that a month is never cut short. */
const LONGEST_MONTH_DAYS = 31

export interface CostSources {
  clusters: {
    cluster: string
    /** Without a slash at its end. */
    url: string
    currency: string
    prices: 'list' | 'billed'
  }[]
  aws: {
    /** Name of one of `toAwsAccounts`. */
    account: string
    projectTag: string
    metric: 'AmortizedCost' | 'NetAmortizedCost' | 'UnblendedCost' | 'NetUnblendedCost'
    leaveOut: string[]
    callsPerDay: number
  }[]
}

/** Nothing is known about cost where both lists are empty. */
export function toCostSources({ cost }: Config): CostSources {
  return {
    clusters: cost.clusters.map((cluster) => ({ ...cluster, url: cluster.url.replace(/\/+$/, '') })),
    aws: cost.aws,
  }
}

export function toCostPolicy({ cost, timeZone }: Config): CostPolicy {
  const { currency, shared, digest, daily, weekly, charts, restateDays, retentionMonths } = cost
  return {
    timeZone,
    currency,
    sharedProjects: shared.namespaces,
    sharedServices: shared.services,
    digest: {
      isEnabled: digest.enabled,
      afterMs: digest.afterMinutes * MINUTE_MS,
      threshold: { percent: digest.percent, micros: Math.round(digest.amount * MICROS) },
    },
    daily: daily.enabled ? { atMinute: toMinute(daily.at) } : null,
    weekly: weekly.enabled
      ? { weekday: WEEKDAY_WORDS.indexOf(weekly.on) + 1, atMinute: toMinute(weekly.at) }
      : null,
    charts,
    budgets: toBudgetPolicy(cost.budgets),
    restateDays,
    retentionDays: retentionMonths * LONGEST_MONTH_DAYS,
  }
}

/** Without a rule of its own, one of those who set budgets says yes. */
function toBudgetPolicy(budgets: Config['cost']['budgets']): BudgetPolicy {
  const { financeGroups, approval, channel, thresholds } = budgets
  const usual = {
    count: 1,
    from: financeGroups,
    requesterMay: false,
    expiresMinutes: BUDGET_EXPIRES_MINUTES,
  }
  return {
    financeGroups,
    approval: toApprovalRule(approval ?? usual),
    channel: channel ?? null,
    thresholds,
  }
}

function toMinute(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
