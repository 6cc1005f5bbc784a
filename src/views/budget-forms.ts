import type { Modal } from '../domain/message.ts'
import { budgetInputs, type BudgetChoice, type BudgetFormChoices } from './budget-form-inputs.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { reasonInput } from './reason-input.ts'

/** Asks for which budget, how much and why. */
export function askBudgetModal(form: {
  askable: readonly BudgetChoice[]
  chosen: string | null
  currency: string
}): Modal {
  const { askable: choices, chosen, currency } = form
  const of = { title: 'Ask for a budget', callbackId: CALLBACK.askBudget }
  const inputs = budgetInputs(
    { choices, chosen, currency },
    'The whole budget of a month, not the difference.',
  )
  if (inputs.length === 0) return modal({ ...of, privateMetadata: '', blocks: [section(NONE_TO_ASK)] })
  return modal({
    ...of,
    privateMetadata: JSON.stringify({ v: 1 }),
    submit: 'Ask',
    blocks: [
      section('Those who may say yes are asked in Slack. Until then the budget stays as it is.'),
      ...inputs,
      reasonInput({
        label: 'Why?',
        placeholder: 'What it is for, and for how long',
        hint: 'Those who decide read it, and your team.',
      }),
    ],
  })
}

/** Sets a budget at once: for the finance group. */
export function setBudgetModal(form: BudgetFormChoices): Modal {
  const of = { title: 'Set a budget', callbackId: CALLBACK.setBudget }
  const inputs = budgetInputs(form, 'The whole budget of a month. Type none to take it away.')
  if (inputs.length === 0) return modal({ ...of, privateMetadata: '', blocks: [section(NONE_TO_SET)] })
  return modal({
    ...of,
    privateMetadata: JSON.stringify({ v: 1 }),
    submit: 'Set',
    blocks: [section('It counts at once, for this month too. The team reads it in its channel.'), ...inputs],
  })
}

const NONE_TO_ASK =
  'No team or project of yours is in the catalogue, so there is no budget that you could ask for. `/owner` names who owns what: ask somebody of that team.'
const NONE_TO_SET =
  'No team or project is in the catalogue yet, so there is nothing to set a budget for. Ask the platform team to add one under `teams` and `projects` in the configuration.'
