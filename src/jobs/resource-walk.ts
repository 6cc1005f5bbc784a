import type { Change, PartProgress } from '../domain/resources/change.ts'
import type { Cloud, FoundPart } from '../domain/resources/cloud.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import type { PartSpec } from '../domain/resources/part.ts'
import type { ResourceKind } from '../domain/resources/resource-kind.ts'
import type { Resource } from '../domain/resources/resource.ts'
import type { Store } from '../domain/store.ts'
import type { Clock } from '../lib/clock.ts'
import type { Operation } from '../operations/define-operation.ts'

/** What the walk over the parts of one change works with. */
export interface Walk {
  store: Store
  clock: Pick<Clock, 'now'>
  resource: Resource
  kind: Pick<
    ResourceKind<never>,
    | 'verdict'
    | 'atRest'
    | 'differences'
    | 'nextStep'
    | 'isDone'
    | 'mainPart'
    | 'connection'
    | 'findKeys'
    | 'typicalMs'
  >
  cloud: Cloud
  beginPart: Operation<Change>
  beginModifyStep: Operation<Change>
}

/** What became of one step. Whatever is stored is in `change`. */
export type Taken =
  | { is: 'done'; change: Change }
  /** Nothing to do before then. */
  | { is: 'wait'; ms: number }
  /** For good; it turns back or stops. */
  | { is: 'failed'; failure: ChangeFailure; change: Change; residue?: FoundPart[] }
  /** Somebody changed the record meanwhile: read it again. */
  | { is: 'read-again' }

export const SYSTEM = { kind: 'system', job: 'reconcile-resource' } as const

export function progressOf(change: Change, { id }: Pick<PartSpec, 'id'>): PartProgress {
  const found = change.parts.find((part) => part.id === id)
  if (!found) throw new Error(`change ${change.id}: its plan has the part ${id}, its progress has not`)
  return found
}

/** How soon to look again at what takes its time: often at first, then every half minute. */
export function pollMs(walk: Pick<Walk, 'clock'>, since: number | null): number {
  const passed = walk.clock.now() - (since ?? walk.clock.now())
  return Math.min(30_000, Math.max(2_000, passed / 4))
}
