import { refused, type Refusal } from '../domain/actor.ts'
import { isOver, type Resource } from '../domain/resources/resource.ts'
import type { Reads } from '../domain/store.ts'

/** Why nothing can be asked of it now; null: it can. */
export async function inTheWay(
  { changes }: Pick<Reads, 'changes'>,
  resource: Resource,
): Promise<Refusal | null> {
  const { id, name, state } = resource
  if (isOver(resource)) return refused('resource-is-over', { name, state }).refusal
  const [open] = await changes.openOf([id])
  if (open) return refused('change-under-way', { name, verb: open.verb, by: open.requesterId }).refusal
  return state === 'ready' ? null : refused('resource-not-ready', { name, state }).refusal
}
