import type { PartSpec } from '../part.ts'
import type { Setting } from '../resource-kind.ts'
import { groupValuesOf, type GroupValues } from '../part-values/replication-group.ts'
import { parametersOf } from './parameters.ts'
import { MAIN_PART } from './parts.ts'
import { subnetIdsOf } from './zones.ts'

/** What policy decided of these parts, for people to see before they ask and as long as they exist. */
export function settingsOf(parts: PartSpec[]): Setting[] {
  const main = parts.find(({ id }) => id === MAIN_PART)
  if (!main) return []
  const values = groupValuesOf(main)
  const parameters = parts.find(({ id }) => id === 'parameter-group')
  return [
    { label: 'Subnets', value: subnetIdsOf(parts).join(', ') },
    { label: 'Zones', value: [...new Set(values.zones)].join(', ') },
    { label: 'Security groups', value: values.securityGroups.join(', ') },
    { label: 'Port', value: `${values.port}` },
    { label: 'Multi-AZ', value: multiAz(values) },
    { label: 'Encryption in transit', value: 'TLS, always' },
    { label: 'Encryption at rest', value: `always, ${values.kmsKeyId ?? 'with the key that AWS owns'}` },
    {
      label: 'Parameters',
      value: (parameters && pairs(parametersOf(parameters))) || "the engine's defaults",
    },
    { label: 'Backups', value: backups(values) },
    { label: 'Maintenance window', value: `${values.maintenanceWindow} UTC` },
    { label: 'Tags', value: pairs(main.tags) },
  ]
}

function multiAz({ multiAz: isWanted, replicas }: GroupValues): string {
  if (!isWanted) return 'off'
  return replicas > 0 ? 'on, with automatic failover' : 'off: there is no replica to take over'
}

function backups({ snapshotRetentionDays: days, snapshotWindow }: GroupValues): string {
  if (days === 0) return 'none'
  return `daily at ${snapshotWindow} UTC, kept ${days} ${days === 1 ? 'day' : 'days'}`
}

function pairs(record: Record<string, unknown>): string {
  return Object.entries(record)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ')
}
