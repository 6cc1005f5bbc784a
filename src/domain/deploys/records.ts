import type { Approval } from '../approval.ts'
import type { DeployRecord } from './deploy-record.ts'
import type { Draft } from './draft.ts'
import type { Lock } from './lock.ts'
import type { ManualFreeze } from './manual-freeze.ts'
import type { PastSuccess } from './promotion.ts'
import type { PastRollout } from '../rollout/eta.ts'
import type { TargetRollout } from './target-rollout.ts'
import type { Build } from './version.ts'

export interface BuildRecords {
  /** Once per digest of a service: 'repeat' when it is known, and nothing is changed. */
  insert(build: Build): Promise<'first' | 'repeat'>
  byDigest(project: string, service: string, digest: string): Promise<Build | null>
  /** Newest first (builtAt, then arrival). */
  newest(project: string, service: string, limit: number): Promise<Build[]>
  /** Those whose tag is `text`, whose digest is `text` or whose commit begins with it (any case), newest first, at most 100. */
  matching(project: string, service: string, text: string): Promise<Build[]>
  /** Every service that was built once, those of one project or all, in order of their names. */
  services(project?: string): Promise<{ project: string; service: string }[]>
  /** Newest first, of (after, upTo] by builtAt: what lies between two builds. */
  between(project: string, service: string, after: number, upTo: number): Promise<Build[]>
}

export interface DeployFilter {
  projects?: string[]
  service?: string
  environment?: string
  requesterId?: string
}

export interface DeployRecords {
  insert(record: DeployRecord): Promise<void>
  get(id: string): Promise<DeployRecord | null>
  /** Compare-and-set on `version` (the stored one must be less); false when somebody else was first. */
  update(record: DeployRecord, was: number): Promise<boolean>
  /** Those that are not over, oldest first. */
  open(filter: DeployFilter): Promise<DeployRecord[]>
  /** Newest first, over or not. */
  recent(filter: DeployFilter, limit: number): Promise<DeployRecord[]>
  /** Those of a service that succeeded everywhere, newest first by end. State `rolled-back` does not count. */
  succeeded(
    place: { project: string; service: string; environment?: string },
    limit: number,
  ): Promise<DeployRecord[]>
  /** For promotion: successes of the digest or commit in any environment, newest first. */
  successesOf(
    place: { project: string; service: string },
    what: { digest: string; commit: string | null },
  ): Promise<PastSuccess[]>
}

export interface RolloutRecords {
  insertMany(rollouts: TargetRollout[]): Promise<void>
  get(id: string): Promise<TargetRollout | null>
  ofDeploy(deployId: string): Promise<TargetRollout[]>
  /** Compare-and-set on `version` (the stored one must be one less); false when somebody else was first. */
  update(rollout: TargetRollout): Promise<boolean>
  /** Notes how long a success took, for ETAs. Once per rollout. */
  noteDuration(
    rollout: Pick<TargetRollout, 'id' | 'project' | 'service' | 'environment' | 'region'>,
    past: PastRollout,
  ): Promise<void>
  /** The newest 100. */
  durations(place: {
    project: string
    service: string
    environment: string
    region: string
  }): Promise<PastRollout[]>
}

export interface ApprovalRecords {
  /** Throws UniqueViolation when one of the (subject, wave) is waiting. */
  insert(approval: Approval): Promise<void>
  get(id: string): Promise<Approval | null>
  of(subjectId: string): Promise<Approval[]>
  /** Oldest first. */
  waiting(): Promise<Approval[]>
  /** Compare-and-set on `version` (the stored one must be one less). Votes are rows of their own: a second one of a person throws UniqueViolation. */
  update(approval: Approval): Promise<boolean>
}

export interface LockRecords {
  /** An open one when nobody ever asked for it. Keys come from `targetKey`. */
  get(key: string): Promise<Lock>
  /** Compare-and-set: `was` is the version that was read; false when somebody else was first. */
  save(key: string, lock: Lock, was: number): Promise<boolean>
  /** Those that a person closed, or that somebody holds or waits for. */
  notable(): Promise<{ key: string; lock: Lock }[]>
}

export interface FreezeRecords {
  insert(freeze: ManualFreeze): Promise<void>
  get(id: string): Promise<ManualFreeze | null>
  /** False when it was lifted before. */
  lift(id: string, by: string, at: number): Promise<boolean>
  /** Neither lifted nor over. */
  active(now: number): Promise<ManualFreeze[]>
}

export interface DraftRecords {
  insert(draft: Draft): Promise<void>
  get(id: string): Promise<Draft | null>
  deleteBefore(at: number): Promise<void>
}

/** What deploying keeps; part of `Records`. */
export interface DeployRecordSet {
  builds: BuildRecords
  deploys: DeployRecords
  rollouts: RolloutRecords
  approvals: ApprovalRecords
  locks: LockRecords
  freezes: FreezeRecords
  drafts: DraftRecords
}

/** The reading half. */
export interface DeployReads {
  builds: Omit<BuildRecords, 'insert'>
  deploys: Omit<DeployRecords, 'insert' | 'update'>
  rollouts: Pick<RolloutRecords, 'get' | 'ofDeploy' | 'durations'>
  approvals: Omit<ApprovalRecords, 'insert' | 'update'>
  locks: Omit<LockRecords, 'save'>
  freezes: Pick<FreezeRecords, 'get' | 'active'>
  drafts: Pick<DraftRecords, 'get'>
}
