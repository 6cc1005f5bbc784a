import { quoteValue, type Problem } from './problem.ts'
import { asEntry, entries, repeated, textsOf, type Entry, type Report } from './raw-entries.ts'
import { dailyWindow, weeklyWindow, windowsMeet } from './redis-windows.ts'
import { fieldName } from './schema-problems.ts'
import type { FieldPath } from './yaml-source.ts'

/** User groups came with these. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html */
const OLDEST: Record<string, string> = { redis: '6.0', valkey: '7.2' }

interface Place {
  path: FieldPath
  /** Of the environment; null when it is none. */
  region: string | null
}

export function redisProblems(redis: Entry, { path, region }: Place, report: Report): Problem[] {
  const subnets = entries(redis['subnets'])
  return [
    ...engineProblems(entries(redis['engines']), [...path, 'engines'], report),
    ...repeated(
      entries(redis['sizes']),
      { key: 'id', path: [...path, 'sizes'], remedy: 'give each size its own id' },
      report,
    ),
    ...replicaProblems(asEntry(redis['replicas']), [...path, 'replicas'], report),
    ...repeated(
      subnets,
      { key: 'id', path: [...path, 'subnets'], remedy: 'delete one of the two entries' },
      report,
    ),
    ...zoneProblems(redis, { path, region }, report),
    ...keyProblems(redis['kmsKeyId'], { path, region }, report),
    ...windowProblems(redis, path, report),
  ]
}

function engineProblems(engines: Entry[], path: FieldPath, report: Report): Problem[] {
  return engines.flatMap(({ engine, version }, index) => {
    if (typeof engine !== 'string' || typeof version !== 'string') return []
    const at = [...path, index, 'version']
    const oldest = OLDEST[engine]
    if (oldest !== undefined && isOlder(version, oldest)) {
      const problem = `${quoteValue(version)} is too old: user groups need ${engine} ${oldest}`
      return [report(at, problem, `write ${engine} ${oldest} or newer`)]
    }
    const first = engines.findIndex((other) => other['engine'] === engine && other['version'] === version)
    if (first === index) return []
    const problem = `${engine} ${version} is already ${fieldName([...path, first])}`
    return [report(at, problem, 'delete one of the two entries')]
  })
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = than.split('.').map(Number)
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}

function replicaProblems({ min, max, default: usual }: Entry, path: FieldPath, report: Report): Problem[] {
  if (typeof min !== 'number' || typeof max !== 'number') return []
  if (max < min) return [report([...path, 'max'], `is less than min (${min})`, 'exchange the two')]
  if (typeof usual !== 'number' || (usual >= min && usual <= max)) return []
  return [report([...path, 'default'], `${usual} is not among what may be chosen`, `write ${min} to ${max}`)]
}

function zoneProblems(redis: Entry, { path, region }: Place, report: Report): Problem[] {
  const subnets = entries(redis['subnets'])
  const served = new Set(textsOf(subnets, 'zone'))
  const wanted = Array.isArray(redis['zones']) ? redis['zones'].filter((one) => typeof one === 'string') : []
  const elsewhere = subnets.flatMap(({ zone }, index) => {
    if (typeof zone !== 'string') return []
    const at = [...path, 'subnets', index, 'zone']
    if (region !== null && !zone.startsWith(region)) {
      return [report(at, `${quoteValue(zone)} is not a zone of ${region}`, 'correct the zone, or the region')]
    }
    if (wanted.length === 0 || wanted.includes(zone)) return []
    return [report(at, `${quoteValue(zone)} is not among zones`, 'add it to zones, or leave the subnet out')]
  })
  const missing = wanted.flatMap((zone, index) => {
    if (served.has(zone)) return []
    const remedy = `add a subnet of ${zone} to subnets, or leave the zone out`
    return [report([...path, 'zones', index], `${quoteValue(zone)} has no subnet`, remedy)]
  })
  return [...elsewhere, ...missing, ...multiAzProblems(redis, { path, zones: [...served] }, report)]
}

function multiAzProblems(
  redis: Entry,
  { path, zones }: { path: FieldPath; zones: string[] },
  report: Report,
): Problem[] {
  const { multiAz = true } = redis
  const { max } = asEntry(redis['replicas'])
  // Without replicas there is nothing that could take over.
  if (multiAz !== true || typeof max !== 'number' || max === 0 || zones.length !== 1) return []
  const problem = `has subnets in ${zones.join()} only: multiAz needs two zones`
  return [report([...path, 'subnets'], problem, 'add a subnet of another zone, or set multiAz: false')]
}

function keyProblems(key: unknown, { path, region }: Place, report: Report): Problem[] {
  if (typeof key !== 'string' || region === null) return []
  const [, , , of] = key.split(':')
  if (of === undefined || of === region) return []
  return [report([...path, 'kmsKeyId'], `is a key of ${of}, not of ${region}`, `name a key of ${region}`)]
}

function windowProblems(
  { snapshotWindow: daily, maintenanceWindow: weekly }: Entry,
  path: FieldPath,
  report: Report,
): Problem[] {
  const [day, week] = [dailyWindow().safeParse(daily), weeklyWindow().safeParse(weekly)]
  if (!day.success || !week.success || !windowsMeet(day.data, week.data)) return []
  const problem = `${quoteValue(week.data)} is within snapshotWindow (${day.data})`
  return [report([...path, 'maintenanceWindow'], problem, 'move one of the two: AWS wants them apart')]
}
