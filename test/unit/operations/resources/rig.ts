import type { Catalogue } from '../../../../src/domain/catalogue.ts'
import type { Directory } from '../../../../src/domain/messages.ts'
import type { Prices } from '../../../../src/domain/resources/price.ts'
import type { RedisPolicy } from '../../../../src/domain/resources/redis/redis-policy.ts'
import type { ResourceEnvironment } from '../../../../src/domain/resources/resource-policy.ts'
import { createNewId } from '../../../../src/lib/id.ts'
import { createApproveResource } from '../../../../src/operations/approve-resource.ts'
import { createCancelResource } from '../../../../src/operations/cancel-resource.ts'
import { createDeleteResource } from '../../../../src/operations/delete-resource.ts'
import { createModifyResource } from '../../../../src/operations/modify-resource.ts'
import { createRejectResource } from '../../../../src/operations/reject-resource.ts'
import { createRequestResource } from '../../../../src/operations/request-resource.ts'
import type { ResourceDeps } from '../../../../src/operations/resource-deps.ts'
import { createRetryResource } from '../../../../src/operations/retry-resource.ts'
import { givenCatalogue, NINE } from '../../../harness/given.ts'
import { openTestStore } from '../../../harness/store.ts'

export const REDIS: RedisPolicy = {
  engines: [{ engine: 'valkey', version: '8.0', parameters: {} }],
  sizes: [
    { id: 'small', title: 'Session store, small', nodeType: 'cache.t4g.small' },
    { id: 'large', title: 'Cache, large', nodeType: 'cache.m7g.large' },
  ],
  replicas: { min: 0, max: 2, default: 1 },
  subnets: [
    { id: 'subnet-0a1b2c3d', zone: 'ap-northeast-2a' },
    { id: 'subnet-0a1b2c3e', zone: 'ap-northeast-2c' },
  ],
  securityGroups: ['sg-0a1b2c3d'],
  multiAz: true,
  port: 6379,
  kmsKeyId: null,
  snapshotWindow: '17:00-18:00',
  snapshotRetentionDays: 7,
  maintenanceWindow: 'sun:19:00-sun:20:00',
}

const DEV: ResourceEnvironment = {
  name: 'dev',
  account: 'main',
  region: 'ap-northeast-2',
  creators: [{ kind: 'owning-team' }],
  approval: null,
  deletion: { approval: null, finalSnapshot: false },
  tags: {},
  dashboard: null,
  kinds: { redis: REDIS },
}

const RULE = { requesterMay: false, authorMay: true, expiresMs: 3_600_000 }

export const PROD: ResourceEnvironment = {
  ...DEV,
  name: 'prod',
  approval: { ...RULE, count: 1, from: [{ kind: 'group', group: 'SPLATFORM' }], monthlyOverMicros: null },
  deletion: { approval: { ...RULE, count: 1, from: [{ kind: 'owning-team' }] }, finalSnapshot: true },
}

export interface RigOptions {
  prod?: Partial<ResourceEnvironment>
  catalogue?: Partial<Catalogue>
}

export type Rig = Awaited<ReturnType<typeof openRig>>

/** Every operation of people over a real store; groups and prices are in memory and can be unknown. */
export async function openRig({ prod, catalogue }: RigOptions = {}) {
  const { store, close } = await openTestStore()
  const clock = { now: NINE }
  const now = () => clock.now
  /** null: Slack does not answer. */
  const groups: Record<string, string[] | null> = {
    S0PAY: ['U0BOB', 'U0BEN'],
    SPLATFORM: ['U0DANA', 'U0ERIN'],
  }
  const asked: { group: string; fresh: boolean }[] = []
  const directory: Directory = {
    person: async (userId) => ({ membership: 'member', name: userId }),
    groupMembers: async (group, { fresh } = { fresh: false }) => {
      asked.push({ group, fresh })
      return groups[group] ?? null
    },
  }
  /** Micros of USD an hour by node type; a type that is absent is unknown. */
  const hourly: Record<string, number> = { 'cache.t4g.small': 50_000, 'cache.m7g.large': 300_000 }
  const prices: Prices = {
    async hourly({ nodeType }) {
      const micros = hourly[nodeType]
      return micros === undefined ? null : { micros, asOf: NINE }
    },
  }
  const policy = { environments: [DEV, { ...PROD, ...prod }] }
  const deps: ResourceDeps = {
    store,
    now,
    newId: createNewId(now),
    catalogue: givenCatalogue(catalogue),
    resourcePolicy: policy,
    directory,
    prices,
  }
  return { store, close, clock, groups, asked, hourly, policy, deps, ...operationsOf(deps) }
}

function operationsOf(deps: ResourceDeps) {
  return {
    request: createRequestResource(deps),
    modify: createModifyResource(deps),
    delete: createDeleteResource(deps),
    approve: createApproveResource(deps),
    reject: createRejectResource(deps),
    cancel: createCancelResource(deps),
    retry: createRetryResource(deps),
  }
}
