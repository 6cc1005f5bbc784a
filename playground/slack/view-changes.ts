import { ApiError } from './api-error.ts'
import type { ViewDefinition } from './blockkit/view-definition.ts'
import limits from './blockkit-limits.json' with { type: 'json' }
import { newId, newViewHash } from './ids.ts'
import { inputValues } from './input-values.ts'
import { keepOffered } from './offered-options.ts'
import type { OpenView } from './view-stacks.ts'
import type { World } from './world.ts'

/** Opens a modal as the first of a new stack. */
export function openView(world: World, userId: string, definition: ViewDefinition): OpenView {
  refuseKnownExternalId(world, definition)
  world.views.clear(userId)
  return add(world, userId, definition)
}

/** Puts a modal on top of the person's stack. */
export function pushView(world: World, userId: string, definition: ViewDefinition): OpenView {
  if (world.views.of(userId).length >= limits.surfaces.modal.stack) throw new ApiError('push_limit_reached')
  refuseKnownExternalId(world, definition)
  return add(world, userId, definition)
}

function add(world: World, userId: string, definition: ViewDefinition): OpenView {
  const stack = world.views.of(userId)
  const id = newId('V')
  const view: OpenView = {
    id,
    userId,
    definition,
    values: inputValues(definition.blocks),
    hash: newViewHash(world.clock.now()),
    rootId: stack[0]?.id ?? id,
    previousId: stack.at(-1)?.id ?? null,
    offered: new Map(),
    errors: {},
  }
  world.views.push(view)
  world.events.emit({ type: 'view', user: userId, id })
  return view
}

/** Replaces what a modal shows; what was typed into inputs with the same block_id and action_id stays. */
export function replaceView(world: World, view: OpenView, definition: ViewDefinition): void {
  if (definition.external_id !== view.definition.external_id) refuseKnownExternalId(world, definition)
  view.values = inputValues(definition.blocks, view.values)
  view.offered = keepOffered(view.offered, definition.blocks)
  view.definition = definition
  view.errors = {}
  view.hash = newViewHash(world.clock.now())
  world.events.emit({ type: 'view', user: view.userId, id: view.id })
}

function refuseKnownExternalId({ views }: World, { external_id: externalId }: ViewDefinition): void {
  if (externalId && views.byExternalId(externalId)) throw new ApiError('duplicate_external_id')
}
