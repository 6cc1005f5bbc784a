import type { Connection } from './connection.ts'
import type { JsonObject, PartSpec } from './part.ts'
import type { Price } from './price.ts'
import type { KindName } from './resource-policy.ts'

/**
 * asked: waits for approval · creating · ready · modifying · deleting: what its open change does ·
 * deleted, not-created: over, nothing of it is left.
 */
export const RESOURCE_STATES = [
  'asked',
  'creating',
  'ready',
  'modifying',
  'deleting',
  'deleted',
  'not-created',
] as const
export type ResourceState = (typeof RESOURCE_STATES)[number]

/** Something that a team has in the cloud, or had. */
export interface Resource {
  /** Made by the form, so that handing it in twice makes one. */
  id: string
  kind: KindName
  /** Its name in the cloud; unique among those that are not over in (account, region, kind). */
  name: string
  project: string
  environment: string
  account: string
  region: string
  state: ResourceState
  /** What people chose, as the kind's schema says; what it is now, after modifying. */
  wish: JsonObject
  /** Of its creation; what is looked at and removed. */
  parts: PartSpec[]
  /** Per month by list price; null: unknown. */
  price: Price | null
  /** Known once it is ready. */
  connection: Connection | null
  arn: string | null
  requesterId: string
  /** Channel of its cards. */
  channel: string
  createdAt: number
  readyAt: number | null
  endedAt: number | null
  /** Compare-and-set counter: grows with each change. */
  version: number
}

export const OVER: readonly ResourceState[] = ['deleted', 'not-created']

export function isOver({ state }: Pick<Resource, 'state'>): boolean {
  return OVER.includes(state)
}
