import type { z } from 'zod'
import type { Outcome, Refusal } from '../actor.ts'
import type { Connection } from './connection.ts'
import type { ModifyStep } from './modify-step.ts'
import type { JsonObject, PartSight, PartSpec, PartVerdict } from './part.ts'
import type { PriceQuery } from './price.ts'
import type { KindName } from './resource-policy.ts'

export type Present = Extract<PartSight, { seen: 'present' }>

/** One thing that people choose. Made from the kind's schema and the policy. */
export interface FormField {
  /** Key of the wish; block id in the modal. */
  key: string
  label: string
  hint: string
  /** `text` is typed, `choice` picked among `choices`. */
  input: 'text' | 'choice'
  /** `more`: the node type that it stands for, where it stands for one. */
  choices: { value: string; text: string; more?: string }[]
  maxLength: number | null
  /** Whether it can be changed later. */
  isModifiable: boolean
}

/** A policy value that people see and do not choose. */
export interface Setting {
  label: string
  value: string
}

/** What the parts of a resource are made from. */
export interface Order<Policy> {
  resourceId: string
  name: string
  project: string
  environment: string
  region: string
  wish: JsonObject
  policy: Policy
  /** Team, project, environment and those of the policy. */
  tags: Record<string, string>
}

export interface Member {
  name: string
  role: string
  zone: string
  status: string
}

/** A wanted value that is not there. */
export interface Difference {
  /** `nodeType` */
  what: string
  wanted: string
  found: string
}

/**
 * A kind of resource: one folder that declares everything about it; nothing else knows it by name but the registry, its
 * section of the configuration and the adapters of its part types. All functions are pure. Functions without a policy
 * work on what was stored, so that a resource outlives the policy that it was made under.
 */
export interface ResourceKind<Policy> {
  name: KindName
  /** As people read it: `Redis / Valkey`. */
  title: string
  /** What people choose. Its keys, in their order, are the fields of the form. */
  wish: z.ZodType<JsonObject>
  form(policy: Policy): FormField[]
  /** What is chosen when the form opens; a key without a sensible default is absent. */
  defaults(policy: Policy): JsonObject
  /** null: what was chosen is allowed. `field` in the details names the key. What is as `before` is not judged again. */
  check(wish: JsonObject, policy: Policy, before?: JsonObject): Refusal | null
  /** The name in the cloud; a refusal names `field`. */
  nameOf(place: { project: string; environment: string }, wish: JsonObject): Outcome<string>
  /** What policy decided of these parts, in words; what it says by now is no matter. */
  settingsOf(parts: PartSpec[]): Setting[]
  /** In the order of creation; removed in reverse. */
  parts(order: Order<Policy>): PartSpec[]
  /** The parts as they are after a modification: what is wished as `before` stays as it is, whatever policy says by now. */
  modified(parts: PartSpec[], wish: { wish: JsonObject; before: JsonObject }, policy: Policy): PartSpec[]
  /** What to ask the price list for these parts; null: there is no main one. */
  priceQuery(parts: PartSpec[], region: string): { query: PriceQuery; nodes: number } | null
  /** Id of the part with members, endpoint and events. */
  mainPart: string
  /** What is kept of it when it is deleted. */
  finalSnapshot(main: PartSpec, changeId: string): PartSpec
  /** `Valkey 8.0 · cache.t4g.small · 1 replica` */
  summary(parts: PartSpec[]): string
  verdict(part: PartSpec, sight: Present): PartVerdict
  /** Whether the main part is in service and nothing of it moves, whatever it should become. */
  atRest(sight: Present): PartVerdict
  /** The read-back: [] when every wanted value is there. */
  differences(part: PartSpec, sight: Present): Difference[]
  /** The next call towards what the part wants, in an order that the cloud accepts; null: it is as wanted. */
  nextStep(main: PartSpec, sight: Present): ModifyStep | null
  /** Whether what the step sets is as it sets it. */
  isDone(step: ModifyStep, sight: Present): boolean
  members(sight: Present): Member[]
  connection(parts: PartSpec[], sight: Present, region: string): Connection | null
  /** Lines to copy: how an application connects. */
  howToConnect(connection: Connection): string[]
  /** What it is found by, lower case: name, host names, ARNs. */
  findKeys(parts: PartSpec[], sight: Present | null): string[]
  /** What is typical before anything was measured, ms. Source: vendors' documentation and test runs. */
  typicalMs(part: PartSpec, doing: 'make' | 'unmake'): number
}
