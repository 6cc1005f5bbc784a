import type { Team } from '../../src/domain/catalogue.ts'
import type { Approval } from '../../src/domain/approval.ts'
import type { DeployRecord } from '../../src/domain/deploys/deploy-record.ts'
import { planOfWave } from '../../src/domain/deploys/deploy-record.ts'
import type { DeployView } from '../../src/domain/deploys/deploy-view.ts'
import type { Rollout, RolloutState } from '../../src/domain/deploys/deploy.ts'
import type { Draft } from '../../src/domain/deploys/draft.ts'
import type { EffectivePolicy } from '../../src/domain/deploys/effective-policy.ts'
import type { ManualFreeze } from '../../src/domain/deploys/manual-freeze.ts'
import { planHash, type Plan, type TargetPlan, type WorkloadChange } from '../../src/domain/deploys/plan.ts'
import type { Release } from '../../src/domain/deploys/release.ts'
import type {
  SeenReason,
  SeenRollout,
  TargetRollout,
  WorkloadRollout,
} from '../../src/domain/deploys/target-rollout.ts'
import { MINUTE, NINE, PAYMENTS } from './given.ts'

const DIGEST = `sha256:${'b1c2d3e4f5a6'.repeat(6).slice(0, 64)}`
const OLD_DIGEST = `sha256:${'0a1b2c3d4e5f'.repeat(6).slice(0, 64)}`
const REPOSITORY = 'registry.example/shop/checkout'
/** Region, and the wave that it goes in. */
const REGIONS: [string, number][] = [
  ['kr1', 0],
  ['eu1', 1],
  ['us1', 1],
  ['us2', 1],
]

/** Version 1.4.2 of checkout, as a build told of it. */
export function givenRelease(given: Partial<Release> = {}): Release {
  return {
    repository: REPOSITORY,
    digest: DIGEST,
    tag: '1.4.2',
    commit: '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432',
    branch: 'main',
    authorId: 'U0DANA',
    author: 'Dana',
    message: 'Round the total once, at the end',
    ciLink: 'https://ci.example/shop/checkout/4711',
    isVerified: true,
    ...given,
  }
}

export function givenChange(given: Partial<WorkloadChange> = {}): WorkloadChange {
  return {
    kind: 'Deployment',
    name: 'checkout',
    uid: 'uid-checkout',
    managedBy: { kind: 'ours' },
    containers: [
      {
        container: 'app',
        from: `${REPOSITORY}:1.4.1@${OLD_DIGEST}`,
        to: `${REPOSITORY}@${DIGEST}`,
      },
    ],
    ...given,
  }
}

export function givenTargetPlan(given: Partial<TargetPlan> = {}): TargetPlan {
  return {
    service: 'checkout',
    environment: 'prod',
    region: 'kr1',
    cluster: 'prod-kr1',
    wave: 0,
    workloads: [givenChange()],
    commits: ['Round the total once, at the end', 'Read the currency from the cart', 'Update the linter'],
    warnings: [],
    ...given,
  }
}

export function givenPlan(given: Partial<Plan> = {}): Plan {
  const targets = REGIONS.map(([region, wave]) =>
    givenTargetPlan({ region, cluster: `prod-${region}`, wave }),
  )
  return { project: 'payments', digest: DIGEST, targets, ...given }
}

/** A rollout within a deploy's waves. */
export function givenRollout(
  region: string,
  state: RolloutState = 'waiting',
  reason: string | null = null,
): Rollout {
  return { id: `rollout-${region}`, region, cluster: `prod-${region}`, state, reason }
}

/** Deploy of checkout 1.4.2 to prod, in four regions and two waves, waiting for the first approval. */
export function givenDeploy(given: Partial<DeployRecord> = {}): DeployRecord {
  return {
    id: '01k0deploy0000000000000001',
    state: 'waiting-for-approval',
    waves: [
      { name: 'canary', approval: 'waiting', rollouts: [givenRollout('kr1')] },
      {
        name: 'rest',
        approval: 'waiting',
        rollouts: ['eu1', 'us1', 'us2'].map((region) => givenRollout(region)),
      },
    ],
    requesterId: 'U0ALICE',
    reason: null,
    brokenGlass: null,
    version: 1,
    kind: 'deploy',
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    release: givenRelease(),
    fromName: '1.4.1',
    plan: givenPlan(),
    channel: 'C0PAY',
    createdAt: NINE,
    finishedAt: null,
    undoes: null,
    heldBack: null,
    ...given,
  }
}

/** The same with its regions in these states, wave by wave; what is over is approved. */
export function givenWaves(...waves: RolloutState[][]): DeployRecord['waves'] {
  const all = givenDeploy().waves
  return all.map((wave, index) => {
    const states = waves[index] ?? []
    const isAsked = states.some((state) => state !== 'waiting' && state !== 'stopped')
    return {
      ...wave,
      approval: isAsked ? 'approved' : 'waiting',
      rollouts: wave.rollouts.map((rollout, place) => ({ ...rollout, state: states[place] ?? 'waiting' })),
    }
  })
}

