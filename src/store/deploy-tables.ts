import type { Generated } from 'kysely'
import type { Approval } from '../domain/approval.ts'
import type { DeployKind } from '../domain/deploys/deploy-record.ts'
import type { DeployState } from '../domain/deploys/deploy.ts'

// `body` is the whole value as JSON; the other columns are what is searched for.

export interface BuildsTable {
  arrival: Generated<number>
  project: string
  service: string
  digest: string
  tag: string | null
  /** The commit in lower case. */
  commit_key: string
  built_at: number
  body: string
}

/** Each service of which there is a build. */
export interface BuiltServicesTable {
  service: string
  project: string
}

export interface DeploysTable {
  id: string
  project: string
  service: string
  environment: string
  kind: DeployKind
  state: DeployState
  requester_id: string
  digest: string
  commit: string | null
  created_at: number
  finished_at: number | null
  is_over: 0 | 1
  version: number
  body: string
}

export interface RolloutsTable {
  id: string
  deploy_id: string
  wave: number
  /** Among those that were stored with it. */
  position: number
  version: number
  body: string
}

export interface RolloutDurationsTable {
  rollout_id: string
  project: string
  service: string
  environment: string
  region: string
  duration_ms: number
  replicas: number
  finished_at: number
}

/** Its votes stand apart. */
export interface ApprovalsTable {
  arrival: Generated<number>
  id: string
  subject_kind: Approval['subjectKind']
  subject_id: string
  wave: number
  state: Approval['state']
  version: number
  body: string
}

export interface ApprovalVotesTable {
  approval_id: string
  user_id: string
  position: number
  at: number
  plan_hash: string
}

export interface LocksTable {
  key: string
  version: number
  fence: number
  is_notable: 0 | 1
  body: string
}

export interface FreezesTable {
  id: string
  project: string | null
  environment: string
  reason: string
  set_by: string
  since_at: number
  until_at: number | null
  lifted_by: string | null
  lifted_at: number | null
}

export interface DraftsTable {
  id: string
  created_at: number
  body: string
}

export interface DeployTables {
  builds: BuildsTable
  built_services: BuiltServicesTable
  deploys: DeploysTable
  rollouts: RolloutsTable
  rollout_durations: RolloutDurationsTable
  approvals: ApprovalsTable
  approval_votes: ApprovalVotesTable
  locks: LocksTable
  freezes: FreezesTable
  drafts: DraftsTable
}
