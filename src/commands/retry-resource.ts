import type { ChangeOf } from '../operations/change-transition.ts'
import type { Operation } from '../operations/define-operation.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { retriedChangeWords } from '../views/resource-answers.ts'
import { clickOnId } from './deploy-click.ts'
import type { Interaction } from './door.ts'

/** Somebody helped: what was stopped goes on. */
export function createRetryResourceClick(deps: { retryResource: Operation<ChangeOf> }): Interaction {
  return clickOnId(ACTION.retryResource, async (changeId, { actor }) => {
    const retried = await deps.retryResource({ actor, input: { changeId } })
    return retried.ok ? note(retriedChangeWords(retried.value)) : refusalMessage(retried.refusal)
  })
}
