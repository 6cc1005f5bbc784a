import { AWS_ACCOUNT_ID, placeOf } from './aws/places.ts'
import { GROUPS } from './workspace.ts'

const OWNERS_AND_PLATFORM = ['owning-team', GROUPS.platform]
const ACCOUNT = 'main'

const ENGINES = [
  { engine: 'valkey', version: '8.0', parameters: { 'maxmemory-policy': 'allkeys-lru' } },
  { engine: 'redis', version: '7.1' },
]

const SMALL = { id: 'session-small', title: 'Session store, small', nodeType: 'cache.t4g.small' }
const MEDIUM = { id: 'cache-medium', title: 'Cache, medium', nodeType: 'cache.m7g.large' }
const BIG = { id: 'memory-big', title: 'Big, memory', nodeType: 'cache.r7g.xlarge' }
const HUGE = { id: 'memory-huge', title: 'Huge (no list price)', nodeType: 'cache.r7g.2xlarge' }

/** What stands in the network of a region, and when nobody is disturbed there. */
function redisIn(region: string) {
  const { subnets, securityGroups } = placeOf(region)
  return {
    engines: ENGINES,
    subnets,
    securityGroups: securityGroups.slice(0, 1),
    snapshotWindow: '17:00-18:00',
    maintenanceWindow: 'sun:19:00-sun:20:00',
  }
}

function placeIn(region: string) {
  const dashboard = 'https://grafana.regatta.test/d/redis?var-name={name}&var-region={region}'
  return { account: ACCOUNT, region, creators: OWNERS_AND_PLATFORM, dashboard }
}

const bySomebody = (group: string) => ({
  count: 1,
  from: [group],
  requesterMay: false,
  expiresMinutes: 60,
})

const alpha = {
  name: 'alpha',
  ...placeIn('ap-northeast-2'),
  tags: { 'cost-center': 'playground' },
  redis: {
    ...redisIn('ap-northeast-2'),
    sizes: [SMALL, MEDIUM],
    replicas: { min: 0, max: 1, default: 0 },
  },
}

function prodIn(name: string, region: string) {
  return {
    name,
    ...placeIn(region),
    approval: bySomebody(GROUPS.releaseApprovers),
    deletion: { approval: bySomebody('owning-team'), finalSnapshot: true },
    tags: { 'cost-center': 'regatta' },
    redis: {
      ...redisIn(region),
      sizes: [SMALL, MEDIUM, BIG, HUGE],
      replicas: { min: 1, max: 3, default: 1 },
      kmsKeyId: `arn:aws:kms:${region}:${AWS_ACCOUNT_ID}:key/${placeOf(region).kmsKeys[0]}`,
      snapshotRetentionDays: 7,
    },
  }
}

const prod = prodIn('prod', 'ap-northeast-2')
const prodInAmerica = prodIn('prod-us', 'us-east-1')

/** The company's account, which is simulated at `endpoint`. */
export function awsAccounts(endpoint: string) {
  return { accounts: [{ name: ACCOUNT, id: AWS_ACCOUNT_ID, endpoint }] }
}

/** What people may create by themselves where, as the bot's configuration says it: in prod-us small things need no yes. */
export const RESOURCES = {
  environments: [
    alpha,
    prod,
    { ...prodInAmerica, approval: { ...prodInAmerica.approval, monthlyOver: 200 } },
  ],
}
