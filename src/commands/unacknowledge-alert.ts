import type { Operation } from '../operations/define-operation.ts'
import type { UnacknowledgeResult } from '../operations/unacknowledge-alert.ts'
import { unacknowledgedWords } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { answerAlertClick, type AlertClickDeps } from './alert-click.ts'
import type { Interaction } from './door.ts'

export function createUnacknowledgeClick(
  deps: AlertClickDeps & { unacknowledgeAlert: Operation<UnacknowledgeResult> },
): Interaction {
  return {
    actionId: ACTION.unacknowledge,
    run: (click, answers) =>
      answerAlertClick(deps, {
        click,
        answers,
        async decide(episodeId) {
          const decided = await deps.unacknowledgeAlert({ actor: click.actor, input: { episodeId } })
          if (!decided.ok) return decided.refusal
          const by = click.actor.kind === 'person' ? click.actor.userId : ''
          return unacknowledgedWords({ ...decided.value, by })
        },
      }),
  }
}
