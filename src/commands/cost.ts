import type { Actor, Refusal } from '../domain/actor.ts'
import type { PeriodWord } from '../domain/cost/report.ts'
import type { CostScope } from '../domain/cost/scope.ts'
import type { Message } from '../domain/message.ts'
import type { CostReportQuery } from '../queries/cost-report.ts'
import type { FindCostScope } from '../queries/find-cost-scope.ts'
import { costReportMessage } from '../views/cost-report-message.ts'
import { commandHelp, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { asksForHelp, parseArguments } from './arguments.ts'
import { costArguments } from './cost-arguments.ts'
import type { SlashCommand } from './door.ts'

export const costWords = {
  name: '/cost',
  summary: 'Show what a project, a team or the company costs, and compare it with the time before',
  usage: '[project|team|company] [period]',
  examples: ['/cost', '/cost payments', '/cost company last month', '/cost payments 7d'],
} as const satisfies CommandWords

export interface CostReportDeps {
  costReport: CostReportQuery
}

export interface CostCommandDeps extends CostReportDeps {
  findCostScope: FindCostScope
}

export function createCostCommand(deps: CostCommandDeps): SlashCommand {
  return {
    ...costWords,
    examples: [...costWords.examples],
    async run({ actor, text, channelId }) {
      const words = parseArguments(text)
      if (asksForHelp(words[0])) return commandHelp(costWords)
      const asked = costArguments(words.map((word) => word.text))
      if (asked.unknown !== null) return refusalMessage(periodUnknown(asked.unknown))
      const scope = await deps.findCostScope({ actor, input: { typed: asked.name, channelId } })
      if (!scope.ok)
        return refusalMessage(
          isTimeMeant(asked.name, scope.refusal) ? periodUnknown(asked.name) : scope.refusal,
        )
      return costMessage(deps, actor, { scope: scope.value, word: asked.word })
    },
  }
}

function periodUnknown(period: string | null): Refusal {
  return { reason: 'cost-period-unknown', details: { period } }
}

/** `90d`, `2026-13`: nothing is called so, and it looks like a time. */
function isTimeMeant(typed: string | null, { reason }: Refusal): boolean {
  return reason === 'cost-scope-unknown' && /^\d+[a-z]?$|^\d{4}-\d/i.test(typed ?? '')
}

export async function costMessage(
  { costReport }: CostReportDeps,
  actor: Actor,
  input: { scope: CostScope; word: PeriodWord },
): Promise<Message> {
  const report = await costReport({ actor, input })
  return report.ok ? costReportMessage(report.value) : refusalMessage(report.refusal)
}
