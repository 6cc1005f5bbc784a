import type { Approval } from '../../src/domain/approval.ts'
import type { DeployRecord } from '../../src/domain/deploys/deploy-record.ts'
import type { Draft } from '../../src/domain/deploys/draft.ts'
import type { Lock } from '../../src/domain/deploys/lock.ts'
import type { ManualFreeze } from '../../src/domain/deploys/manual-freeze.ts'
import type { Plan, WorkloadChange } from '../../src/domain/deploys/plan.ts'
import type { Release } from '../../src/domain/deploys/release.ts'
import type { TargetRollout } from '../../src/domain/deploys/target-rollout.ts'
import type { Build } from '../../src/domain/deploys/version.ts'

/** Quotes, a line break, the end of a C string, half of a pair, and what would end a statement. */
export const AWKWARD = 'it\'s "odd" \n \u0000 \ud83d 🚨 %_?$1 \'; drop table deploys; --'

const DIGEST = `sha256:${'a'.repeat(64)}`

export function sampleBuild(change: Partial<Build> = {}): Build {
  return {
    project: 'payments',
    service: 'checkout',
    image: { registry: 'registry.example', repository: 'payments/checkout' },
    digest: DIGEST,
    tag: '1.4.2',
    commit: 'AbCdEf0123456789abcdef0123456789abcdef01',
    branch: 'main',
    authorId: 'U0ADA',
    author: 'Ada',
    message: AWKWARD,
    ciLink: 'https://ci.example/1',
    commits: ['one', AWKWARD, ''],
    builtAt: 1_000,
    ...change,
  }
}

export const SAMPLE_RELEASE: Release = {
  repository: 'registry.example/payments/checkout',
  digest: DIGEST,
  tag: '1.4.2',
  commit: 'abcdef0',
  branch: null,
  authorId: null,
  author: AWKWARD,
  message: AWKWARD,
  ciLink: null,
  isVerified: true,
}

export const SAMPLE_CHANGE: WorkloadChange = {
  kind: 'Deployment',
  name: 'checkout',
  uid: 'uid-1',
  managedBy: { kind: 'takeover', managers: ['helm', AWKWARD] },
  containers: [{ container: 'app', from: 'checkout:1', to: `checkout@${DIGEST}` }],
}

export const SAMPLE_PLAN: Plan = {
  project: 'payments',
  digest: DIGEST,
  targets: [
    {
      service: 'checkout',
      environment: 'prod',
      region: 'eu',
      cluster: 'prod-eu',
      wave: 0,
      workloads: [SAMPLE_CHANGE],
      commits: null,
      warnings: [{ warning: 'frozen', reason: AWKWARD, until: 9 }],
    },
  ],
}

export function sampleDeploy(change: Partial<DeployRecord> = {}): DeployRecord {
  return {
    id: 'deploy-1',
    state: 'requested',
    waves: [
      {
        name: 'first',
        approval: 'waiting',
        rollouts: [{ id: 'rollout-1', region: 'eu', cluster: 'prod-eu', state: 'waiting', reason: null }],
      },
    ],
    requesterId: 'U0ADA',
    reason: null,
    brokenGlass: { by: 'U0ON', reason: AWKWARD, at: 3 },
    version: 0,
    kind: 'deploy',
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    release: SAMPLE_RELEASE,
    fromName: AWKWARD,
    plan: SAMPLE_PLAN,
    channel: 'C0PAY',
    createdAt: 5_000,
    finishedAt: null,
    undoes: null,
    heldBack: { reason: 'frozen', details: { until: 7, by: null }, next: 'wait' },
    ...change,
  }
}

export function sampleRollout(change: Partial<TargetRollout> = {}): TargetRollout {
  return {
    id: 'rollout-1',
    deployId: 'deploy-1',
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    region: 'eu',
    cluster: 'prod-eu',
    wave: 0,
    fence: 3,
    startedAt: 6_000,
    finishedAt: null,
    clockAheadMs: -250.5,
    workloads: [
      {
        change: SAMPLE_CHANGE,
        step: 'watching',
        before: { uid: 'uid-1', generation: 4, revision: null, replicas: 2, readAt: 6_001 },
        record: null,
        seen: null,
      },
    ],
    trouble: { code: 'cluster-unreachable', message: AWKWARD, since: 6_500 },
    version: 0,
    ...change,
  }
}

export function sampleApproval(change: Partial<Approval> = {}): Approval {
  return {
    id: 'approval-1',
    subjectKind: 'deploy',
    subjectId: 'deploy-1',
    wave: 0,
    state: 'waiting',
    planHash: 'hash-1',
    count: 2,
    requesterId: 'U0ADA',
    authorId: null,
    requesterMay: false,
    authorMay: true,
    votes: [],
    expiresAt: 99_000,
    decided: null,
    version: 0,
    ...change,
  }
}

export function sampleLock(change: Partial<Lock> = {}): Lock {
  const wish = { kind: 'deploy' as const, requesterId: 'U0ADA', reason: AWKWARD }
  return {
    fence: 1,
    holder: { ...wish, id: 'rollout-1', since: 6_000, expiresAt: 7_000 },
    queue: [{ ...wish, id: 'rollout-2' }],
    closed: { by: 'U0ON', reason: AWKWARD, since: 1, expiresAt: null },
    version: 1,
    ...change,
  }
}

export function sampleFreeze(change: Partial<ManualFreeze> = {}): ManualFreeze {
  return {
    id: 'freeze-1',
    project: null,
    environment: 'prod',
    reason: 'it\'s "launch" week 🚨',
    by: 'U0ON',
    since: 1_000,
    until: null,
    lifted: null,
    ...change,
  }
}

export function sampleDraft(change: Partial<Draft> = {}): Draft {
  return {
    id: 'draft-1',
    kind: 'rollback',
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    regions: 'all',
    release: SAMPLE_RELEASE,
    fromName: null,
    plan: SAMPLE_PLAN,
    undoes: 'deploy-0',
    requesterId: 'U0ADA',
    createdAt: 4_000,
    ...change,
  }
}
