import type { Actor } from '../domain/actor.ts'
import type { Message } from '../domain/message.ts'
import type { ListResources } from '../queries/list-resources.ts'
import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { resourceListMessage } from '../views/resource-list.ts'
import { parseResourcePart, type ResourcePart } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'

export interface ListResourcesDeps {
  listResources: ListResources
}

/** Another scope, or the next part, below the first. */
export function createListResourcesClick(deps: ListResourcesDeps): Interaction {
  return {
    actionId: ACTION.listResources,
    async run(click, answers) {
      const part = parseResourcePart(click.value)
      const message = part ? await resourcesMessage(deps, click.actor, part) : outdatedMessage()
      await tell(answers, click, message)
    },
  }
}

export async function resourcesMessage(
  { listResources }: ListResourcesDeps,
  actor: Actor,
  part: ResourcePart,
): Promise<Message> {
  const listed = await listResources({ actor, input: part })
  return listed.ok ? resourceListMessage(listed.value) : refusalMessage(listed.refusal)
}
