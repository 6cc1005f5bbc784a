import type { ChangeFailure, CloudFailure } from '../domain/resources/failure.ts'
import { CloudError, type CloudEvent } from '../domain/resources/cloud.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { Walk } from './resource-walk.ts'

const OWN: Omit<CloudFailure, 'code' | 'message'> = {
  class: 'other',
  action: '',
  requestId: null,
  retryAfterMs: null,
}

/** A failure that we found ourselves. */
export function ownFailure(
  walk: Pick<Walk, 'clock'>,
  {
    code,
    message,
    part = null,
    details = {},
    ...more
  }: Partial<ChangeFailure> & { code: string; message: string },
): ChangeFailure {
  return { ...OWN, ...more, code, message, part, details, at: walk.clock.now() }
}

/** What the cloud answered, with what the wish makes plain, and how much of a quota is used. */
export async function cloudFailure(walk: Walk, error: CloudError, spec: PartSpec): Promise<ChangeFailure> {
  const { failure } = error
  const used = failure.class === 'quota' ? await usedOf(walk, failure.code) : null
  const details = { ...detailsOf(asked(walk, spec), failure), ...(used === null ? {} : { used }) }
  return { ...failure, part: spec.id, details, at: walk.clock.now() }
}

/** null when it cannot be counted: a failure is told without it rather than not. */
async function usedOf(walk: Walk, quota: string): Promise<string | null> {
  try {
    const used = await walk.cloud.used(quota)
    return used === null ? null : String(used)
  } catch (error) {
    if (error instanceof CloudError) return null
    throw error
  }
}

/** A snapshot is of the nodes that the main part has. */
function asked({ resource, kind }: Walk, spec: PartSpec): PartSpec {
  const main = resource.parts.find(({ id }) => id === kind.mainPart)
  if (spec.type !== 'elasticache-snapshot' || main?.values['nodeType'] === undefined) return spec
  return { ...spec, values: { ...spec.values, nodeType: main.values['nodeType'] } }
}

/** The reason of a creation that failed stands in the events of its members only. */
export async function failureOfPart(
  walk: Walk,
  spec: PartSpec,
  found: { code: string; what: string; since: number; requestId: string | null; action?: string },
): Promise<ChangeFailure> {
  const told = await eventsSince(walk, spec, found.since)
  const reason = told.findLast(({ message }) => TELLS_WHY.test(message)) ?? told.at(-1)
  const message = reason?.message ?? found.what
  const isCapacity = /capacity/i.test(message)
  const failure = {
    class: isCapacity ? ('capacity' as const) : ('other' as const),
    code: isCapacity ? 'InsufficientCacheClusterCapacity' : found.code,
    message,
    action: found.action ?? ACTIONS[spec.type] ?? '',
    requestId: found.requestId,
    retryAfterMs: null,
  }
  const details = { ...detailsOf(spec, failure), ...(reason ? { about: reason.about } : {}) }
  return { ...failure, part: spec.id, details, at: walk.clock.now() }
}

/** A failover is no failure. */
export const TELLS_FAILURE = /\bfail(?:ed|ure|s)?\b|unable|insufficient/i
const TELLS_WHY = /\bfail(?:ed|ure|s)?\b|unable|insufficient|capacity|not enough|denied|error/i

const ACTIONS: Partial<Record<PartSpec['type'], string>> = {
  'elasticache-replication-group': 'elasticache:CreateReplicationGroup',
  'elasticache-snapshot': 'elasticache:CreateSnapshot',
  'elasticache-user': 'elasticache:CreateUser',
  'elasticache-user-group': 'elasticache:CreateUserGroup',
}

/** [] when they cannot be read: a failure is told without its reason rather than not. */
export async function eventsSince(walk: Walk, spec: PartSpec, since: number): Promise<CloudEvent[]> {
  try {
    return await walk.cloud.events(spec, since)
  } catch (error) {
    if (error instanceof CloudError) return []
    throw error
  }
}

/** Zone, node type, permission: what people have to change. */
function detailsOf(spec: PartSpec, failure: CloudFailure): Record<string, string> {
  const { nodeType, zones, subnetIds, kmsKeyId } = spec.values
  const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
  switch (failure.class) {
    case 'capacity':
      return {
        ...(nodeType ? { nodeType: text(nodeType) } : {}),
        zone: zoneIn(failure.message) ?? text(zones ?? ''),
      }
    case 'quota':
      return { quota: failure.code, ...(nodeType ? { nodeType: text(nodeType) } : {}) }
    case 'permission':
      return { permission: failure.action }
    case 'wrong-request':
      return {
        ...(nodeType ? { nodeType: text(nodeType) } : {}),
        ...(subnetIds ? { subnets: text(subnetsIn(failure.message) ?? subnetIds) } : {}),
        ...(kmsKeyId ? { kmsKey: text(kmsKeyId) } : {}),
      }
    default:
      return {}
  }
}

/** Those that AWS names. */
function subnetsIn(message: string): string[] | null {
  return message.match(/\bsubnet-[0-9a-f]+\b/g)
}

function zoneIn(message: string): string | null {
  return /\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b/.exec(message)?.[0] ?? null
}
