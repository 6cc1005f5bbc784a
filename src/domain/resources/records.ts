import type { Change } from './change.ts'
import type { PartType } from './part.ts'
import type { Resource } from './resource.ts'

export interface ResourceFilter {
  projects?: string[]
  requesterId?: string
}

export interface ResourceRecords {
  /** Throws UniqueViolation when one that is not over has the (account, region, kind, name). */
  insert(resource: Resource, findKeys: string[]): Promise<void>
  get(id: string): Promise<Resource | null>
  getMany(ids: string[]): Promise<Resource[]>
  /** Compare-and-set on `version` (the stored one must be one less); `findKeys` null: as they are. */
  update(resource: Resource, findKeys: string[] | null): Promise<boolean>
  /** Those that are not over, by project, environment, name. `after`: id of the last one of the page before. */
  list(filter: ResourceFilter, page: { limit: number; after: string | null }): Promise<Resource[]>
  /** Of those that are not over: how many, the sum of known prices in micros, how many have none. */
  totals(filter: ResourceFilter): Promise<{ count: number; micros: number; unpriced: number }>
  /** Those of which a key contains `text` (lower case, taken literally): those that are not over first, newest first. */
  find(text: string, limit: number): Promise<Resource[]>
}

export interface ChangeRecords {
  /** Throws UniqueViolation when one of the resource is open. */
  insert(change: Change): Promise<void>
  get(id: string): Promise<Change | null>
  /** Compare-and-set on `version` (the stored one must be one less). */
  update(change: Change): Promise<boolean>
  /** Newest first. */
  ofResource(resourceId: string, limit: number): Promise<Change[]>
  /** The open one of each of these that has one. */
  openOf(resourceIds: string[]): Promise<Change[]>
  /** All that have not ended, oldest first. */
  open(): Promise<Change[]>
}

/** How long something took, for the time that is expected next time. */
export interface PartTime {
  changeId: string
  partId: string
  type: PartType
  doing: 'make' | 'unmake'
  durationMs: number
  endedAt: number
}

export interface PartTimeRecords {
  /** Once per change, part and what was done. */
  note(time: PartTime): Promise<void>
  /** Milliseconds of the newest 20. */
  newest(type: PartType, doing: 'make' | 'unmake'): Promise<number[]>
}

/** What resources keep; part of `Records`. */
export interface ResourceRecordSet {
  resources: ResourceRecords
  changes: ChangeRecords
  partTimes: PartTimeRecords
}

/** The reading half. */
export interface ResourceReads {
  resources: Omit<ResourceRecords, 'insert' | 'update'>
  changes: Omit<ChangeRecords, 'insert' | 'update'>
  partTimes: Pick<PartTimeRecords, 'newest'>
}
