import type { Approval } from '../../src/domain/approval.ts'
import type { Change, ChangeVerb, PartProgress } from '../../src/domain/resources/change.ts'
import type { ChangeView } from '../../src/domain/resources/change-view.ts'
import type { Connection } from '../../src/domain/resources/connection.ts'
import type { ChangeFailure } from '../../src/domain/resources/failure.ts'
import { KINDS } from '../../src/domain/resources/kinds.ts'
import { newChange } from '../../src/domain/resources/new-change.ts'
import type { JsonObject } from '../../src/domain/resources/part.ts'
import { planCreate, planDelete, planModify } from '../../src/domain/resources/plan-change.ts'
import type { Price } from '../../src/domain/resources/price.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import type { ResourceEnvironment } from '../../src/domain/resources/resource-policy.ts'
import { MINUTE, NINE, PAYMENTS } from './given.ts'

const RESOURCE_ID = '01k0resource00000000000001'
const CHANGE_ID = '01k0change0000000000000001'
const ENDPOINT = 'master.payments-prod-sessions.abc123.apn2.cache.amazonaws.com'
const LISTED = Date.UTC(2026, 10, 12)

export const SMALL_WISH: JsonObject = {
  name: 'sessions',
  engine: 'valkey-8.0',
  size: 'session-small',
  replicas: 1,
}

/** Production: the team creates, the platform team approves; deleting wants a second person and a snapshot. */
export function givenResourceEnvironment(given: Partial<ResourceEnvironment> = {}): ResourceEnvironment {
  const rule = { count: 1, requesterMay: false, authorMay: true, expiresMs: 60 * MINUTE }
  return {
    name: 'prod',
    account: 'main',
    region: 'ap-northeast-2',
    creators: [{ kind: 'owning-team' }],
    approval: { ...rule, from: [{ kind: 'group', group: 'S0SRE' }], monthlyOverMicros: null },
    deletion: { approval: { ...rule, from: [{ kind: 'owning-team' }] }, finalSnapshot: true },
    tags: { 'cost-center': 'platform' },
    dashboard: 'https://grafana.example.com/d/redis?var-name={name}',
    kinds: {
      redis: {
        engines: [
          { engine: 'valkey', version: '8.0', parameters: { 'maxmemory-policy': 'allkeys-lru' } },
          { engine: 'redis', version: '7.1', parameters: {} },
        ],
        sizes: [
          { id: 'session-small', title: 'Session store, small', nodeType: 'cache.t4g.small' },
          { id: 'session-medium', title: 'Session store, medium', nodeType: 'cache.t4g.medium' },
          { id: 'cache-large', title: 'Page cache, large', nodeType: 'cache.r7g.large' },
        ],
        replicas: { min: 1, max: 3, default: 1 },
        subnets: [
          { id: 'subnet-0a1b2c3d4e5f60718', zone: 'ap-northeast-2a' },
          { id: 'subnet-1b2c3d4e5f6071829', zone: 'ap-northeast-2c' },
        ],
        securityGroups: ['sg-0a1b2c3d4e5f60718'],
        multiAz: true,
        port: 6379,
        kmsKeyId: null,
        snapshotWindow: '17:00-18:00',
        snapshotRetentionDays: 7,
        maintenanceWindow: 'sun:19:00-sun:20:00',
      },
    },
    ...given,
  }
}

export function givenPrice(dollars: number): Price {
  return { micros: Math.round(dollars * 1_000_000), currency: 'USD', asOf: LISTED }
}

export const CONNECTION: Connection = {
  host: ENDPOINT,
  port: 6379,
  readHost: ENDPOINT.replace('master', 'replica'),
  tls: true,
  userName: 'default',
  secret: {
    store: 'ssm-parameter-store',
    name: '/coxswain/prod/payments/payments-prod-sessions/password',
    region: 'ap-northeast-2',
  },
}

/** A small Valkey of payments in production, in service. */
export function givenResource(given: Partial<Resource> = {}): Resource {
  const environment = givenResourceEnvironment()
  const price = givenPrice(46.72)
  const planned = planCreate({
    resourceId: RESOURCE_ID,
    kind: 'redis',
    environment,
    project: 'payments',
    team: PAYMENTS,
    wish: SMALL_WISH,
    price,
  })
  if (!planned.ok) throw new Error(`planning a resource: ${planned.refusal.reason}`)
  return {
    id: RESOURCE_ID,
    kind: 'redis',
    name: planned.value.name,
    project: 'payments',
    environment: environment.name,
    account: environment.account,
    region: environment.region,
    state: 'ready',
    wish: planned.value.wish,
    parts: planned.value.plan.make,
    price,
    connection: CONNECTION,
    arn: 'arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:payments-prod-sessions',
    requesterId: 'U0ALICE',
    channel: 'C0PAY',
    createdAt: NINE,
    readyAt: NINE + 14 * MINUTE,
    endedAt: null,
    version: 1,
    ...given,
  }
}

