import type { DeployView } from '../../src/domain/deploys/deploy-view.ts'
import type { SeenReason } from '../../src/domain/deploys/target-rollout.ts'
import type { Eta } from '../../src/domain/rollout/eta.ts'
import { MINUTE, NINE } from './given.ts'
import {
  givenApproval,
  givenApproved,
  givenChange,
  givenDeploy,
  givenDeployPolicy,
  givenIdleTarget,
  givenPlan,
  givenReason,
  givenRelease,
  givenRollout,
  givenSeen,
  givenTarget,
  givenTargetPlan,
  givenView,
  givenWaves,
  givenWorkload,
} from './given-deploy.ts'

const later = ['eu1', 'us1', 'us2'].map((region) => givenIdleTarget(region))
const eta: Eta = { p50Ms: 110_000, p90Ms: 180_000, remainingMs: 38_000, isLate: false, samples: 40 }
const approvals = [givenApproved(0), givenApproval({ wave: 1, votes: [givenApproved(1).votes[0]!] })]

const served = (region: string, ms = 95_000) =>
  givenTarget(region, {
    finishedAt: NINE + MINUTE + ms,
    workloads: [
      givenWorkload({
        step: 'ended',
        seen: givenSeen({ phase: 'succeeded', isServing: true, oldServing: 0 }),
      }),
    ],
  })
const failed = (region: string, reason = givenReason()) =>
  givenTarget(region, {
    finishedAt: NINE + 2 * MINUTE,
    workloads: [
      givenWorkload({
        step: 'ended',
        seen: givenSeen({ phase: 'failed', reasons: [reason], oldServing: 3 }),
      }),
    ],
  })

const stabilizing = givenSeen({
  phase: 'stabilizing',
  waitingFor: 'stability',
  progress: { desired: 3, newAvailable: 3, newReady: 3, updated: 3, oldRunning: 0, oldTerminating: 1 },
  isServing: true,
  stableAt: NINE + 2 * MINUTE + 40_000,
  notes: [{ code: 'autoscaled', min: 3, max: 10, atMax: false }],
})

function running(): DeployView {
  const waves = givenWaves(['succeeded'], ['running', 'running', 'waiting'])
  const api = givenWorkload({ change: givenChange({ name: 'checkout-api' }) })
  const worker = givenWorkload({ change: givenChange({ name: 'checkout-worker' }), seen: stabilizing })
  return givenView({
    record: givenDeploy({ state: 'running', waves }),
    rollouts: [
      served('kr1'),
      givenTarget('eu1', { workloads: [api, worker] }),
      givenTarget('us1'),
      givenIdleTarget('us2'),
    ],
    approvals: [givenApproved(0), givenApproved(1)],
    etas: {
      'rollout-eu1': eta,
      'rollout-us1': { ...eta, p50Ms: 40_000, p90Ms: 50_000, remainingMs: 0, isLate: true },
    },
    queues: {
      'rollout-us2': { holder: { deployId: 'other', name: '1.4.1', requesterId: 'U0CAROL' }, ahead: 1 },
    },
  })
}

function over(state: 'succeeded' | 'failed' | 'rolled-back' | 'superseded'): DeployView {
  const waves = {
    succeeded: givenWaves(['succeeded'], ['succeeded', 'succeeded', 'succeeded']),
    failed: givenWaves(['failed'], ['stopped', 'stopped', 'stopped']),
    'rolled-back': givenWaves(['rolled-back'], ['stopped', 'stopped', 'stopped']),
    superseded: givenWaves(['superseded'], ['stopped', 'stopped', 'stopped']),
  }[state]
  const all = ['kr1', 'eu1', 'us1', 'us2'].map((region, index) => served(region, 95_000 + index * 8_000))
  return givenView({
    record: givenDeploy({ state, waves, finishedAt: NINE + 4 * MINUTE + 20_000 }),
    rollouts: state === 'succeeded' ? all : [failed('kr1'), ...later],
    approvals: state === 'succeeded' ? [givenApproved(0), givenApproved(1)] : [givenApproved(0)],
    now: NINE + 5 * MINUTE,
  })
}

function ended(state: 'rejected' | 'cancelled' | 'expired'): DeployView {
  const approvalState = state === 'cancelled' ? 'withdrawn' : state
  const by = { rejected: 'U0ERIN', cancelled: 'U0ALICE', expired: null }[state]
  const reason = state === 'rejected' ? 'Not before the sale ends' : null
  return givenView({
    record: givenDeploy({
      state,
      reason,
      waves: givenWaves(['stopped'], ['stopped', 'stopped', 'stopped']),
      finishedAt: NINE + 3 * MINUTE,
    }),
    approvals: [givenApproval({ state: approvalState, decided: { by, at: NINE + 3 * MINUTE, reason } })],
  })
}

