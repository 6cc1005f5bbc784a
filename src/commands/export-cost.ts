import type { Operation } from '../operations/define-operation.ts'
import { outdatedMessage } from '../views/answers.ts'
import { csvAnnounced } from '../views/cost-file-words.ts'
import { ACTION } from '../views/ids.ts'
import { refusalMessage } from '../views/refusals.ts'
import { parseCostPart } from './cost-arguments.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'

/** The figures as a file, in a direct message. */
export function createExportCostClick(deps: { requestCostCsv: Operation<{ key: string }> }): Interaction {
  return {
    actionId: ACTION.exportCost,
    async run(click, answers) {
      const part = parseCostPart(click.value)
      if (!part) return tell(answers, click, outdatedMessage())
      const asked = await deps.requestCostCsv({ actor: click.actor, input: part })
      await tell(answers, click, asked.ok ? csvAnnounced() : refusalMessage(asked.refusal))
    },
  }
}
