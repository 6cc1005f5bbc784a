import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { FindResources } from '../queries/find-resources.ts'
import type { ResourceDetailQuery } from '../queries/resource-detail.ts'
import { usageMessage, type CommandWords } from '../views/help.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage, refusalWords } from '../views/refusals.ts'
import { resourceDetailMessage } from '../views/resource-detail.ts'
import { foundResourcesMessage } from '../views/resource-list.ts'
import { clickOnId } from './deploy-click.ts'
import type { Interaction } from './door.ts'

export interface ShowResourceDeps {
  findResources: FindResources
  resourceDetail: ResourceDetailQuery
}

/** The cloud is asked: by then the click is acknowledged. */
export function createShowResourceClick({ resourceDetail }: ShowResourceDeps): Interaction {
  return clickOnId(ACTION.showResource, async (idOrName, { actor }) => {
    const read = await resourceDetail({ actor, input: { idOrName } })
    return read.ok ? resourceDetailMessage(read.value) : refusalMessage(read.refusal)
  })
}

export async function foundMessage(
  { findResources }: ShowResourceDeps,
  actor: Actor,
  text: string,
): Promise<Message> {
  const found = await findResources({ actor, input: { text } })
  return found.ok ? foundResourcesMessage(found.value) : refusalMessage(found.refusal)
}

/** The one that is called so, or all that could be meant. */
export async function namedMessage(
  deps: ShowResourceDeps,
  { actor, text }: { actor: Actor; text: string },
  mistyped: { words: CommandWords; nearest: string | null },
): Promise<Message> {
  const read = await deps.resourceDetail({ actor, input: { idOrName: text } })
  if (read.ok) return resourceDetailMessage(read.value)
  const { refusal } = read
  if (refusal.reason === 'resource-ambiguous') return foundMessage(deps, actor, text)
  const isUnknown = refusal.reason === 'resource-unknown'
  if (!isUnknown || mistyped.nearest === null) return refusalMessage(refusal)
  return usageMessage(mistyped.words, { text: refusalWords(refusal), suggestion: mistyped.nearest })
}
