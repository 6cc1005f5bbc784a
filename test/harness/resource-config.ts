import { AWS_ACCOUNT_ID, DEFAULT_REGION, placeOf } from '../../playground/aws/places.ts'
import { testConfig } from './app.ts'

type Section = Record<string, unknown>

/** Replaces keys. */
export interface ResourceConfigOptions {
  alpha?: Section
  prod?: Section
  stage?: Section
  /** Of the account. */
  account?: Section
  /** Of the whole configuration. */
  config?: Section
}

export const SMALL = { id: 'session-small', title: 'Session store, small', nodeType: 'cache.t4g.small' }
export const LARGE = { id: 'cache-large', title: 'Cache, large', nodeType: 'cache.m7g.large' }
/** No list names its price. */
export const HUGE = { id: 'memory-huge', title: 'Memory, huge', nodeType: 'cache.r7g.2xlarge' }

const MONTHLY_OVER = 200

/** In alpha everything begins at once; in stage, what costs more than 200 a month waits; in prod everything waits. */
export function resourceConfig(awsUrl: string, options: ResourceConfigOptions = {}): Section {
  const approval = { count: 1, from: ['S0APPROVERS'], requesterMay: false, expiresMinutes: 60 }
  const deletion = { approval: { ...approval, from: ['owning-team'] }, finalSnapshot: true }
  const environments = [
    { ...inRegion('alpha'), ...options.alpha },
    { ...inRegion('stage'), approval: { ...approval, monthlyOver: MONTHLY_OVER }, ...options.stage },
    { ...inRegion('prod'), approval, deletion, ...options.prod },
  ]
  return {
    ...testConfig(),
    projects: [
      { namespace: 'payments', team: 'payments', services: ['checkout'] },
      { namespace: 'orders', team: 'orders', services: ['orders-api'] },
    ],
    aws: { accounts: [{ name: 'main', id: AWS_ACCOUNT_ID, endpoint: awsUrl, ...options.account }] },
    resources: { environments },
    ...options.config,
  }
}

const { subnets, securityGroups } = placeOf(DEFAULT_REGION)

/** Of every environment. */
export const REDIS = {
  engines: [
    { engine: 'valkey', version: '8.0', parameters: { 'maxmemory-policy': 'allkeys-lru' } },
    { engine: 'redis', version: '7.1' },
  ],
  sizes: [SMALL, LARGE, HUGE],
  replicas: { min: 0, max: 3, default: 1 },
  subnets: [...subnets],
  securityGroups: securityGroups.slice(0, 1),
  snapshotWindow: '17:00-18:00',
  snapshotRetentionDays: 7,
  maintenanceWindow: 'sun:19:00-sun:20:00',
}

function inRegion(name: string): Section {
  return {
    name,
    account: 'main',
    region: DEFAULT_REGION,
    creators: ['owning-team'],
    tags: { 'cost-center': 'platform' },
    dashboard: 'https://grafana.example.test/d/redis?var-name={name}&var-region={region}',
    redis: REDIS,
  }
}
