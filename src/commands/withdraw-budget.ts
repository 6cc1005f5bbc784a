import type { BudgetRequest } from '../domain/cost/budget.ts'
import type { Operation } from '../operations/define-operation.ts'
import { withdrawnBudgetWords } from '../views/budget-answers.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { clickOnId } from './deploy-click.ts'
import type { Interaction } from './door.ts'

/** Takes back what waits. */
export function createWithdrawBudgetClick(deps: { withdrawBudget: Operation<BudgetRequest> }): Interaction {
  return clickOnId(ACTION.withdrawBudget, async (requestId, { actor }) => {
    const withdrawn = await deps.withdrawBudget({ actor, input: { requestId } })
    return withdrawn.ok ? note(withdrawnBudgetWords(withdrawn.value)) : refusalMessage(withdrawn.refusal)
  })
}
