import { refused, type Outcome } from '../domain/actor.ts'
import { afterChange } from '../domain/resources/resource-state.ts'
import type { Records } from '../domain/store.ts'
import { storeChange, type ChangeOf } from './change-transition.ts'

/**
 * A change that stands still ends where it stands, because something else is asked of its resource. That it keeps
 * `stoppedIn` tells it from one that was undone.
 */
export async function giveUp(
  tx: Records,
  { change, resource }: ChangeOf,
  now: number,
): Promise<Outcome<ChangeOf>> {
  const after = afterChange(resource, change, 'rolled-back', now)
  if (!(await tx.resources.update(after, null))) return refused('changed-meanwhile')
  const over = { ...change, state: 'rolled-back' as const, trouble: null, endedAt: now }
  return storeChange(tx, { change: over, resource: after }, now)
}
