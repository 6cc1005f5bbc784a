import type { ChangeFailure } from './failure.ts'
import type { FoundPart } from './cloud.ts'
import type { ModifyStep } from './modify-step.ts'
import type { JsonObject, PartSpec } from './part.ts'
import type { Price } from './price.ts'
import type { Approval } from '../approval.ts'

export type ChangeVerb = 'create' | 'modify' | 'delete'

/**
 * waiting-for-approval → running → succeeded; running → undoing → rolled-back. stopped: somebody has to help (an undo or
 * a deletion was refused for good); `Try again` lets it go on. The rest ended before anything was touched.
 */
export const CHANGE_STATES = [
  'waiting-for-approval',
  'running',
  'undoing',
  'stopped',
  'succeeded',
  'rolled-back',
  'rejected',
  'withdrawn',
  'expired',
  'refused',
] as const
export type ChangeState = (typeof CHANGE_STATES)[number]

export const ENDED: readonly ChangeState[] = [
  'succeeded',
  'rolled-back',
  'rejected',
  'withdrawn',
  'expired',
  'refused',
]

/** What a change does, fixed when it was asked for: approvals are bound to its hash. */
export interface ChangePlan {
  /** In this order: all parts when something is created, the final snapshot when it is deleted. */
  make: PartSpec[]
  /** In this order: what is removed. */
  unmake: PartSpec[]
  /** Of a modification; the part that it is about is the resource's main one. */
  wish: JsonObject
  wishBefore: JsonObject | null
  price: Price | null
  priceBefore: Price | null
}

export type PartStep =
  | 'waiting'
  /** Committed before the call that makes it: it may exist. */
  | 'making'
  | 'made'
  | 'removing'
  | 'gone'
  /** Not ours: it is not touched. */
  | 'foreign'

export interface PartProgress {
  /** Id of the part in the plan. */
  id: string
  step: PartStep
  /** Of making it; of removing it once that begins. */
  startedAt: number | null
  endedAt: number | null
  /** When the last write about it was committed: what was asked before may show a little later. */
  calledAt: number | null
  /** AWS request id of that write; null: no answer came. */
  requestId: string | null
  /** How often values that differed were set again. */
  mends: number
  /** What it waits for now, in the cloud's words. */
  what: string | null
}

/** The call of a modification that is under way. */
export interface StepUnderWay {
  step: ModifyStep
  /** Committed before the call. */
  beganAt: number
  /** The cloud said yes. */
  isAccepted: boolean
  /** It was seen at work, so that `as before` means `undone`. */
  wasSeen: boolean
}

/** One wish to create, modify or delete a resource, and how far it is. */
export interface Change {
  id: string
  resourceId: string
  verb: ChangeVerb
  state: ChangeState
  /** Which way a stopped one goes on; stays with one that ended where it stood. */
  stoppedIn: 'running' | 'undoing' | null
  plan: ChangePlan
  planHash: string
  requesterId: string
  /** In the order of the work: `make`, then `unmake`. */
  parts: PartProgress[]
  modify: {
    underWay: StepUnderWay | null
    done: ModifyStep[]
    /** Before then it is not known what became of a call that was given up; null: there is none. */
    quietUntil: number | null
  } | null
  /** Somebody wants it undone; carried out when the cloud allows. */
  cancelled: { by: string; at: number } | null
  /** Why it turned back, was stopped or refused. */
  failure: ChangeFailure | null
  /** Of one that was stopped on its way back: why it turned back. */
  cause: ChangeFailure | null
  /** What is in its way now and passes by itself. */
  trouble: ChangeFailure | null
  /** Found after undoing or deleting; null: not looked yet. Empty: nothing is left. */
  residue: FoundPart[] | null
  /** Told that it takes long. */
  warnedAt: number | null
  createdAt: number
  startedAt: number | null
  /** When it began to go this way: it began, turned back, or somebody let it go on. */
  goingSince: number | null
  endedAt: number | null
  version: number
}

export interface ChangeWithApprovals {
  change: Change
  approvals: Approval[]
}

export function isEnded({ state }: Pick<Change, 'state'>): boolean {
  return ENDED.includes(state)
}

/** Card id of a change. */
export function changeCardId(changeId: string): string {
  return `resource-change:${changeId}`
}
