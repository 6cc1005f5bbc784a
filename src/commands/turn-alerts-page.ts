import type { ThreadAlertsQuery } from '../queries/thread-alerts.ts'
import { ACTION } from '../views/ids.ts'
import { parseThreadPage } from './button-value.ts'
import type { Interaction } from './door.ts'
import { refreshThreadModal } from './thread-modal.ts'

/** Previous and next page of the modal with every alert of a thread. */
export function createAlertsPageClick(deps: { threadAlerts: ThreadAlertsQuery }): Interaction {
  return {
    actionId: ACTION.page,
    async run(click, answers) {
      const wanted = parseThreadPage(click.value)
      if (wanted) await refreshThreadModal(deps, { click, answers, page: wanted.page })
    },
  }
}
