import { GOOD } from './load.ts'

interface More {
  accounts?: string
  prod?: string
  /** Instead of what stands under redis, by key. */
  redis?: Record<string, string | null>
  rest?: string
}

const REDIS: Record<string, string> = {
  engines: '[{ engine: valkey, version: "8.0" }]',
  sizes: '[{ id: small, title: "Session store, small", nodeType: cache.t4g.small }]',
  replicas: '{ min: 0, max: 2, default: 1 }',
  subnets: '[{ id: subnet-0a1b2c3d, zone: ap-northeast-2a }, { id: subnet-0a1b2c3e, zone: ap-northeast-2c }]',
  securityGroups: '[sg-0a1b2c3d]',
  snapshotWindow: '"17:00-18:00"',
  maintenanceWindow: '"sun:19:00-sun:20:00"',
}

/** A file with one environment for resources that is right; what is given stands instead or besides. */
export function resourcesFile({ accounts, prod = '', redis = {}, rest = '' }: More = {}): string {
  const all = Object.entries({ ...REDIS, ...redis }).filter(([, value]) => value !== null)
  return `${GOOD}aws:
  accounts: ${accounts ?? '[{ name: main, id: "123456789012" }]'}
resources:
  environments:
    - name: prod
      account: main
      region: ap-northeast-2
${prod}      redis:
${all.map(([key, value]) => `        ${key}: ${value}\n`).join('')}${rest}`
}
