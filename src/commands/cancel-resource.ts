import type { ChangeOf } from '../operations/change-transition.ts'
import type { Operation } from '../operations/define-operation.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { cancelledChangeWords } from '../views/resource-answers.ts'
import { clickOnId } from './deploy-click.ts'
import type { Interaction } from './door.ts'

/** Takes back what waits, and has undone what is under way. */
export function createCancelResourceClick(deps: { cancelResource: Operation<ChangeOf> }): Interaction {
  return clickOnId(ACTION.cancelResource, async (changeId, { actor }) => {
    const cancelled = await deps.cancelResource({ actor, input: { changeId } })
    return cancelled.ok ? note(cancelledChangeWords(cancelled.value)) : refusalMessage(cancelled.refusal)
  })
}
