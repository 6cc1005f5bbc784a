import type { PartSpec } from '../part.ts'
import type { Difference, Present } from '../resource-kind.ts'
import { readGroup, type GroupSight } from './group-sight.ts'
import { inWords } from './in-words.ts'
import { groupValuesOf, wantsFailover, type GroupValues } from '../part-values/replication-group.ts'
import { isSameSet, unlike } from './unlike.ts'
import { own } from '../../own.ts'

interface Compared {
  wanted: unknown
  found: unknown
  isSame?: boolean
}

/** Every value of the plan, and what is always set: encryption, parameters in force, tags. */
export function groupDifferences(part: PartSpec, sight: Present): Difference[] {
  const wanted = groupValuesOf(part)
  const found = readGroup(sight)
  const compared: Record<string, Compared> = {
    ...plainValues(wanted, found),
    ...switches(wanted, found),
    ...sets(wanted, found),
    ...tags(part, found),
    engineVersion: {
      wanted: wanted.engineVersion,
      found: found.engineVersion,
      isSame: isVersionOf(found.engineVersion, wanted.engineVersion),
    },
    kmsKeyId: {
      wanted: wanted.kmsKeyId,
      found: found.kmsKeyId,
      // The key that AWS owns may have a name or none.
      isSame: wanted.kmsKeyId === null || wanted.kmsKeyId === found.kmsKeyId,
    },
  }
  return Object.entries(compared)
    .filter(([, one]) => !(one.isSame ?? one.wanted === one.found))
    .map(([what, one]) => ({ what, wanted: inWords(one.wanted), found: inWords(one.found) }))
}

function plainValues(wanted: GroupValues, found: GroupSight): Record<string, Compared> {
  const types = new Set([...found.nodeType.split(', '), ...found.members.map(({ nodeType }) => nodeType)])
  return {
    engine: lowerCase(wanted.engine, found.engine),
    nodeType: { wanted: wanted.nodeType, found: [...types].join(', ') },
    replicas: { wanted: wanted.replicas, found: found.replicas },
    port: { wanted: wanted.port, found: found.endpoint?.port ?? '' },
    subnetGroup: lowerCase(wanted.subnetGroup, found.subnetGroup),
    parameterGroup: lowerCase(wanted.parameterGroup, found.parameterGroup),
    parameterStatus: { wanted: 'in-sync', found: found.parameterStatus },
    snapshotWindow: lowerCase(wanted.snapshotWindow, found.snapshotWindow),
    snapshotRetentionDays: { wanted: wanted.snapshotRetentionDays, found: found.snapshotRetentionDays },
    maintenanceWindow: lowerCase(wanted.maintenanceWindow, found.maintenanceWindow),
  }
}

function switches(wanted: GroupValues, found: GroupSight): Record<string, Compared> {
  const failover = wantsFailover(wanted) ? 'on' : 'off'
  return {
    automaticFailover: { wanted: failover, found: found.automaticFailover },
    multiAz: { wanted: failover, found: found.multiAz },
    encryptionInTransit: { wanted: true, found: found.tls },
    encryptionAtRest: { wanted: true, found: found.atRest },
  }
}

function sets(wanted: GroupValues, found: GroupSight): Record<string, Compared> {
  const zones = [...new Set(found.members.map(({ zone }) => zone))]
  // ElastiCache itself chooses which replica goes and where one comes to: what counts is that they stand apart.
  const apart = wantsFailover(wanted) ? Math.min(2, new Set(wanted.zones).size) : 1
  return {
    securityGroups: {
      wanted: wanted.securityGroups,
      found: found.securityGroups,
      isSame: isSameSet(wanted.securityGroups, found.securityGroups),
    },
    userGroups: {
      wanted: [wanted.userGroup],
      found: found.userGroups,
      isSame: isSameSet([wanted.userGroup], found.userGroups),
    },
    zones: { wanted: wanted.zones, found: zones, isSame: zones.length >= apart },
  }
}

function tags(part: PartSpec, found: GroupSight): Record<string, Compared> {
  const seen = found.tags ?? {}
  const differing = unlike(part.tags, seen)
  return Object.fromEntries(
    differing.map((key) => [`tag ${key}`, { wanted: part.tags[key], found: own(seen, key) ?? '' }]),
  )
}

function lowerCase(wanted: string, found: string): Compared {
  return { wanted, found, isSame: wanted.toLowerCase() === found.toLowerCase() }
}

/** `7.1` runs as `7.1.0`. */
function isVersionOf(found: string, wanted: string): boolean {
  return found === wanted || found.startsWith(`${wanted}.`)
}
