import type { Actor } from '../../../../src/domain/actor.ts'
import type { DeployPolicy, EnvironmentPolicy } from '../../../../src/domain/deploys/deploy-policy.ts'
import type { Directory } from '../../../../src/domain/messages.ts'
import type { Registry, RegistryAnswer } from '../../../../src/domain/registry.ts'
import type { Catalogue } from '../../../../src/domain/catalogue.ts'
import { createNewId } from '../../../../src/lib/id.ts'
import { createBeginWrite } from '../../../../src/operations/begin-write.ts'
import { createEndRollout } from '../../../../src/operations/end-rollout.ts'
import { createExpireApproval } from '../../../../src/operations/expire-approval.ts'
import { createQueueWave } from '../../../../src/operations/queue-wave.ts'
import { createStartWave } from '../../../../src/operations/start-wave.ts'
import { createWaiveApproval } from '../../../../src/operations/waive-approval.ts'
import { createApproveDeploy } from '../../../../src/operations/approve-deploy.ts'
import { createBreakGlass } from '../../../../src/operations/break-glass.ts'
import type { DeployDeps } from '../../../../src/operations/deploy-deps.ts'
import { createFreezeDeploys } from '../../../../src/operations/freeze-deploys.ts'
import { createLiftFreeze } from '../../../../src/operations/lift-freeze.ts'
import { createLockService } from '../../../../src/operations/lock-service.ts'
import { createPlanDeploy } from '../../../../src/operations/plan-deploy.ts'
import { createRecordBuild } from '../../../../src/operations/record-build.ts'
import { createRejectDeploy } from '../../../../src/operations/reject-deploy.ts'
import { createRequestDeploy } from '../../../../src/operations/request-deploy.ts'
import { createUnlockService } from '../../../../src/operations/unlock-service.ts'
import { createWithdrawDeploy } from '../../../../src/operations/withdraw-deploy.ts'
import { clustersInMemory } from '../../../harness/deployer.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { openTestStore } from '../../../harness/store.ts'

export type Person = Actor & { kind: 'person' }

export const person = (userId: string): Person => {
  return { kind: 'person', userId, membership: 'member', isAdmin: false }
}
/** Of the owning team. */
export const bob = person('U0BOB')
export const ben = person('U0BEN')
/** Approvers. */
export const dana = person('U0DANA')
export const erin = person('U0ERIN')
/** Wrote the commit; an approver too. */
export const carol = person('U0CAROL')
export const onCall = person('U0ONCALL')
export const outsider = person('U0OUT')
export const guest: Person = { ...person('U0GUEST'), membership: 'guest' }
export const admin: Person = { ...person('U0ADMIN'), isAdmin: true }

export const IMAGE = 'r.example.com/checkout'
export const digest = (letter: string) => `sha256:${letter.repeat(64)}`

const ENVIRONMENT: EnvironmentPolicy = {
  name: 'alpha',
  deployers: [{ kind: 'owning-team' }],
  waves: [{ name: 'all', regions: [{ region: 'kr', cluster: 'alpha-kr' }] }],
  approval: null,
  promotion: null,
  freezes: [],
  stabilityMs: 60_000,
  autoRollback: false,
  lockAfterRollback: true,
}
export const PROD: EnvironmentPolicy = {
  ...ENVIRONMENT,
  name: 'prod',
  waves: [
    { name: 'first', regions: [{ region: 'kr', cluster: 'prod-kr' }] },
    {
      name: 'rest',
      regions: [
        { region: 'us', cluster: 'prod-us' },
        { region: 'eu', cluster: 'prod-eu' },
      ],
    },
  ],
  approval: {
    count: 1,
    from: [{ kind: 'group', group: 'SAPPROVERS' }, { kind: 'owning-team' }],
    requesterMay: false,
    authorMay: false,
    expiresMs: 3_600_000,
  },
}

export interface RigOptions {
  policy?: Partial<DeployPolicy>
  prod?: Partial<EnvironmentPolicy>
  catalogue?: Partial<Catalogue>
}

export type Rig = Awaited<ReturnType<typeof openRig>>

/** Every operation of people over a real store; clusters, registry and groups are in memory and can be down. */
export async function openRig({ policy, prod, catalogue }: RigOptions = {}) {
  const { store, close } = await openTestStore()
  const clock = { now: NINE }
  const now = () => clock.now
  const clusters = clustersInMemory(`${IMAGE}@${digest('0')}`)
  /** null: Slack does not answer. */
  const groups: Record<string, string[] | null> = {
    S0PAY: ['U0BOB', 'U0BEN'],
    SAPPROVERS: ['U0DANA', 'U0ERIN', 'U0CAROL'],
    SONCALL: ['U0ONCALL'],
  }
  const asked: { group: string; fresh: boolean }[] = []
  const directory: Directory = {
    person: async (userId) => ({ membership: 'member', name: userId }),
    groupMembers: async (group, { fresh } = { fresh: false }) => {
      asked.push({ group, fresh })
      return groups[group] ?? null
    },
  }
  const registry = registryInMemory()
  const deps: DeployDeps = {
    store,
    now,
    newId: createNewId(now),
    catalogue: givenCatalogue({ adminChannel: 'C0ADMIN', ...catalogue }),
    deployPolicy: {
      environments: [ENVIRONMENT, { ...PROD, ...prod }],
      overrides: {},
      exceptions: [],
      onCallGroup: 'SONCALL',
      ...policy,
    },
    directory,
    deployer: clusters.deployer,
    registry: registry.port,
  }
  return { store, close, clock, clusters, groups, asked, registry, deps, ...operationsOf(deps) }
}

function operationsOf(deps: DeployDeps) {
  return {
    plan: createPlanDeploy(deps),
    request: createRequestDeploy(deps),
    approve: createApproveDeploy(deps),
    reject: createRejectDeploy(deps),
    withdraw: createWithdrawDeploy(deps),
    breakGlass: createBreakGlass(deps),
    lock: createLockService(deps),
    unlock: createUnlockService(deps),
    freeze: createFreezeDeploys(deps),
    lift: createLiftFreeze(deps),
    recordBuild: createRecordBuild(deps),
    queueWave: createQueueWave(deps),
    startWave: createStartWave(deps),
    beginWrite: createBeginWrite(deps),
    endRollout: createEndRollout(deps),
    expireApproval: createExpireApproval(deps),
    waiveApproval: createWaiveApproval(deps),
  }
}

/** Knows the images that are put into `answers`, under `repository:tag` or `repository@digest`; finds all others. */
function registryInMemory() {
  const answers = new Map<string, RegistryAnswer>()
  const down: { answer: RegistryAnswer | null } = { answer: null }
  const port: Registry = {
    async resolve({ repository, tag, digest: wanted }) {
      if (down.answer) return down.answer
      const known = answers.get(wanted === null ? `${repository}:${tag}` : `${repository}@${wanted}`)
      if (known) return known
      return wanted === null ? { outcome: 'not-found' } : { outcome: 'found', digest: wanted }
    },
  }
  return { port, answers, down }
}
