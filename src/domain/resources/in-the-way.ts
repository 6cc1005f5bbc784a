import { refused, type Refusal } from '../actor.ts'
import type { Change, ChangeVerb } from './change.ts'
import { isOver, type Resource } from './resource.ts'

/** Why this cannot be asked of it now; null: it can. `open`: its change that has not ended, null when there is none. */
export function inTheWay(
  resource: Pick<Resource, 'name' | 'state'>,
  open: Change | null,
  verb: Exclude<ChangeVerb, 'create'>,
): Refusal | null {
  const { name, state } = resource
  if (isOver(resource)) return refused('resource-is-over', { name, state }).refusal
  if (verb === 'delete' && open?.verb === 'create') return insteadOfDeleting(open, name)
  if (verb === 'delete' && isStuck(open)) return null
  if (open) return refused('change-under-way', { name, verb: open.verb, by: open.requesterId }).refusal
  return state === 'ready' ? null : refused('resource-not-ready', { name, state }).refusal
}

/** A modification that stands still has no way back: what it is about can be deleted, which ends it. */
export function isStuck(open: Pick<Change, 'verb' | 'state'> | null): boolean {
  return open?.verb === 'modify' && open.state === 'stopped'
}

/** It ended where it stood, because the deletion of its resource was asked for: it was not undone. */
export function isGivenUp({ state, stoppedIn }: Pick<Change, 'state' | 'stoppedIn'>): boolean {
  return state === 'rolled-back' && stoppedIn !== null
}

/** What is not in service yet is undone, not deleted. */
function insteadOfDeleting({ state, stoppedIn }: Change, name: string): Refusal {
  if (state === 'stopped' && stoppedIn === 'undoing') return refused('undoing-stopped', { name }).refusal
  return refused(state === 'undoing' ? 'already-undoing' : 'cancel-instead', { name }).refusal
}
