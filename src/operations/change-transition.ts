import { allowed, refused, type Outcome } from '../domain/actor.ts'
import type { Change } from '../domain/resources/change.ts'
import type { ChangeFailure } from '../domain/resources/failure.ts'
import type { Resource } from '../domain/resources/resource.ts'
import { afterChange, stateWhile } from '../domain/resources/resource-state.ts'
import type { Records } from '../domain/store.ts'
import { wakeChange, wantChangeCard } from './resource-effects.ts'

export interface ChangeOf {
  change: Change
  resource: Resource
}

export async function readChange(tx: Records, changeId: string): Promise<Outcome<ChangeOf>> {
  const change = await tx.changes.get(changeId)
  const resource = change && (await tx.resources.get(change.resourceId))
  return change && resource ? allowed({ change, resource }) : refused('change-unknown', { changeId })
}

/** Stores the next state of a change, shows it and lets its next step be taken. */
export async function storeChange(
  tx: Records,
  { change, resource }: ChangeOf,
  now: number,
): Promise<Outcome<ChangeOf>> {
  const next = { ...change, version: change.version + 1 }
  if (!(await tx.changes.update(next))) return refused('changed-meanwhile')
  await wantChangeCard(tx, { id: change.id, channel: resource.channel }, { now })
  await wakeChange(tx, change.id, now)
  return allowed({ change: next, resource })
}

/** The change begins; its resource shows it. */
export async function begin(
  tx: Records,
  { change, resource }: ChangeOf,
  now: number,
): Promise<Outcome<ChangeOf>> {
  const state = stateWhile(change.verb)
  const shown = { ...resource, state, version: resource.version + 1 }
  if (!(await tx.resources.update(shown, null))) return refused('changed-meanwhile')
  return storeChange(
    tx,
    { change: { ...change, state: 'running', startedAt: now, goingSince: now }, resource: shown },
    now,
  )
}

interface Untouched {
  as: 'rejected' | 'withdrawn' | 'expired' | 'refused'
  now: number
  /** Why, where nobody decided it. */
  failure?: ChangeFailure | null
}

/** The change ends before anything was touched; the resource is what it was. */
export async function endUntouched(
  tx: Records,
  { change, resource }: ChangeOf,
  { as, now, failure = null }: Untouched,
): Promise<Outcome<ChangeOf>> {
  const after = afterChange(resource, change, as, now)
  if (!(await tx.resources.update(after, null))) return refused('changed-meanwhile')
  return storeChange(tx, { change: { ...change, state: as, failure, endedAt: now }, resource: after }, now)
}
