import type { ChangeViewQuery } from '../queries/change-view.ts'
import { tooLateMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { resourcePlanModal } from '../views/resource-plan-modal.ts'
import { clickOnId } from './deploy-click.ts'
import type { Interaction } from './door.ts'

/** Everything that a change makes, sets and removes. */
export function createResourcePlanClick({ changeView }: { changeView: ChangeViewQuery }): Interaction {
  return clickOnId(ACTION.showResourcePlan, async (changeId, { actor, triggerId }, answers) => {
    const view = await changeView({ actor, input: { changeId } })
    if (!view) return refusalMessage({ reason: 'change-unknown' })
    const opened = await answers.openModal(triggerId, resourcePlanModal(view))
    return 'error' in opened ? tooLateMessage() : null
  })
}
