import type { ApprovedResource } from '../operations/approve-resource.ts'
import type { Operation } from '../operations/define-operation.ts'
import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { approvedChangeWords } from '../views/resource-answers.ts'
import { parseApproval } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'
import { tellDecision, type DecisionListDeps } from './tell-decision.ts'

/** On the card and in the list of `/approve` alike. */
export function createApproveResourceClick(
  deps: DecisionListDeps & { approveResource: Operation<ApprovedResource> },
): Interaction {
  return {
    actionId: ACTION.approveResource,
    async run(click, answers) {
      const input = parseApproval(click.value)
      if (!input) return tell(answers, click, outdatedMessage())
      const approved = await deps.approveResource({ actor: click.actor, input })
      const message = approved.ok
        ? note(approvedChangeWords(approved.value))
        : refusalMessage(approved.refusal)
      await tellDecision(deps, { answers, click }, { approvalId: input.approvalId, message })
    },
  }
}