export function givenApproval(given: Partial<Approval> = {}): Approval {
  const wave = given.wave ?? 0
  return {
    id: `01k0approval00000000000000${wave}`,
    subjectKind: 'deploy',
    subjectId: '01k0deploy0000000000000001',
    wave,
    state: 'waiting',
    planHash: planHash(planOfWave(givenPlan(), wave)),
    count: 2,
    requesterId: 'U0ALICE',
    authorId: 'U0DANA',
    requesterMay: false,
    authorMay: true,
    votes: [],
    expiresAt: NINE + 240 * MINUTE,
    decided: null,
    version: 1,
    ...given,
  }
}

/** An approval that two people gave. */
export function givenApproved(wave = 0): Approval {
  const approval = givenApproval({ wave })
  const votes = ['U0ERIN', 'U0FAY'].map((userId) => ({
    userId,
    at: NINE + MINUTE,
    planHash: approval.planHash,
  }))
  const decided = { by: 'U0FAY', at: NINE + MINUTE, reason: null }
  return { ...approval, state: 'approved', votes, decided }
}

export function givenSeen(given: Partial<SeenRollout> = {}): SeenRollout {
  return {
    phase: 'rolling',
    waitingFor: 'new-pods',
    progress: { desired: 3, newAvailable: 2, newReady: 2, updated: 3, oldRunning: 1, oldTerminating: 0 },
    reasons: [],
    notes: [],
    isServing: false,
    oldServing: 1,
    stableAt: null,
    at: NINE + 2 * MINUTE,
    ...given,
  }
}

/** A container that dies at once. */
export function givenReason(given: Partial<SeenReason> = {}): SeenReason {
  return {
    code: 'crash-loop',
    weight: 'fatal',
    container: 'app',
    isInit: false,
    message: 'back-off 40s restarting failed container=app pod=checkout-6d4-x2',
    exitCode: 1,
    signal: null,
    restarts: 4,
    memoryLimit: null,
    pods: ['checkout-6d4-x2', 'checkout-6d4-k9'],
    podsInAll: 3,
    nextStep: 'read-logs',
    logs: { pod: 'checkout-6d4-x2', container: 'app', previous: true },
    lines: ['starting checkout 1.4.2', 'Error: PAYMENT_URL is not set', '    at main (/app/main.js:12:9)'],
    ...given,
  }
}

export function givenWorkload(given: Partial<WorkloadRollout> = {}): WorkloadRollout {
  return { change: givenChange(), step: 'watching', before: null, record: null, seen: givenSeen(), ...given }
}

/** What the world showed of one region; begun at 09:01. */
export function givenTarget(region: string, given: Partial<TargetRollout> = {}): TargetRollout {
  return {
    id: `rollout-${region}`,
    deployId: '01k0deploy0000000000000001',
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    region,
    cluster: `prod-${region}`,
    wave: region === 'kr1' ? 0 : 1,
    fence: 1,
    startedAt: NINE + MINUTE,
    finishedAt: null,
    clockAheadMs: 0,
    workloads: [givenWorkload()],
    trouble: null,
    version: 1,
    ...given,
  }
}

/** A region that never began. */
export function givenIdleTarget(region: string): TargetRollout {
  const workloads = [givenWorkload({ step: 'to-apply', seen: null })]
  return givenTarget(region, { fence: null, startedAt: null, workloads })
}

export function givenDeployPolicy(given: Partial<EffectivePolicy> = {}): EffectivePolicy {
  return {
    name: 'prod',
    deployers: [{ kind: 'owning-team' }],
    waves: givenDeploy().waves.map(({ name, rollouts }) => ({
      name,
      regions: rollouts.map(({ region, cluster }) => ({ region, cluster })),
    })),
    approval: {
      count: 2,
      from: [{ kind: 'group', group: 'S0SRE' }],
      requesterMay: false,
      authorMay: true,
      expiresMs: 240 * MINUTE,
    },
    promotion: null,
    freezes: [],
    stabilityMs: MINUTE,
    autoRollback: false,
    lockAfterRollback: false,
    exceptions: [],
    ...given,
  }
}

/** One moment of the deploy, two minutes after it was asked for. */
export function givenView(given: Partial<DeployView> = {}): DeployView {
  const team: Team = PAYMENTS
  const record = given.record ?? givenDeploy()
  const regions = record.waves.flatMap(({ rollouts }) => rollouts.map(({ region }) => region))
  return {
    record,
    rollouts: regions.map((region) => givenIdleTarget(region)),
    approvals: [givenApproval()],
    queues: {},
    etas: {},
    closed: {},
    team,
    policy: givenDeployPolicy(),
    now: NINE + 2 * MINUTE,
    ...given,
  }
}

export function givenDraft(given: Partial<Draft> = {}): Draft {
  return {
    id: '01k0draft00000000000000001',
    kind: 'deploy',
    project: 'payments',
    service: 'checkout',
    environment: 'prod',
    regions: 'all',
    release: givenRelease(),
    fromName: '1.4.1',
    plan: givenPlan(),
    undoes: null,
    requesterId: 'U0ALICE',
    createdAt: NINE,
    ...given,
  }
}

export function givenFreeze(given: Partial<ManualFreeze> = {}): ManualFreeze {
  return {
    id: '01k0freeze0000000000000001',
    project: null,
    environment: 'prod',
    reason: 'Black Friday',
    by: 'U0ERIN',
    since: NINE,
    until: NINE + 600 * MINUTE,
    lifted: null,
    ...given,
  }
}
