import type { Approval } from '../approval.ts'
import type { Team } from '../catalogue.ts'
import type { Change } from './change.ts'
import type { Resource } from './resource.ts'
import type { ResourceEnvironment } from './resource-policy.ts'

/** Everything that a card or a notice tells of one change, of one moment. */
export interface ChangeView {
  resource: Resource
  change: Change
  /** Oldest first. */
  approvals: Approval[]
  team: Team | null
  /** null when it left the configuration. */
  environment: ResourceEnvironment | null
  /** By id of the part: how long it takes as a rule, ms. */
  expected: Record<string, number>
  dashboard: string | null
  now: number
}

/** What is told in the thread of a change, once each. Wire names: they stand in stored notices. */
export const CHANGE_NEWS = [
  'approval-wanted',
  'rejected',
  'withdrawn',
  'expired',
  'refused',
  'slow',
  'cancelled',
  'turned-back',
  'stopped',
  'ready',
  'modified',
  'deleted',
  'rolled-back',
] as const
export type ChangeNews = (typeof CHANGE_NEWS)[number]

export interface ChangeNotice {
  changeId: string
  news: ChangeNews
  /** Values of the news: who, a reason, a duration. */
  values: Record<string, string | number | null>
  /** Slack ids of people or groups to mention. */
  mentions: string[]
}
