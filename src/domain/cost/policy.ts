import type { ApprovalRule } from '../approval-rule.ts'

/** What moved enough to be told. Both must be exceeded. */
export interface MoveThreshold {
  /** Against the same time a week before; 20 means a fifth. */
  percent: number
  micros: number
}

export interface CostPolicy {
  /** IANA zone of hours, days and weeks. */
  timeZone: string
  /** Currency that is told first, and that budgets are in. */
  currency: string
  /** Namespaces that serve everybody, in every cluster; `*` at the end stands for any rest. */
  sharedProjects: string[]
  /** Services of the cloud that serve everybody, when they carry no project: support, tax. */
  sharedServices: string[]
  digest: {
    isEnabled: boolean
    /** After the full hour: figures of that hour are there by then. */
    afterMs: number
    threshold: MoveThreshold
  }
  /** Minutes after midnight; null: not wanted. */
  daily: { atMinute: number } | null
  /** weekday: 1 is Monday. */
  weekly: { weekday: number; atMinute: number } | null
  /** How charts are shown. `native`: Slack's chart block, an image where the workspace refuses it. */
  charts: 'native' | 'image' | 'text'
  budgets: BudgetPolicy
  /** Days that are read again, because sources correct themselves. */
  restateDays: number
  /** Days of figures are kept this long. */
  retentionDays: number
}

export interface BudgetPolicy {
  /** Slack user groups whose members set budgets. Empty: nobody may. */
  financeGroups: string[]
  /** Who says yes to an increase. */
  approval: ApprovalRule
  /** Where requests are shown; null: in the channel of the team. */
  channel: string | null
  /** Percent of a month's budget at which it is told, rising. */
  thresholds: number[]
}
