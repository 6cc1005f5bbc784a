import type { ApprovedBudget } from '../operations/approve-budget.ts'
import type { Operation } from '../operations/define-operation.ts'
import { outdatedMessage } from '../views/answers.ts'
import { approvedBudgetWords } from '../views/budget-answers.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { parseApproval } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'
import { tellDecision, type DecisionListDeps } from './tell-decision.ts'

/** On the card and in the list of `/approve` alike. */
export function createApproveBudgetClick(
  deps: DecisionListDeps & { approveBudget: Operation<ApprovedBudget> },
): Interaction {
  return {
    actionId: ACTION.approveBudget,
    async run(click, answers) {
      const input = parseApproval(click.value)
      if (!input) return tell(answers, click, outdatedMessage())
      const approved = await deps.approveBudget({ actor: click.actor, input })
      const message = approved.ok
        ? note(approvedBudgetWords(approved.value))
        : refusalMessage(approved.refusal)
      await tellDecision(deps, { answers, click }, { approvalId: input.approvalId, message })
    },
  }
}
