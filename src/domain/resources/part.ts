/** Kinds of things in the cloud that resources are made of. Wire names: they stand in stored plans. */
export const PART_TYPES = [
  'ssm-parameter',
  'elasticache-user',
  'elasticache-user-group',
  'elasticache-subnet-group',
  'elasticache-parameter-group',
  'elasticache-replication-group',
  'elasticache-snapshot',
] as const
export type PartType = (typeof PART_TYPES)[number]

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** One thing that a resource is made of, as it is wanted. All that is needed to make it again after a crash. */
export interface PartSpec {
  /** Unique in its plan; people read it: `subnet-group`. */
  id: string
  type: PartType
  /** Deterministic: the same wish has the same name, so that what was made before a crash is found again. */
  name: string
  /** What proves that it is ours: `markerOf(resourceId)`. */
  resourceId: string
  tags: Record<string, string>
  /** By type; see the kind's `parts`. No secrets. */
  values: JsonObject
}

/** What stands in descriptions (and in the tag `coxswain:resource` where a thing has none). */
export function markerOf(resourceId: string): string {
  return `[coxswain:${resourceId}]`
}

export const RESOURCE_TAG = 'coxswain:resource'

/** What was seen of a part. */
export type PartSight =
  | { seen: 'absent' }
  | {
      seen: 'present'
      /** `unknown`: it cannot be read yet, as tags while something is created. */
      owner: 'ours' | 'foreign' | 'unknown'
      arn: string | null
      /** As the cloud says it, in lower case: `creating`, `available`, `create-failed`. */
      status: string
      /** By type; what the kind judges and compares. */
      values: JsonObject
    }

/** What a sight means for the work. */
export type PartVerdict =
  /** As wanted, and in service. */
  | { state: 'ready' }
  /** On its way: look again. `what` names what it waits for, in words: `member sessions-002 is creating`. */
  | { state: 'settling'; what: string }
  /** In service, but values differ that can be set again: parameters, tags. */
  | { state: 'to-mend'; what: string }
  /** It will not become what was wanted. The reason stands in events. */
  | { state: 'failed'; code: string; what: string }
  | { state: 'going'; what: string }
