import type { Order, Setting } from '../resource-kind.ts'
import { engineOf } from './engine.ts'
import type { RedisPolicy } from './redis-policy.ts'
import { zonesOf } from './zones.ts'

/** What policy decides, for people to see before they ask. */
export function settings({
  wish,
  policy,
  tags,
}: Pick<Order<RedisPolicy>, 'wish' | 'policy' | 'tags'>): Setting[] {
  const engine = typeof wish['engine'] === 'string' ? engineOf(policy, wish['engine']) : null
  return [
    { label: 'Subnets', value: policy.subnets.map(({ id, zone }) => `${id} (${zone})`).join(', ') },
    { label: 'Zones', value: zonesOf(policy).join(', ') },
    { label: 'Security groups', value: policy.securityGroups.join(', ') },
    { label: 'Port', value: `${policy.port}` },
    { label: 'Multi-AZ', value: multiAz(policy, Number(wish['replicas'] ?? 0)) },
    { label: 'Encryption in transit', value: 'TLS, always' },
    { label: 'Encryption at rest', value: `always, ${policy.kmsKeyId ?? 'with the key that AWS owns'}` },
    { label: 'Parameters', value: pairs(engine?.parameters ?? {}) || "the engine's defaults" },
    { label: 'Backups', value: backups(policy) },
    { label: 'Maintenance window', value: `${policy.maintenanceWindow} UTC` },
    { label: 'Tags', value: pairs(tags) },
  ]
}

function multiAz(policy: RedisPolicy, replicas: number): string {
  if (!policy.multiAz) return 'off'
  return replicas > 0 ? 'on, with automatic failover' : 'off: there is no replica to take over'
}

function backups({ snapshotRetentionDays: days, snapshotWindow }: RedisPolicy): string {
  if (days === 0) return 'none'
  return `daily at ${snapshotWindow} UTC, kept ${days} ${days === 1 ? 'day' : 'days'}`
}

function pairs(record: Record<string, string>): string {
  return Object.entries(record)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}
