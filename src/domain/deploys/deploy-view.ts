import type { Team } from '../catalogue.ts'
import type { Eta } from '../rollout/eta.ts'
import type { Approval } from '../approval.ts'
import type { DeployRecord } from './deploy-record.ts'
import type { EffectivePolicy } from './effective-policy.ts'
import type { Lock } from './lock.ts'
import type { TargetRollout } from './target-rollout.ts'

/** Everything that a card, a notice or a list tells of one deploy, of one moment. */
export interface DeployView {
  record: DeployRecord
  /** In the order of the waves. */
  rollouts: TargetRollout[]
  /** Every approval that was ever asked for, oldest first. */
  approvals: Approval[]
  /** By rollout id: what a waiting one waits behind. */
  queues: Record<string, QueuePlace>
  /** By rollout id, while it runs. */
  etas: Record<string, Eta | null>
  /** By region: locks that a person (or a rollback) closed. */
  closed: Record<string, NonNullable<Lock['closed']>>
  team: Team | null
  /** null when the environment left the configuration. */
  policy: EffectivePolicy | null
  now: number
}

export interface QueuePlace {
  /** Name and id of the deploy that holds the target, null when nobody does. */
  holder: { deployId: string; name: string; requesterId: string } | null
  /** How many go first. */
  ahead: number
}

/** What is told in the thread of a deploy, once each. Wire names: they stand in stored notices. */
export const DEPLOY_NEWS = [
  'approval-wanted',
  'votes-reset',
  'plan-changed',
  'rejected',
  'withdrawn',
  'expired',
  'glass-broken',
  'held-back',
  'rollout-failed',
  'needs-person',
  'stuck',
  'succeeded',
  'failed',
  'superseded',
  'rolled-back',
  'not-rolled-back',
  'locked',
] as const
export type DeployNews = (typeof DEPLOY_NEWS)[number]

export interface DeployNotice {
  deployId: string
  news: DeployNews
  /** Values of the news: a wave's index, a rollout's id, a reason, … */
  values: Record<string, string | number | null>
  /** Slack ids of people or groups to mention. */
  mentions: string[]
}
