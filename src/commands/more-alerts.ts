import type { ThreadAlertsQuery } from '../queries/thread-alerts.ts'
import { outdatedMessage, tooLateMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { threadAlertsModal } from '../views/thread-alerts-modal.ts'
import { parseId } from './button-value.ts'
import type { Interaction } from './door.ts'

/** Opens every alert of a thread in a modal. */
export function createMoreAlertsClick(deps: { threadAlerts: ThreadAlertsQuery }): Interaction {
  return {
    actionId: ACTION.more,
    async run(click, answers) {
      const tell = async (message: ReturnType<typeof tooLateMessage>) => {
        if (click.responseUrl) await answers.ephemeral(click.responseUrl, message)
      }
      const threadId = parseId(click.value)
      if (threadId === null) return tell(outdatedMessage())
      const found = await deps.threadAlerts({ actor: click.actor, input: { threadId } })
      if (!found.ok) return tell(refusalMessage(found.refusal))
      const opened = await answers.openModal(click.triggerId, threadAlertsModal({ ...found.value, page: 0 }))
      if ('error' in opened) await tell(tooLateMessage())
    },
  }
}
