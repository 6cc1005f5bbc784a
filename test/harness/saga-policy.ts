import { DEFAULT_REGION, placeOf } from '../../playground/aws/places.ts'
import type { Catalogue } from '../../src/domain/catalogue.ts'
import type { Directory } from '../../src/domain/messages.ts'
import type { RedisPolicy } from '../../src/domain/resources/redis/redis-policy.ts'
import type { ResourceEnvironment } from '../../src/domain/resources/resource-policy.ts'
import { givenCatalogue } from './given.ts'

const place = placeOf(DEFAULT_REGION)

export const SAGA_REDIS: RedisPolicy = {
  engines: [
    { engine: 'valkey', version: '8.0', parameters: { 'maxmemory-policy': 'allkeys-lru' } },
    { engine: 'redis', version: '7.1', parameters: {} },
  ],
  sizes: [
    { id: 'small', title: 'Session store, small', nodeType: 'cache.t4g.small' },
    { id: 'medium', title: 'Session store, medium', nodeType: 'cache.m7g.large' },
  ],
  replicas: { min: 0, max: 3, default: 1 },
  subnets: [...place.subnets],
  securityGroups: [...place.securityGroups],
  multiAz: true,
  port: 6379,
  kmsKeyId: null,
  snapshotWindow: '17:00-18:00',
  snapshotRetentionDays: 1,
  maintenanceWindow: 'sun:19:00-sun:20:00',
}

export const SAGA_ENVIRONMENT: ResourceEnvironment = {
  name: 'alpha',
  account: 'main',
  region: DEFAULT_REGION,
  creators: [{ kind: 'everybody' }],
  approval: null,
  deletion: { approval: null, finalSnapshot: true },
  tags: { 'cost-center': 'platform' },
  dashboard: null,
  kinds: { redis: SAGA_REDIS },
}

const directory: Directory = {
  person: (userId) => Promise.resolve({ membership: 'member', name: userId }),
  groupMembers: () => Promise.resolve([]),
}

/** What the reconciler decides by. */
export const SAGA_POLICY: {
  catalogue: Catalogue
  resourcePolicy: { environments: ResourceEnvironment[] }
  directory: Directory
} = { catalogue: givenCatalogue(), resourcePolicy: { environments: [SAGA_ENVIRONMENT] }, directory }
