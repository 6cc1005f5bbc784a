import { outdatedMessage } from '../views/answers.ts'
import { ACTION } from '../views/ids.ts'
import { costMessage, type CostReportDeps } from './cost.ts'
import { parseCostPart } from './cost-arguments.ts'
import { tell } from './deploy-click.ts'
import type { Interaction } from './door.ts'

/** Looks into a part of the figures, or at another period: buttons, and a menu of the same values. */
export function createShowCostClicks(deps: CostReportDeps): Interaction[] {
  return [ACTION.showCost, ACTION.pickCost].map((actionId) => ({
    actionId,
    async run(click, answers) {
      const part = parseCostPart(click.value)
      await tell(answers, click, part ? await costMessage(deps, click.actor, part) : outdatedMessage())
    },
  }))
}
