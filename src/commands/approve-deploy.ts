import type { Operation } from '../operations/define-operation.ts'
import type { Approved } from '../operations/approve-deploy.ts'
import { outdatedMessage } from '../views/answers.ts'
import { approvedWords } from '../views/deploy-answers.ts'
import { ACTION } from '../views/ids.ts'
import { note } from '../views/kit.ts'
import { refusalMessage } from '../views/refusals.ts'
import { parseApproval } from './button-value.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'
import { tellDecision, type DecisionListDeps } from './tell-decision.ts'

/** On the card and in the list of `/approve` alike. */
export function createApproveClick(
  deps: DecisionListDeps & { approveDeploy: Operation<Approved> },
): Interaction {
  return {
    actionId: ACTION.approveDeploy,
    async run(click, answers) {
      const input = parseApproval(click.value)
      if (!input) return tell(answers, click, outdatedMessage())
      const approved = await deps.approveDeploy({ actor: click.actor, input })
      const message = approved.ok ? note(approvedWords(approved.value)) : refusalMessage(approved.refusal)
      await tellDecision(deps, { answers, click }, { approvalId: input.approvalId, message })
    },
  }
}