/** A change of that resource as it was asked for. */
export function givenChangeOf(resource: Resource, verb: ChangeVerb, wish: JsonObject = {}): Change {
  const plan = planOf(resource, verb, wish)
  return newChange({
    id: CHANGE_ID,
    resourceId: resource.id,
    verb,
    plan,
    requesterId: 'U0ALICE',
    now: NINE,
  })
}

function planOf(resource: Resource, verb: ChangeVerb, wish: JsonObject): Change['plan'] {
  const price = verb === 'modify' ? givenPrice(70.08) : resource.price
  if (verb === 'delete') return planDelete({ resource, changeId: CHANGE_ID, finalSnapshot: true })
  if (verb === 'create') {
    const { wish: chosen, parts } = resource
    return { make: parts, unmake: [], wish: chosen, wishBefore: null, price, priceBefore: null }
  }
  const asked = { ...resource.wish, size: 'session-medium', replicas: 2, ...wish }
  const planned = planModify({ resource, environment: givenResourceEnvironment(), wish: asked, price })
  if (!planned.ok) throw new Error(`planning a modification: ${planned.refusal.reason}`)
  return planned.value.plan
}

export function givenChangeApproval(given: Partial<Approval> = {}): Approval {
  return {
    id: '01k0approval0000000000000a',
    subjectKind: 'resource-change',
    subjectId: CHANGE_ID,
    wave: 0,
    state: 'waiting',
    planHash: 'f00d',
    count: 1,
    requesterId: 'U0ALICE',
    authorId: null,
    requesterMay: false,
    authorMay: true,
    votes: [],
    expiresAt: NINE + 60 * MINUTE,
    decided: null,
    version: 1,
    ...given,
  }
}

/** How long each part takes as a rule, making or removing it. */
export function usualTimes(doing: 'make' | 'unmake', resource: Resource): ChangeView['expected'] {
  return Object.fromEntries(resource.parts.map((part) => [part.id, KINDS.redis.typicalMs(part, doing)]))
}

export function givenChangeView(given: Partial<ChangeView> = {}): ChangeView {
  const resource = given.resource ?? givenResource({ state: 'asked', connection: null, arn: null })
  return {
    resource,
    change: givenChangeOf(resource, 'create'),
    approvals: [],
    team: PAYMENTS,
    environment: givenResourceEnvironment(),
    expected: usualTimes('make', resource),
    dashboard: 'https://grafana.example.com/d/redis?var-name=payments-prod-sessions',
    now: NINE + 10 * MINUTE,
    ...given,
  }
}

/** The parts of a change in these steps, in its order; the rest waits. */
export function givenSteps(
  change: Change,
  steps: PartProgress['step'][],
  more: Partial<PartProgress> = {},
): PartProgress[] {
  const isOpen = (step: PartProgress['step']) => step === 'making' || step === 'removing'
  return change.parts.map((part, index) => {
    const step = steps[index] ?? 'waiting'
    const startedAt = step === 'waiting' ? null : NINE + (2 + index / 4) * MINUTE
    const endedAt = startedAt === null || isOpen(step) ? null : startedAt + 9_000
    return { ...part, step, startedAt, endedAt, ...(isOpen(step) ? more : {}) }
  })
}

export function givenChangeFailure(given: Partial<ChangeFailure> = {}): ChangeFailure {
  return {
    class: 'capacity',
    code: 'InsufficientCacheClusterCapacity',
    message:
      'We currently do not have sufficient cache.t4g.small capacity in the Availability Zone you requested (ap-northeast-2a).',
    action: 'elasticache:CreateReplicationGroup',
    requestId: '4f1c0f7e-5d0a-4a6f-9d3b-6f0e8f1a2b3c',
    retryAfterMs: null,
    part: 'replication-group',
    details: { zone: 'ap-northeast-2a', nodeType: 'cache.t4g.small' },
    at: NINE + 9 * MINUTE,
    ...given,
  }
}