const risky = givenTargetPlan({
  workloads: [givenChange({ managedBy: { kind: 'takeover', managers: ['kubectl-client-side-apply'] } })],
  warnings: [
    { warning: 'single-replica', workload: 'checkout' },
    { warning: 'takeover', workload: 'checkout', managers: ['kubectl-client-side-apply'] },
  ],
})

const unreachable = givenTarget('kr1', {
  trouble: { code: 'cluster-unreachable', message: 'connect ECONNREFUSED', since: NINE + MINUTE },
})
const outOfMemory = givenReason({
  code: 'out-of-memory',
  message: 'OOMKilled',
  exitCode: 137,
  signal: 9,
  memoryLimit: '256Mi',
  nextStep: 'raise-memory-limit',
  lines: [],
})

const noRoom = givenReason({
  code: 'unschedulable',
  weight: 'waiting',
  container: null,
  message: '0/3 nodes are available: 3 Insufficient cpu.',
  exitCode: null,
  restarts: null,
  nextStep: 'add-capacity',
  logs: null,
  lines: [],
})
const outOfTime = givenReason({
  ...noRoom,
  code: 'progress-deadline',
  weight: 'fatal',
  message: 'ReplicaSet "checkout-6d4" has timed out progressing.',
  pods: [],
  nextStep: 'roll-back',
})
const taken = givenReason({
  ...noRoom,
  code: 'changed-by-another',
  weight: 'fatal',
  container: 'checkout',
  message: `registry.example/shop/checkout@sha256:${'d'.repeat(64)}`,
  pods: [],
  podsInAll: 0,
  nextStep: 'deploy-again',
})

function endedWith(...reasons: SeenReason[]): DeployView {
  const phase = reasons[0]?.code === 'changed-by-another' ? 'superseded' : 'failed'
  const seen = givenSeen({ phase, reasons, oldServing: phase === 'failed' ? 3 : 0 })
  const target = givenTarget('kr1', {
    finishedAt: NINE + 2 * MINUTE,
    workloads: [givenWorkload({ step: 'ended', seen })],
  })
  return { ...over('failed'), rollouts: [target, ...later] }
}

const byPolicy = { by: 'U0DANA', reason: 'rolled back to 1.4.1', since: NINE, expiresAt: null }

