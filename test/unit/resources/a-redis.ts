import type { Team } from '../../../src/domain/catalogue.ts'
import type { JsonObject, PartSpec } from '../../../src/domain/resources/part.ts'
import type { RedisPolicy } from '../../../src/domain/resources/redis/redis-policy.ts'
import { redis } from '../../../src/domain/resources/redis/redis.ts'
import type { Order, Present } from '../../../src/domain/resources/resource-kind.ts'
import type { ResourceEnvironment } from '../../../src/domain/resources/resource-policy.ts'
import type { Resource } from '../../../src/domain/resources/resource.ts'

export const TEAM: Team = { id: 'payments', name: 'Payments', channel: 'C1', userGroup: 'SPAY', members: [] }
export const RESOURCE_ID = '01hx3zk5q8r7v2m4n6p9s1t0wy'
export const ARN = 'arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:payments-prod-sessions'
export const HOST = 'master.payments-prod-sessions.abc123.apn2.cache.amazonaws.com'
export const READ_HOST = 'replica.payments-prod-sessions.abc123.apn2.cache.amazonaws.com'

export function aPolicy(over: Partial<RedisPolicy> = {}): RedisPolicy {
  return {
    engines: [
      { engine: 'valkey', version: '8.0', parameters: { 'maxmemory-policy': 'allkeys-lru' } },
      { engine: 'redis', version: '7.1', parameters: {} },
    ],
    sizes: [
      { id: 'session-small', title: 'Session store, small', nodeType: 'cache.t4g.small' },
      { id: 'cache-medium', title: 'Cache, medium', nodeType: 'cache.m7g.large' },
    ],
    replicas: { min: 0, max: 3, default: 1 },
    subnets: [
      { id: 'subnet-a', zone: 'ap-northeast-2a' },
      { id: 'subnet-c', zone: 'ap-northeast-2c' },
    ],
    securityGroups: ['sg-1'],
    multiAz: true,
    port: 6379,
    kmsKeyId: null,
    snapshotWindow: '17:00-18:00',
    snapshotRetentionDays: 7,
    maintenanceWindow: 'sun:19:00-sun:20:00',
    ...over,
  }
}

export function aWish(over: JsonObject = {}): JsonObject {
  return { name: 'sessions', engine: 'valkey-8.0', size: 'session-small', replicas: 1, ...over }
}

export function anEnvironment(over: Partial<ResourceEnvironment> = {}): ResourceEnvironment {
  return {
    name: 'prod',
    account: 'main',
    region: 'ap-northeast-2',
    creators: [{ kind: 'owning-team' }],
    approval: null,
    deletion: { approval: null, finalSnapshot: true },
    tags: { 'cost-center': 'platform' },
    dashboard: null,
    kinds: { redis: aPolicy() },
    ...over,
  }
}

export function anOrder(over: Partial<Order<RedisPolicy>> = {}): Order<RedisPolicy> {
  return {
    resourceId: RESOURCE_ID,
    name: 'payments-prod-sessions',
    project: 'payments',
    environment: 'prod',
    region: 'ap-northeast-2',
    wish: aWish(),
    policy: aPolicy(),
    tags: { 'coxswain:resource': RESOURCE_ID, project: 'payments' },
    ...over,
  }
}

export function someParts(over: Partial<Order<RedisPolicy>> = {}): PartSpec[] {
  return redis.parts(anOrder(over))
}

export function partOf(parts: PartSpec[], id: string): PartSpec {
  const found = parts.find((part) => part.id === id)
  if (!found) throw new Error(`no part ${id}`)
  return found
}

export function mainOf(parts: PartSpec[]): PartSpec {
  return partOf(parts, redis.mainPart)
}

export function aSight(values: JsonObject, status = 'available'): Present {
  return { seen: 'present', owner: 'ours', arn: ARN, status, values }
}

/** A replication group that is as its part wants it, and in service. */
export function asWanted(main: PartSpec, over: JsonObject = {}): Present {
  const { nodeType, replicas, zones, userGroup, multiAz, engineVersion, ...same } = main.values
  const nodes = Number(replicas) + 1
  const on = multiAz === true && nodes > 1
  const zone = (index: number) => (Array.isArray(zones) ? (zones[index] ?? '') : '')
  const members = Array.from({ length: nodes }, (_, index) => ({
    name: `${main.name}-00${index + 1}`,
    status: 'available',
    role: index === 0 ? 'primary' : 'replica',
    zone: zone(index),
    nodeType: nodeType ?? '',
  }))
  return aSight({
    ...same,
    nodeType: nodeType ?? '',
    replicas: replicas ?? 0,
    engineVersion: typeof engineVersion === 'string' ? `${engineVersion}.1` : '',
    multiAz: on,
    automaticFailover: on ? 'enabled' : 'disabled',
    pending: null,
    tls: true,
    atRest: true,
    parameterStatus: 'in-sync',
    userGroups: [userGroup ?? ''],
    nodeGroups: [{ id: '0001', status: 'available' }],
    members,
    endpoint: { host: HOST, port: 6379 },
    readEndpoint: { host: READ_HOST, port: 6379 },
    tags: { ...main.tags, 'aws:something': 'else' },
    ...over,
  })
}

export function aResource(over: Partial<Resource> = {}): Resource {
  return {
    id: RESOURCE_ID,
    kind: 'redis',
    name: 'payments-prod-sessions',
    project: 'payments',
    environment: 'prod',
    account: 'main',
    region: 'ap-northeast-2',
    state: 'ready',
    wish: aWish(),
    parts: someParts(),
    price: { micros: 50_000_000, currency: 'USD', asOf: 1 },
    connection: null,
    arn: ARN,
    requesterId: 'UALICE',
    channel: 'C1',
    createdAt: 1,
    readyAt: 2,
    endedAt: null,
    version: 3,
    ...over,
  }
}
