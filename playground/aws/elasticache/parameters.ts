import { invalidValue } from './input.ts'

/** One parameter of every family that is simulated, as DescribeCacheParameters shows it. */
export interface CacheParameter {
  name: string
  /** The family's default. */
  value: string
  type: 'string' | 'integer'
  /** Choices with commas, or a range. */
  allowed: string
  isModifiable: boolean
  /** `immediate` or `requires-reboot`. */
  change: string
}

const POLICIES =
  'volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction'
const ANY_INTEGER = '0-4294967295'

/** A part of https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html, the same for each family. */
export const PARAMETERS: readonly CacheParameter[] = [
  row('acllog-max-len', '128', '0-10000'),
  row('activedefrag', 'no', 'yes,no'),
  row('active-defrag-cycle-max', '75', '1-75'),
  row('active-defrag-cycle-min', '5', '1-75'),
  row('activerehashing', 'yes', 'yes,no', { change: 'requires-reboot' }),
  row('appendonly', 'no', 'yes,no', { isModifiable: false }),
  row('client-query-buffer-limit', '1073741824', '1048576-1073741824'),
  row('close-on-replica-write', 'yes', 'yes,no'),
  row('cluster-allow-reads-when-down', 'no', 'yes,no'),
  row('cluster-enabled', 'no', 'yes,no', { change: 'requires-reboot' }),
  row('databases', '16', '1-1200000', { change: 'requires-reboot' }),
  row('hash-max-listpack-entries', '512', ANY_INTEGER),
  row('hash-max-listpack-value', '64', ANY_INTEGER),
  row('lazyfree-lazy-eviction', 'yes', 'yes,no'),
  row('lazyfree-lazy-expire', 'yes', 'yes,no'),
  row('lazyfree-lazy-user-del', 'yes', 'yes,no'),
  row('lfu-decay-time', '1', ANY_INTEGER),
  row('lfu-log-factor', '10', '1-255'),
  row('maxmemory-policy', 'volatile-lru', POLICIES),
  row('maxmemory-samples', '3', '1-64'),
  row('min-replicas-max-lag', '10', ANY_INTEGER),
  row('min-replicas-to-write', '0', ANY_INTEGER),
  row('notify-keyspace-events', '', ''),
  row('proto-max-bulk-len', '536870912', '1048576-536870912'),
  row('reserved-memory-percent', '25', '0-100'),
  row('slowlog-log-slower-than', '10000', ANY_INTEGER),
  row('slowlog-max-len', '128', ANY_INTEGER),
  row('tcp-keepalive', '300', ANY_INTEGER),
  row('timeout', '0', ANY_INTEGER),
  row('tracking-table-max-keys', '1000000', '1-100000000'),
]

type Row = [name: string, value: string, allowed: string, more?: Partial<CacheParameter>]

function row(...[name, value, allowed, more]: Row): CacheParameter {
  const type = /^\d+-\d+$/.test(allowed) ? 'integer' : 'string'
  return { name, value, type, allowed, isModifiable: true, change: 'immediate', ...more }
}

/** Throws AwsFault when a parameter cannot be set so. */
export function checkParameter(name: string, value: string): void {
  const parameter = PARAMETERS.find((one) => one.name === name)
  if (!parameter) throw invalidValue(`Could not find parameter with name: ${name}`)
  if (!parameter.isModifiable) throw invalidValue(`The parameter ${name} cannot be modified.`)
  if (!isAllowed(parameter, value))
    throw invalidValue(
      `Invalid value ${value} for parameter ${name}. Allowed values are: ${parameter.allowed}`,
    )
}

function isAllowed({ allowed, type }: CacheParameter, value: string): boolean {
  if (allowed === '') return /^[KEg$lshzxetdmnA]*$/.test(value)
  if (type === 'string') return allowed.split(',').includes(value)
  const [least = 0, most = 0] = allowed.split('-').map(Number)
  return /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most
}
