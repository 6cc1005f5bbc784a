import type { AcknowledgeResult } from '../operations/acknowledge-alert.ts'
import type { Operation } from '../operations/define-operation.ts'
import { acknowledgedWords } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { answerAlertClick, type AlertClickDeps } from './alert-click.ts'
import type { Interaction } from './door.ts'

export function createAcknowledgeClick(
  deps: AlertClickDeps & { acknowledgeAlert: Operation<AcknowledgeResult> },
): Interaction {
  return {
    actionId: ACTION.acknowledge,
    run: (click, answers) =>
      answerAlertClick(deps, {
        click,
        answers,
        async decide(episodeId) {
          const decided = await deps.acknowledgeAlert({ actor: click.actor, input: { episodeId } })
          return decided.ok ? acknowledgedWords(decided.value) : decided.refusal
        },
      }),
  }
}
