import type { Refusal } from '../actor.ts'
import type { Approval } from '../approval.ts'
import type { ApprovalRule } from '../approval-rule.ts'
import type { Team } from '../catalogue.ts'
import type { Change } from './change.ts'
import type { CloudEvent } from './cloud.ts'
import type { CloudFailure } from './failure.ts'
import type { JsonObject } from './part.ts'
import type { Price } from './price.ts'
import type { Resource } from './resource.ts'
import type { FormField, Member, Setting } from './resource-kind.ts'
import type { KindName } from './resource-policy.ts'

export type ResourceScope = 'mine' | 'team' | 'all'

export interface ResourceRow {
  resource: Resource
  team: Team | null
  /** `Valkey 8.0 · cache.t4g.small · 1 replica` */
  summary: string
  /** The open one, null when nothing is under way. */
  change: Change | null
}

export interface ResourceList {
  scope: ResourceScope
  rows: ResourceRow[]
  count: number
  /** Of all in the scope: the sum of known prices, and how many have none. */
  totalMicros: number
  unpriced: number
  /** `after` of the next page, null at the end. */
  next: string | null
  /** Of `team`: Slack could not tell the members of some group, so there may be more. */
  unsure: boolean
}

export interface FoundResources {
  asked: string
  rows: ResourceRow[]
  /** There are more than these. */
  hasMore: boolean
}

export interface ResourceDetail extends ResourceRow {
  /** Newest first. */
  history: { change: Change; approvals: Approval[] }[]
  /** What the cloud says now. */
  live:
    | { state: 'seen'; status: string; members: Member[]; events: CloudEvent[] }
    | { state: 'gone' }
    | { state: 'unknown'; failure: CloudFailure | null }
  howToConnect: string[]
  settings: Setting[]
  /** What can be chosen there, [] when policy has it no more: with it values are told by their titles. */
  fields: FormField[]
  dashboard: string | null
  /** Why the asker may not, null: may. */
  mayChange: Refusal | null
  now: number
}

/** What the form shows for what was chosen so far. */
export interface ResourceForm {
  verb: 'create' | 'modify'
  formId: string
  /** Of a modification. */
  resource: Resource | null
  kind: KindName
  kindTitle: string
  project: string | null
  team: Team | null
  environment: string | null
  /** Where this kind can be had. */
  environments: { name: string; account: string; region: string }[]
  /** [] before project and environment are chosen. */
  fields: FormField[]
  values: JsonObject
  /** null: not complete yet. */
  planned: PlannedForm | null
  /** Why it can not be asked for; `field` in its details names the key it is about. */
  problem: Refusal | null
}

export interface PlannedForm {
  name: string
  planHash: string
  settings: Setting[]
  /** The real node type and all: `Valkey 8.0 · cache.t4g.small · 1 replica`. */
  summary: string
  price: Price | null
  priceBefore: Price | null
  /** Whose yes is needed; null: nobody's. */
  approval: ApprovalRule | null
  /** Above this price approval is asked for; null: whatever it costs. */
  monthlyOverMicros: number | null
}
