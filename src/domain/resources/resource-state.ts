import type { Change, ChangeState, ChangeVerb } from './change.ts'
import type { Resource, ResourceState } from './resource.ts'

const WHILE: Record<ChangeVerb, ResourceState> = {
  create: 'creating',
  modify: 'modifying',
  delete: 'deleting',
}

/** What a resource is while a change of it is carried out. */
export function stateWhile(verb: ChangeVerb): ResourceState {
  return WHILE[verb]
}

/** What it is when the change has ended. */
export function stateAfter(verb: ChangeVerb, end: ChangeState): ResourceState {
  if (verb === 'create') return end === 'succeeded' ? 'ready' : 'not-created'
  return verb === 'delete' && end === 'succeeded' ? 'deleted' : 'ready'
}

/** The resource as it is after a change ended, with what ended with it. */
export function afterChange(
  resource: Resource,
  change: Pick<Change, 'verb'>,
  end: ChangeState,
  now: number,
): Resource {
  const state = stateAfter(change.verb, end)
  const isOver = state === 'deleted' || state === 'not-created'
  return { ...resource, state, endedAt: isOver ? now : null, version: resource.version + 1 }
}
