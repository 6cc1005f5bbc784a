import type { Actor } from '../../../../src/domain/actor.ts'
import type { Approval } from '../../../../src/domain/approval.ts'
import type { DeployState, RolloutState } from '../../../../src/domain/deploys/deploy.ts'
import type { DeployRecord } from '../../../../src/domain/deploys/deploy-record.ts'
import type { Lock, LockWish } from '../../../../src/domain/deploys/lock.ts'
import { releaseOfBuild, type Release } from '../../../../src/domain/deploys/release.ts'
import type { TargetRollout } from '../../../../src/domain/deploys/target-rollout.ts'
import type { Store } from '../../../../src/domain/store.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { NO_COST } from '../../../harness/no-cost.ts'
import { aBuild } from '../../deploys/a-build.ts'
import { aPolicy } from '../../deploys/a-policy.ts'
import { anApproval } from '../../deploys/an-approval.ts'

export const bob: Actor = { kind: 'person', userId: 'U0BOB', membership: 'member', isAdmin: false }
export const dana: Actor = { ...bob, userId: 'U0DANA' }
export const guest: Actor = { ...bob, membership: 'guest' }

/** payments belongs to dana's group, search to bob. */
export const deps = {
  ...NO_COST,
  catalogue: givenCatalogue(),
  deployPolicy: aPolicy(),
  resourcePolicy: { environments: [] },
  directory: {
    groupMembers: async (group: string): Promise<string[] | null> =>
      ({ S0PAY: ['U0DANA'], SAPPROVERS: ['U0BOB'], SONCALL: [] })[group] ?? null,
  },
  now: () => NINE,
}

interface Given {
  id: string
  project?: string
  service?: string
  environment?: string
  requesterId?: string
  state?: DeployState
  /** By region. */
  rollouts?: Record<string, RolloutState>
  release?: Release
  kind?: DeployRecord['kind']
  createdAt?: number
  finishedAt?: number | null
  /** The image that ran before. */
  from?: string
}

export function aRecord(given: Given): DeployRecord {
  const { id, project = 'payments', service = 'payments-api', environment = 'prod' } = given
  const { release = releaseOfBuild(aBuild()), rollouts = { kr: 'waiting' } } = given
  const places = Object.entries(rollouts).map(([region, state]) => ({
    id: `${id}-${region}`,
    region,
    cluster: `prod-${region}`,
    state,
    reason: null,
  }))
  const containers = given.from === undefined ? [] : [{ container: service, from: given.from, to: '' }]
  const managedBy = { kind: 'ours' } as const
  const workload = { kind: 'Deployment' as const, name: service, uid: 'u1', managedBy, containers }
  const target = { service, environment, region: 'kr', cluster: 'prod-kr', wave: 0 }
  return {
    id,
    kind: given.kind ?? 'deploy',
    project,
    service,
    environment,
    release,
    fromName: null,
    plan: {
      project,
      digest: release.digest,
      targets: [{ ...target, workloads: [workload], commits: null, warnings: [] }],
    },
    channel: 'C0PAY',
    createdAt: given.createdAt ?? NINE,
    finishedAt: given.finishedAt ?? null,
    undoes: null,
    heldBack: null,
    state: given.state ?? 'requested',
    waves: places.map((place) => ({ name: place.region, approval: 'not-needed', rollouts: [place] })),
    requesterId: given.requesterId ?? 'U0BOB',
    reason: null,
    brokenGlass: null,
    version: 0,
  }
}

/** What is stored for each target of a deploy. */
export function rolloutsOf(record: DeployRecord, over: Partial<TargetRollout> = {}): TargetRollout[] {
  const { project, service, environment } = record
  return record.waves.flatMap(({ rollouts }, wave) =>
    rollouts.map(({ id, region, cluster }) => ({
      id,
      deployId: record.id,
      project,
      service,
      environment,
      region,
      cluster,
      wave,
      fence: null,
      startedAt: null,
      finishedAt: null,
      clockAheadMs: 0,
      workloads: [],
      trouble: null,
      version: 0,
      ...over,
    })),
  )
}

export async function store(
  to: Pick<Store, 'transaction'>,
  ...given: [DeployRecord, Partial<TargetRollout>?][]
): Promise<void> {
  await to.transaction(async (tx) => {
    for (const [record, over] of given) {
      await tx.deploys.insert(record)
      await tx.rollouts.insertMany(rolloutsOf(record, over))
    }
  })
}

export function ask(deployId: string, over: Partial<Approval> = {}): Approval {
  return anApproval({ id: `a-${deployId}`, subjectId: deployId, expiresAt: NINE + 1, ...over })
}

export function wish(rolloutId: string, kind: LockWish['kind'] = 'deploy'): LockWish {
  return { id: rolloutId, kind, requesterId: 'U0BOB', reason: '' }
}

export function held(wished: LockWish): NonNullable<Lock['holder']> {
  return { ...wished, since: NINE, expiresAt: NINE + 60_000 }
}
