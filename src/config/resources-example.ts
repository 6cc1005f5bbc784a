const WINDOWS = { snapshotWindow: '17:00-18:00', maintenanceWindow: 'sun:19:00-sun:20:00' }
const VALKEY = { engine: 'valkey', version: '8.0', parameters: { 'maxmemory-policy': 'allkeys-lru' } }

/** What the example file shows: dev at once and small, prod after a yes and never without a snapshot. */
export const EXAMPLE_RESOURCE_ENVIRONMENTS = [
  {
    name: 'dev',
    account: 'dev',
    region: 'ap-northeast-2',
    redis: {
      engines: [VALKEY],
      sizes: [{ id: 'session-small', title: 'Session store, small', nodeType: 'cache.t4g.micro' }],
      replicas: { min: 0, max: 1, default: 0 },
      subnets: [{ id: 'subnet-0d1e2f3a4b5c6d7e8', zone: 'ap-northeast-2a' }],
      securityGroups: ['sg-0d1e2f3a4b5c6d7e8'],
      multiAz: false,
      ...WINDOWS,
    },
  },
  {
    name: 'prod',
    account: 'main',
    region: 'ap-northeast-2',
    creators: ['owning-team'],
    approval: {
      count: 1,
      from: ['S0PLATFORM'],
      requesterMay: false,
      expiresMinutes: 60,
      monthlyOver: 200,
    },
    deletion: {
      approval: { count: 1, from: ['owning-team'], requesterMay: false, expiresMinutes: 60 },
      finalSnapshot: true,
    },
    tags: { 'cost-center': 'platform' },
    dashboard: 'https://grafana.example.com/d/redis?var-name={name}&var-region={region}',
    redis: {
      engines: [VALKEY, { engine: 'redis', version: '7.1' }],
      sizes: [
        { id: 'session-small', title: 'Session store, small', nodeType: 'cache.t4g.small' },
        { id: 'cache-medium', title: 'Cache, medium', nodeType: 'cache.m7g.large' },
      ],
      replicas: { min: 1, max: 3, default: 1 },
      subnets: [
        { id: 'subnet-0a1b2c3d4e5f60718', zone: 'ap-northeast-2a' },
        { id: 'subnet-0b1c2d3e4f5061728', zone: 'ap-northeast-2c' },
      ],
      zones: ['ap-northeast-2a', 'ap-northeast-2c'],
      securityGroups: ['sg-0a1b2c3d4e5f60718'],
      multiAz: true,
      port: 6379,
      kmsKeyId: 'arn:aws:kms:ap-northeast-2:123456789012:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
      snapshotRetentionDays: 7,
      ...WINDOWS,
    },
  },
]
