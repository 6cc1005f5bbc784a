import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { listMessage, type AlertsDeps } from './alerts.ts'
import { parseListPart } from './button-value.ts'
import type { Interaction } from './door.ts'

/** The next part of an `/alerts` answer, below it. */
export function createListMoreClick(deps: AlertsDeps): Interaction {
  return {
    actionId: ACTION.listMore,
    async run(click, answers) {
      if (!click.responseUrl) return
      const part = parseListPart(click.value)
      const message = part ? await listMessage(deps, click.actor, part) : outdatedMessage()
      await answers.ephemeral(click.responseUrl, message)
    },
  }
}
