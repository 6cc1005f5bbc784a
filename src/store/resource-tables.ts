import type { ChangeState } from '../domain/resources/change.ts'
import type { PartType } from '../domain/resources/part.ts'
import type { ResourceState } from '../domain/resources/resource.ts'
import type { KindName } from '../domain/resources/resource-policy.ts'

// `body` is the whole value as JSON; the other columns are what is searched for.

export interface ResourcesTable {
  id: string
  account: string
  region: string
  kind: KindName
  name: string
  project: string
  environment: string
  requester_id: string
  state: ResourceState
  is_over: 0 | 1
  /** Per month; null: unknown. */
  price_micros: number | null
  created_at: number
  version: number
  body: string
}

/** What a resource is found by, in lower case. */
export interface ResourceKeysTable {
  resource_id: string
  key: string
}

export interface ResourceChangesTable {
  id: string
  resource_id: string
  state: ChangeState
  is_ended: 0 | 1
  created_at: number
  version: number
  body: string
}

export interface PartTimesTable {
  change_id: string
  part_id: string
  type: PartType
  doing: 'make' | 'unmake'
  duration_ms: number
  ended_at: number
}

export interface ResourceTables {
  resources: ResourcesTable
  resource_keys: ResourceKeysTable
  resource_changes: ResourceChangesTable
  part_times: PartTimesTable
}