/** A deploy in each state that its card can show, by a title. */
export const DEPLOY_STATES: Record<string, DeployView> = {
  'waiting for approval': givenView(),
  'waiting for the second wave, one vote, unverified, taken over, an exception': givenView({
    record: givenDeploy({
      waves: givenWaves(['succeeded'], ['waiting', 'waiting', 'waiting']),
      release: givenRelease({ isVerified: false, commit: null, tag: 'hotfix' }),
      plan: givenPlan({ targets: [risky, ...givenPlan().targets.slice(1)] }),
    }),
    rollouts: [served('kr1'), ...later],
    approvals,
    policy: givenDeployPolicy({
      exceptions: [
        {
          id: 'x1',
          project: 'payments',
          environment: 'prod',
          rule: 'freeze',
          owner: 'Erin',
          reason: 'The payment gateway changes its keys this week',
          expiresAt: null,
        },
      ],
    }),
  }),
  queued: givenView({
    record: givenDeploy({
      state: 'requested',
      waves: [{ name: 'all', approval: 'not-needed', rollouts: [givenRollout('kr1')] }],
      environment: 'alpha',
    }),
    approvals: [],
    queues: {
      'rollout-kr1': { holder: { deployId: 'other', name: '1.4.1', requesterId: 'U0CAROL' }, ahead: 2 },
    },
  }),
  'held back by a freeze': givenView({
    record: givenDeploy({
      state: 'requested',
      waves: givenWaves(['waiting'], []).map((wave, index) => ({
        ...wave,
        approval: index === 0 ? 'approved' : 'waiting',
      })),
      heldBack: {
        reason: 'frozen',
        details: { reason: 'Black Friday', until: NINE + 600 * MINUTE },
        next: 'wait',
      },
    }),
    approvals: [givenApproved(0)],
  }),
  'rolling out': running(),
  'failing while it goes on': givenView({
    record: givenDeploy({ state: 'running', waves: givenWaves(['running'], []) }),
    rollouts: [
      givenTarget('kr1', {
        workloads: [givenWorkload({ seen: givenSeen({ reasons: [givenReason()], oldServing: 3 }) })],
      }),
      ...later,
    ],
    approvals: [givenApproved(0)],
  }),
  'a cluster that does not answer': givenView({
    record: givenDeploy({ state: 'running', waves: givenWaves(['running'], []) }),
    rollouts: [unreachable, ...later],
    approvals: [givenApproved(0)],
  }),
  'needs a person': givenView({
    record: givenDeploy({ state: 'running', waves: givenWaves(['running'], []) }),
    rollouts: [
      givenTarget('kr1', {
        workloads: [
          givenWorkload({
            seen: givenSeen({
              phase: 'manual',
              reasons: [
                givenReason({
                  code: 'partition-holds',
                  weight: 'waiting',
                  container: null,
                  message: '',
                  exitCode: null,
                  restarts: null,
                  pods: [],
                  nextStep: 'lower-partition',
                  lines: [],
                }),
              ],
              notes: [{ code: 'partition', updated: 1, held: 2 }],
            }),
          }),
        ],
      }),
      ...later,
    ],
    approvals: [givenApproved(0)],
  }),
  'glass broken': givenView({
    record: givenDeploy({
      state: 'running',
      waves: givenWaves(['running'], []),
      brokenGlass: { by: 'U0ERIN', reason: 'Checkout is down, this build mends it', at: NINE + MINUTE },
    }),
    rollouts: [givenTarget('kr1'), ...later],
    approvals: [givenApproval({ state: 'withdrawn', decided: { by: null, at: NINE, reason: null } })],
  }),
  succeeded: over('succeeded'),
  failed: over('failed'),
  stuck: givenView({
    record: givenDeploy({ state: 'running', waves: givenWaves(['running'], []) }),
    rollouts: [
      givenTarget('kr1', {
        workloads: [
          givenWorkload({ seen: givenSeen({ phase: 'blocked', reasons: [noRoom], oldServing: 3 }) }),
        ],
      }),
      ...later,
    ],
    approvals: [givenApproved(0)],
  }),
  'failed as time ran out over its cause': endedWith(noRoom, outOfTime),
  'failed as somebody else changed it': endedWith(taken),
  'failed, and locked by policy since': { ...over('failed'), closed: { kr1: byPolicy } },
  'superseded after a region had failed': {
    ...over('superseded'),
    record: {
      ...over('superseded').record,
      waves: givenWaves(['succeeded'], ['failed', 'superseded', 'superseded']),
      reason: '01k0deploy0000000000000009',
    },
    rollouts: [
      served('kr1'),
      failed('eu1', outOfMemory),
      ...['us1', 'us2'].map((region) => givenTarget(region, { finishedAt: NINE + 2 * MINUTE })),
    ],
    approvals: [givenApproved(0), givenApproved(1)],
  },
  'failed for two reasons': {
    ...over('failed'),
    record: { ...over('failed').record, waves: givenWaves(['succeeded'], ['failed', 'failed', 'succeeded']) },
    rollouts: [served('kr1'), failed('eu1'), failed('us1', outOfMemory), served('us2')],
    approvals: [givenApproved(0), givenApproved(1)],
  },
  'rolled back, and locked': {
    ...over('rolled-back'),
    closed: { kr1: { by: 'U0ERIN', reason: 'Crashes on start', since: NINE, expiresAt: null } },
  },
  superseded: over('superseded'),
  rejected: ended('rejected'),
  withdrawn: ended('cancelled'),
  expired: ended('expired'),
  'a rollback that policy locked after': givenView({
    record: givenDeploy({
      kind: 'rollback',
      state: 'succeeded',
      release: givenRelease({ tag: '1.4.1' }),
      fromName: '1.4.2',
      waves: [{ name: 'all', approval: 'not-needed', rollouts: [givenRollout('kr1', 'succeeded')] }],
      finishedAt: NINE + 4 * MINUTE,
    }),
    rollouts: [
      givenTarget('kr1', {
        finishedAt: NINE + 2 * MINUTE,
        workloads: [
          givenWorkload({
            step: 'ended',
            seen: givenSeen({
              phase: 'succeeded',
              isServing: true,
              notes: [{ code: 'no-pods-changed' }, { code: 'old-pods-draining', count: 1 }],
            }),
          }),
        ],
      }),
    ],
    approvals: [],
    closed: { kr1: byPolicy },
  }),
  'a rollback': givenView({
    record: givenDeploy({
      kind: 'rollback',
      state: 'running',
      release: givenRelease({ tag: '1.4.1' }),
      fromName: '1.4.2',
      waves: [
        {
          name: 'all',
          approval: 'not-needed',
          rollouts: [givenRollout('kr1', 'running'), givenRollout('eu1', 'succeeded')],
        },
      ],
      undoes: '01k0deploy0000000000000000',
    }),
    rollouts: [givenTarget('kr1'), served('eu1')],
    approvals: [],
  }),
}
