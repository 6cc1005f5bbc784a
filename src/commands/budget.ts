import { budgetListMessage } from '../views/budget-list.ts'
import type { ListBudgets } from '../queries/list-budgets.ts'
import { commandHelp, usageMessage, type CommandWords } from '../views/help.ts'
import { refusalMessage } from '../views/refusals.ts'
import { readBudgetWords } from './budget-arguments.ts'
import type { SlashCommand } from './door.ts'
import { openBudgetForm, type OpenBudgetFormDeps } from './open-budget-form.ts'

export const budgetWords = {
  name: '/budget',
  summary: 'Show budgets, ask for more with a reason, or set them (finance)',
  usage: '[<team or project>] [ask|set]',
  examples: ['/budget', '/budget payments', '/budget payments ask'],
} as const satisfies CommandWords

export interface BudgetCommandDeps extends OpenBudgetFormDeps {
  listBudgets: ListBudgets
}

export function createBudgetCommand(deps: BudgetCommandDeps): SlashCommand {
  return {
    ...budgetWords,
    examples: [...budgetWords.examples],
    async run({ actor, text, triggerId }, answers) {
      const wish = readBudgetWords(text)
      switch (wish.wants) {
        case 'help':
          return commandHelp(budgetWords)
        case 'usage':
          return usageMessage(budgetWords, { text: wish.problem })
        case 'ask':
        case 'set': {
          const { wants: to, named } = wish
          return openBudgetForm(deps, { actor, to, named }, { answers, triggerId })
        }
        case 'list': {
          const listed = await deps.listBudgets({ actor, input: { named: wish.named } })
          return listed.ok ? budgetListMessage(listed.value) : refusalMessage(listed.refusal)
        }
      }
    },
  }
}
