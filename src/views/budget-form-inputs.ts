import type { KnownBlock } from '@slack/types'
import type { Budget } from '../domain/cost/budget.ts'
import { kindWords } from './budget-words.ts'
import { moneyWords } from './cost-money.ts'
import { ACTION } from './ids.ts'
import { lineInput, select, selectInput } from './kit-inputs.ts'
import { oneLine } from './text.ts'

/** What a form offers, by the value that it hands in. */
export interface BudgetChoice {
  id: string
  /** Of the budget, where `id` holds more than that. */
  budgetId?: string
  name: string
  budget: Budget | null
}

export interface BudgetFormChoices {
  choices: readonly BudgetChoice[]
  /** The id of one of them. */
  chosen: string | null
  currency: string
}

/** Which budget, and how much; empty where there is nothing to choose from. */
export function budgetInputs({ choices, chosen, currency }: BudgetFormChoices, hint: string): KnownBlock[] {
  const first = choices.find(({ id }) => id === chosen)
  // Slack takes 100 options: the one that was asked about must be among them.
  const ordered = first ? [first, ...choices.filter(({ id }) => id !== chosen)] : choices
  const element = select({
    actionId: ACTION.pickBudget,
    options: ordered.map((one) => ({
      value: one.id,
      text: `${one.name}${kindWords({ name: one.name, id: one.budgetId ?? one.id })}`,
      more: nowWords(one.budget),
    })),
    chosen,
    placeholder: 'A team or project',
  })
  if (element === null) return []
  const left = ordered.length - (element.options?.length ?? 0)
  return [
    selectInput({
      blockId: 'budget',
      label: 'Budget of',
      hint: left > 0 ? `${left} more are not listed: /budget with a name opens the form for it.` : '',
      element,
    }),
    lineInput({
      blockId: 'amount',
      actionId: ACTION.budgetAmount,
      label: `A month, in ${oneLine(currency, 10)}`,
      placeholder: '5,000',
      hint,
      max: 30,
      typed: null,
      tells: false,
    }),
  ]
}

function nowWords(budget: Budget | null): string {
  return budget === null
    ? 'no budget yet'
    : `now ${moneyWords(budget.monthlyMicros, budget.currency)} a month`
}
