import type { Change } from '../../src/domain/resources/change.ts'
import type { PartSpec } from '../../src/domain/resources/part.ts'
import type { PartTime } from '../../src/domain/resources/records.ts'
import type { Resource } from '../../src/domain/resources/resource.ts'
import { AWKWARD } from './store-deploys-samples.ts'

export const SAMPLE_PART: PartSpec = {
  id: 'replication-group',
  type: 'elasticache-replication-group',
  name: 'payments-prod-sessions',
  resourceId: 'resource-1',
  tags: { team: AWKWARD },
  values: { description: AWKWARD, replicas: 1, multiAz: true, kmsKeyId: null, zones: ['a', 'b'] },
}

const FAILURE = {
  class: 'capacity' as const,
  code: 'InsufficientCacheClusterCapacity',
  message: AWKWARD,
  action: 'elasticache:CreateReplicationGroup',
  requestId: null,
  retryAfterMs: null,
  part: 'replication-group',
  details: { zone: 'a' },
  at: 7,
}

export function sampleResource(change: Partial<Resource> = {}): Resource {
  return {
    id: 'resource-1',
    kind: 'redis',
    name: 'payments-prod-sessions',
    project: 'payments',
    environment: 'prod',
    account: 'main',
    region: 'ap-northeast-2',
    state: 'ready',
    wish: { name: 'sessions', size: AWKWARD, replicas: 1 },
    parts: [SAMPLE_PART],
    price: { micros: 23_360_000, currency: 'USD', asOf: 1 },
    connection: {
      host: 'master.sessions.example',
      port: 6379,
      readHost: null,
      tls: true,
      userName: 'default',
      secret: { store: 'ssm-parameter-store', name: '/coxswain/prod/payments/x/password', region: 'r' },
    },
    arn: 'arn:aws:elasticache:r:1:replicationgroup:payments-prod-sessions',
    requesterId: 'U0ADA',
    channel: 'C0PAY',
    createdAt: 1_000,
    readyAt: 2_000,
    endedAt: null,
    version: 0,
    ...change,
  }
}

export function sampleChange(change: Partial<Change> = {}): Change {
  return {
    id: 'change-1',
    resourceId: 'resource-1',
    verb: 'modify',
    state: 'running',
    stoppedIn: null,
    plan: {
      make: [SAMPLE_PART],
      unmake: [],
      wish: { replicas: 2 },
      wishBefore: { replicas: 1 },
      price: null,
      priceBefore: { micros: 1, currency: 'USD', asOf: 1 },
    },
    planHash: 'hash-1',
    requesterId: 'U0ADA',
    parts: [
      {
        id: 'replication-group',
        step: 'making',
        startedAt: 5,
        calledAt: 5,
        requestId: null,
        mends: 2,
        endedAt: null,
        what: AWKWARD,
      },
    ],
    modify: {
      underWay: {
        step: { do: 'add-replicas', replicas: 2 },
        beganAt: 6,
        isAccepted: true,
        wasSeen: false,
      },
      done: [{ do: 'set-failover', on: true }],
      quietUntil: null,
    },
    cancelled: { by: 'U0BOB', at: 8 },
    failure: FAILURE,
    trouble: null,
    cause: null,
    residue: [{ type: 'ssm-parameter', name: 'x', arn: null, status: 'available' }],
    warnedAt: null,
    createdAt: 3_000,
    startedAt: 4_000,
    goingSince: 4_000,
    endedAt: null,
    version: 0,
    ...change,
  }
}

export function samplePartTime(change: Partial<PartTime> = {}): PartTime {
  return {
    changeId: 'change-1',
    partId: 'replication-group',
    type: 'elasticache-replication-group',
    doing: 'make',
    durationMs: 600_000,
    endedAt: 9_000,
    ...change,
  }
}
